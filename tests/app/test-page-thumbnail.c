/* SPDX-License-Identifier: Apache-2.0 */
#include "page-thumbnail.h"

#include "asking.h"
#include "temporary-folder.h"

/* Pictures of a real page, for somebody who keeps them or does not. */

typedef struct {
  char *path; /* NULL: no picture is wanted */
  guint n_asked;
  guint n_written;
} Keeper;

static char *
dup_path_cb (GObject *data, const char *name)
{
  Keeper *keeper = g_object_get_data (data, name);

  keeper->n_asked++;
  return g_strdup (keeper->path);
}

static void
written_cb (GObject *data, const char *name)
{
  Keeper *keeper = g_object_get_data (data, name);

  keeper->n_written++;
}

static void
wait_for_more (const guint *count, guint before)
{
  while (*count == before)
    g_main_context_iteration (NULL, TRUE);
}

/* What was forgotten between two pictures gets none any more, wherever the last one was. */
static void
test_forgotten (void)
{
  TemporaryFolder *folder = temporary_folder_new ();
  g_autofree char *first = g_build_filename (folder, "first.png", NULL);
  g_autofree char *last = g_build_filename (folder, "last.png", NULL);
  g_autoptr (GObject) data = g_object_new (G_TYPE_OBJECT, NULL);
  PyxisView *view = asking_open ();
  Keeper keeper = { .path = first };
  guint before;

  while (!gtk_widget_get_mapped (GTK_WIDGET (view)))
    g_main_context_iteration (NULL, TRUE);
  g_object_set_data (data, "asking", &keeper);
  pyxis_page_thumbnail_attach (view, pyxis_engine_get_log (pyxis_view_get_engine (view)), "asking",
                               dup_path_cb, written_cb, data);
  pyxis_view_reload (view, FALSE);
  wait_for_more (&keeper.n_written, 0);
  g_assert_cmpint (g_unlink (first), ==, 0);

  keeper.path = NULL;
  before = keeper.n_asked;
  pyxis_view_reload (view, FALSE);
  wait_for_more (&keeper.n_asked, before);

  keeper.path = last;
  before = keeper.n_written;
  pyxis_view_reload (view, FALSE);
  wait_for_more (&keeper.n_written, before);
  g_assert_true (g_file_test (last, G_FILE_TEST_EXISTS));
  g_assert_false (g_file_test (first, G_FILE_TEST_EXISTS));
  asking_destroy (view);
  temporary_folder_free (folder);
}

int
main (int argc, char **argv)
{
  asking_init (&argc, &argv);
  g_test_add_func ("/page-thumbnail/forgotten", test_forgotten);
  return asking_run ();
}
