/* SPDX-License-Identifier: Apache-2.0 */
#include <gtk/gtk.h>
#include <signal.h>

#include "../util/temporary-folder.h"
#include "../util/web-processes.h"
#include "jsc-options.h"
#include "session.h"
#include "view.h"
#include "web-library.h"

#define PAGE                                                                                       \
  "<!doctype html><title>duty</title>"                                                             \
  "<script type=\"module\" src=\"https://pyscript.net/releases/2026.7.3/core.js\"></script>"       \
  "<script type=\"py\">print (42)  # quetzal</script>"

/* Of a notice. */
#define FAILURE "could be kept"

/* After that much work it is making the snapshot, and far from done. Of one that is killed before it is there, WebKit
 * makes an end of the whole program. */
#define WORKED_S 1

/* A page with Pyodide and somebody who looks at it: its snapshot is made once it is done, and the next load
 * starts from it. A process tries once: hence one for each case. */
typedef struct {
  TemporaryFolder *folder;
  PyxisProject *project;
  PyxisSession *session;
  PyxisEngine *engine;
  PyxisView *view;
} Fixture;

/* (transfer full): where snapshots are kept. */
static char *
dup_folder (void)
{
  return g_build_filename (g_getenv ("XDG_CACHE_HOME"), "pyxis", "interpreter-snapshots", NULL);
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  *(PyxisEngine **) user_data = pyxis_session_start_finish (PYXIS_SESSION (source), result, &error);
  g_assert_no_error (error);
}

static void
open_page (Fixture *self, PyxisSnapshotChoice choice)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (GError) error = NULL;
  PyxisSessionOptions options = { .port = -1, .is_temporary = TRUE, .vfs = vfs };

  options.transport = "scheme";
  options.snapshot = choice;
  self->folder = temporary_folder_new ();
  g_free (temporary_folder_write (self->folder, "index.html", PAGE, -1));
  self->project = pyxis_project_load (self->folder, &error);
  g_assert_no_error (error);
  self->session = pyxis_session_new (self->project);
  pyxis_session_start_async (self->session, &options, NULL, started_cb, &self->engine);
  while (!self->engine)
    g_main_context_iteration (NULL, TRUE);
  self->view = g_object_ref_sink (PYXIS_VIEW (pyxis_view_new (self->engine)));
  pyxis_view_load_start (self->view);
}

static void
close_page (Fixture *self)
{
  g_clear_object (&self->view);
  g_clear_object (&self->engine);
  g_clear_object (&self->session);
  g_clear_object (&self->project);
  temporary_folder_free (self->folder);
}

/* How many events of this kind say it; `glob` is of the text. */
static guint
count (Fixture *self, const char *kind, const char *glob)
{
  GListModel *log = G_LIST_MODEL (pyxis_session_get_log (self->session));
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (log); i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (log, i);
    const PyxisEventFields *fields = pyxis_event_get_fields (event);

    n += g_str_equal (fields->kind, kind) &&
         g_pattern_match_simple (glob, fields->text ? fields->text : "");
  }
  return n;
}

/* Ends where a snapshot could not be kept and none of `glob` will come. */
static void
wait_for (Fixture *self, guint n, const char *kind, const char *glob)
{
  g_test_message ("waiting for %s %s", kind, glob);
  while (count (self, kind, glob) < n) {
    if (!strstr (glob, FAILURE))
      g_assert_cmpuint (count (self, "notice", "*" FAILURE "*"), ==, 0);
    g_main_context_iteration (NULL, TRUE);
  }
}

/* What is kept has the memory of an interpreter, but nothing of the page that was shown meanwhile. */
static void
assert_kept_of_no_page (void)
{
  g_autofree char *folder = dup_folder ();
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_kept = 0;
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autofree char *bytes = NULL;
    gsize length;

    if (!g_str_has_suffix (name, ".snapshot"))
      continue;
    g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
    g_assert_nonnull (memmem (bytes, length, "importlib", strlen ("importlib")));
    g_assert_null (memmem (bytes, length, "quetzal", strlen ("quetzal")));
    n_kept++;
  }
  g_assert_cmpuint (n_kept, ==, 1);
}

