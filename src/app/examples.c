/* SPDX-License-Identifier: Apache-2.0 */
#include "examples.h"

#include <stdlib.h>
#include <string.h>

#include "example.h"
#include "installation.h"

#define MAX_EXAMPLES 200

/* The one to begin with: a folder. */
#define TOUR "tour"

/* A folder, what it is configured with, and its picture. */
typedef struct {
  char *path;
  const char *file; /* NULL: there is none */
  char *text;
  char *picture; /* NULL: there is none */
} Found;

/* What is still to be parsed, and what is. */
typedef struct {
  GListStore *store;
  GPtrArray *queue;    /* (element-type Found) */
  GPtrArray *examples; /* (element-type PyxisExample) */
} Load;

static void
found_free (gpointer data)
{
  Found *found = data;

  g_free (found->path);
  g_free (found->text);
  g_free (found->picture);
  g_free (found);
}

static void
load_free (gpointer data)
{
  Load *load = data;

  g_object_unref (load->store);
  g_ptr_array_unref (load->queue);
  g_ptr_array_unref (load->examples);
  g_free (load);
}

static void
read_configuration (Found *found)
{
  static const char *const files[] = { "pyscript.toml", "pyscript.json" };

  for (gsize i = 0; i < G_N_ELEMENTS (files) && !found->text; i++) {
    g_autofree char *path = g_build_filename (found->path, files[i], NULL);

    found->file = files[i];
    g_file_get_contents (path, &found->text, NULL, NULL);
  }
}

/* Told here, so that the card has its size before the picture is read. */
static void
find_picture (Found *found)
{
  g_autofree char *path = g_build_filename (found->path, "picture.png", NULL);

  if (g_file_test (path, G_FILE_TEST_IS_REGULAR))
    found->picture = g_steal_pointer (&path);
}

static void
find_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const char *folder = task_data;
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  g_autoptr (GPtrArray) queue = g_ptr_array_new_with_free_func (found_free);
  const char *name;

  while (dir && queue->len < MAX_EXAMPLES && (name = g_dir_read_name (dir))) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    Found *found;

    if (*name == '.' || !g_file_test (path, G_FILE_TEST_IS_DIR))
      continue;
    found = g_new0 (Found, 1);
    found->path = g_steal_pointer (&path);
    read_configuration (found);
    find_picture (found);
    g_ptr_array_add (queue, found);
  }
  g_task_return_pointer (task, g_steal_pointer (&queue), (GDestroyNotify) g_ptr_array_unref);
}

static gboolean
is_tour (PyxisExample *example)
{
  return g_str_has_suffix (pyxis_example_get_path (example), "/" TOUR);
}

/* By their names, of which the C locale would take capitals first; before them the tour. */
static int
compare_cb (gconstpointer a, gconstpointer b)
{
  PyxisExample *first = *(gpointer *) a;
  PyxisExample *second = *(gpointer *) b;
  g_autofree char *first_name = g_utf8_casefold (pyxis_example_get_name (first), -1);
  g_autofree char *second_name = g_utf8_casefold (pyxis_example_get_name (second), -1);

  if (is_tour (first) != is_tour (second))
    return is_tour (first) ? -1 : 1;
  return g_utf8_collate (first_name, second_name);
}

/* All at once: no card moves under the pointer. */
static void
show (Load *load)
{
  g_ptr_array_sort (load->examples, compare_cb);
  g_list_store_splice (load->store, 0, 0, load->examples->pdata, load->examples->len);
}

static gboolean
parse_next_cb (gpointer user_data)
{
  Load *load = user_data;
  Found *found;
  g_autoptr (PyxisConfiguration) configuration = NULL;
  PyxisExample *example;
  gint64 start = g_get_monotonic_time ();

  if (load->queue->len == 0) {
    show (load);
    return G_SOURCE_REMOVE;
  }
  found = load->queue->pdata[load->queue->len - 1];
  if (found->text)
    configuration = pyxis_configuration_parse (found->file, found->text, NULL);
  if (!configuration)
    configuration = pyxis_configuration_new_empty ();
  example = pyxis_example_new (found->path, found->picture, configuration);
  g_debug ("The example “%s” was read in %" G_GINT64_FORMAT " µs.",
           pyxis_example_get_name (example), g_get_monotonic_time () - start);
  g_ptr_array_add (load->examples, example);
  g_ptr_array_set_size (load->queue, (int) load->queue->len - 1);
  return G_SOURCE_CONTINUE;
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Load *load = g_new0 (Load, 1);

  load->store = g_object_ref (G_LIST_STORE (source));
  load->examples = g_ptr_array_new_with_free_func (g_object_unref);
  load->queue = g_task_propagate_pointer (G_TASK (result), NULL);
  g_idle_add_full (G_PRIORITY_DEFAULT_IDLE, parse_next_cb, load, load_free);
}

GListModel *
pyxis_examples_load (const char *folder)
{
  GListStore *store = g_list_store_new (PYXIS_TYPE_EXAMPLE);
  g_autoptr (GTask) task = g_task_new (store, NULL, found_cb, NULL);

  g_task_set_task_data (task, g_strdup (folder), g_free);
  g_task_run_in_thread (task, find_in_thread);
  return G_LIST_MODEL (store);
}

gboolean
pyxis_examples_contain (const char *path)
{
  g_autofree char *folder = pyxis_installation_dup_examples_dir ();
  char *canonical = realpath (folder, NULL);
  gsize length = canonical ? strlen (canonical) : 0;
  gboolean is_below = length > 0 && strncmp (path, canonical, length) == 0 && path[length] == '/';

  free (canonical);
  return is_below;
}

char *
pyxis_examples_dup_tour (void)
{
  g_autofree char *folder = pyxis_installation_dup_examples_dir ();

  return g_build_filename (folder, TOUR, NULL);
}