static void
test_off (void)
{
  Fixture self = { 0 };

  open_page (&self, PYXIS_SNAPSHOT_OFF);
  wait_for (&self, 1, "py:done", "*");
  g_assert_cmpuint (count (&self, "notice", "*snapshot*"), ==, 0);
  close_page (&self);
}

static void
test_made (void)
{
  Fixture self = { 0 };

  open_page (&self, PYXIS_SNAPSHOT_AUTO);
  wait_for (&self, 1, "notice", "*not from a snapshot: none has been made yet.");
  wait_for (&self, 1, "py:done", "*");
  wait_for (&self, 1, "notice", "Pyodide starts from a snapshot from now on.");
  assert_kept_of_no_page ();
  pyxis_view_reload (self.view, FALSE);
  wait_for (&self, 2, "py:done", "*");
  wait_for (&self, 2, "stdout", "42*");
  g_assert_cmpuint (count (&self, "notice", "*the ordinary way*"), ==, 1);
  g_assert_cmpuint (count (&self, "console", "*the ordinary way*"), ==, 0);
  close_page (&self);
}

typedef struct {
  GHashTable *before; /* those that run already */
  pid_t killed;       /* 0: none yet */
} Killing;

static gboolean
kill_cb (gpointer user_data)
{
  Killing *self = user_data;

  self->killed = web_processes_find_other (self->before, WORKED_S * sysconf (_SC_CLK_TCK));
  if (!self->killed)
    return G_SOURCE_CONTINUE;
  g_test_message ("killing process %d", (int) self->killed);
  g_assert_cmpint (kill (self->killed, SIGKILL), ==, 0);
  return G_SOURCE_REMOVE;
}

/* The process of the page that makes it ends before it is done. */
static void
test_crashed (void)
{
  g_autoptr (GHashTable) before = NULL;
  Killing killing = { 0 };
  Fixture self = { 0 };

  open_page (&self, PYXIS_SNAPSHOT_AUTO);
  wait_for (&self, 1, "py:done", "*");
  killing.before = before = web_processes_list ();
  g_assert_cmpuint (g_hash_table_size (before), >, 0);
  g_timeout_add (50, kill_cb, &killing);
  wait_for (&self, 1, "notice", "Pyodide starts from a snapshot from now on.");
  g_assert_cmpint (killing.killed, !=, 0);
  assert_kept_of_no_page ();
  close_page (&self);
}

/* A file stands in the way of the folder. The user hears of it, and the page goes on as it did. */
static void
test_unwritable (void)
{
  g_autofree char *folder = dup_folder ();
  g_autofree char *above = g_path_get_dirname (folder);
  Fixture self = { 0 };

  g_assert_cmpint (g_mkdir_with_parents (above, 0700), ==, 0);
  g_assert_true (g_file_set_contents (folder, "in the way", -1, NULL));
  open_page (&self, PYXIS_SNAPSHOT_AUTO);
  wait_for (&self, 1, "py:done", "*");
  wait_for (&self, 1, "notice", "No snapshot of Pyodide " FAILURE ": *.");
  pyxis_view_reload (self.view, FALSE);
  while (count (&self, "py:done", "*") < 2 || count (&self, "stdout", "42*") < 2)
    g_main_context_iteration (NULL, TRUE);
  close_page (&self);
  g_assert_cmpint (g_unlink (folder), ==, 0);
}

int
main (int argc, char **argv)
{
  g_autofree TemporaryFolder *cache = temporary_folder_new ();
  int status;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/snapshot-duty/off", test_off);
  g_test_add_func ("/snapshot-duty/made", test_made);
  g_test_add_func ("/snapshot-duty/crashed", test_crashed);
  g_test_add_func ("/snapshot-duty/unwritable", test_unwritable);
  status = g_test_run ();
  temporary_folder_free (g_steal_pointer (&cache));
  return status;
}
