/* SPDX-License-Identifier: Apache-2.0 */
#include "page-picks.h"

#include "asking.h"
#include "choosing.h"
#include "grant-row.h"
#include "grants-window.h"
#include "shown.h"
#include "temporary-folder.h"

/* What a real page picks in a real window. The chooser is GTK's own dialog, as there is no portal here. */

/* `picker` is an expression for a handle, which the page keeps as `window.handle`. */
static void
pick (PyxisView *view, const char *picker, const char *path)
{
  g_autofree char *answer = NULL;
  g_autofree char *body = g_strdup_printf ("window.handle = await %s; return handle.kind", picker);

  asking_start (view, body, &answer);
  choosing_choose (path);
  while (!answer)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (g_str_equal (answer, "\"directory\"") || g_str_equal (answer, "\"file\""));
}

static void
assert_file (const char *folder, const char *name, const char *expected)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, expected);
}

#define WRITE                                                                                      \
  "const file = await handle.getFileHandle ('new.txt', { create: true });"                         \
  "const stream = await file.createWritable ();"                                                   \
  "await stream.write ('hello'); await stream.close ();"                                           \
  "return (await file.getFile ()).text ()"
#define READ "return (await (await handle.getFileHandle ('a.txt')).getFile ()).text ()"
#define NAME_OF(expression) "try { " expression " } catch (e) { return e.name }"

static void
test_folder (void)
{
  TemporaryFolder *folder = temporary_folder_new ();
  g_autofree char *path = temporary_folder_write (folder, "a.txt", "from the disk", -1);
  g_autofree char *answer = NULL;
  PyxisView *view = asking_open ();

  asking_start (view, "return (await showDirectoryPicker ({ mode: 'readwrite' })).name", &answer);
  g_assert_nonnull (
    strstr (gtk_window_get_title (GTK_WINDOW (choosing_wait ())), "May Read and Change"));
  g_assert_true (gtk_window_get_modal (GTK_WINDOW (choosing_wait ())));
  gtk_dialog_response (GTK_DIALOG (choosing_wait ()), GTK_RESPONSE_CANCEL);
  asking_wait_for_none (GTK_TYPE_FILE_CHOOSER_DIALOG);
  asking_wait_for_answer (&answer, "AbortError: The user picked nothing.");

  pick (view, "showDirectoryPicker ({ mode: 'readwrite' })", folder);
  asking_call (view, READ, "\"from the disk\"");
  asking_call (view, WRITE, "\"hello\"");
  assert_file (folder, "new.txt", "hello");
  asking_destroy (view);
  temporary_folder_free (folder);
}

/* "deny" or "allow" to the question whether a page may read or change. At once: libadwaita's dialog (1.2)
 * now and then warns when it is drawn on a busy machine, and a test ends with a warning. */
static void
answer_question (const char *response)
{
  GtkWidget *dialog = asking_wait_for_window (ADW_TYPE_MESSAGE_DIALOG);

  g_assert_true (g_str_has_prefix (adw_message_dialog_get_heading (ADW_MESSAGE_DIALOG (dialog)),
                                   "Let “asking” "));
  adw_message_dialog_response (ADW_MESSAGE_DIALOG (dialog), response);
  asking_wait_for_none (ADW_TYPE_MESSAGE_DIALOG);
}

static void
test_read_only (void)
{
  TemporaryFolder *folder = temporary_folder_new ();
  g_autofree char *path = temporary_folder_write (folder, "a.txt", "from the disk", -1);
  PyxisView *view = asking_open ();
  g_autofree char *answer = NULL;

  pick (view, "showDirectoryPicker ()", folder);
  asking_call (view, READ, "\"from the disk\"");
  asking_call (view, "return handle.queryPermission ({ mode: 'readwrite' })", "\"prompt\"");
  asking_start (view, NAME_OF (WRITE), &answer);
  answer_question ("deny");
  asking_wait_for_answer (&answer, "\"NotAllowedError\"");
  assert_file (folder, "new.txt", NULL);

  asking_start (view, WRITE, &answer);
  answer_question ("allow");
  asking_wait_for_answer (&answer, "\"hello\"");
  assert_file (folder, "new.txt", "hello");
  asking_destroy (view);
  temporary_folder_free (folder);
}

static void
test_files (void)
{
  TemporaryFolder *folder = temporary_folder_new ();
  g_autofree char *a = temporary_folder_write (folder, "a.txt", "a", -1);
  g_autofree char *b = g_build_filename (folder, "b.txt", NULL);
  g_autofree char *answer = NULL;
  PyxisView *view = asking_open ();

  pick (
    view,
    "showOpenFilePicker ({ types: [{ description: 'Texts', accept: { 'text/plain': ['.txt'] } }] })"
    ".then (([one]) => one)",
    a);
  asking_call (view, "const file = await handle.getFile (); return [file.type, await file.text ()]",
               "[\"text/plain\",\"a\"]");

  asking_start (view, "window.handle = await showSaveFilePicker ({ suggestedName: '../b.txt' })",
                &answer);
  g_assert_cmpint (gtk_file_chooser_get_action (choosing_wait ()), ==,
                   GTK_FILE_CHOOSER_ACTION_SAVE);
  {
    g_autofree char *name = gtk_file_chooser_get_current_name (choosing_wait ());

    g_assert_null (strchr (name, '/'));
    g_assert_true (g_str_has_suffix (name, "b.txt"));
  }
  choosing_save (b);
  asking_wait_for_answer (&answer, "undefined");
  assert_file (folder, "b.txt", "");
  asking_call (view,
               "const stream = await handle.createWritable (); await stream.write ('saved');"
               "await stream.close (); return handle.name",
               "\"b.txt\"");
  assert_file (folder, "b.txt", "saved");
  asking_destroy (view);
  temporary_folder_free (folder);
}

/* Through a link, to where no page may write: nothing is left there. */
static void
test_save_through_link (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *own = g_build_filename (asking_home, "pyxis", NULL);
  g_autofree char *target = g_build_filename (own, "made.txt", NULL);
  g_autofree char *through = g_build_filename (folder, "link", "made.txt", NULL);
  g_autofree char *answer = NULL;
  PyxisView *view = asking_open ();

  g_assert_cmpint (g_mkdir_with_parents (own, 0700), ==, 0);
  temporary_folder_link (folder, "link", own);
  asking_start (view, NAME_OF ("await showSaveFilePicker ()"), &answer);
  choosing_save (through);
  gtk_window_close (GTK_WINDOW (asking_wait_for_window (ADW_TYPE_MESSAGE_DIALOG)));
  asking_wait_for_none (ADW_TYPE_MESSAGE_DIALOG);
  asking_wait_for_answer (&answer, "\"AbortError\"");
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
  asking_destroy (view);
}

/* Not without a gesture, not twice at once, not what no page may have; a reload takes it back. */
static void
test_refused (void)
{
  PyxisView *view = asking_open ();
  g_autofree char *answer = NULL;
  g_autofree char *second = NULL;

  /* The script's own gesture must have passed; the page may say what it likes. */
  asking_call (
    view,
    "const { userActivation } = navigator;"
    "while (userActivation.isActive) await new Promise ((r) => setTimeout (r, 50));"
    "Object.defineProperty (navigator, 'userActivation', { value: { isActive: true } });" NAME_OF (
      "await showDirectoryPicker ()"),
    "\"SecurityError\"");
  asking_start (view, NAME_OF ("await showDirectoryPicker ()"), &answer);
  choosing_wait ();
  asking_start (view, NAME_OF ("await showDirectoryPicker ()"), &second);
  asking_wait_for_answer (&second, "\"NotAllowedError\"");
  choosing_choose ("/etc");
  g_assert_nonnull (asking_wait_for_window (ADW_TYPE_MESSAGE_DIALOG));
  asking_wait_for_answer (&answer, "\"AbortError\"");
  gtk_window_close (GTK_WINDOW (asking_wait_for_window (ADW_TYPE_MESSAGE_DIALOG)));
  asking_wait_for_none (ADW_TYPE_MESSAGE_DIALOG);

  asking_start (view, "await showDirectoryPicker ()", NULL);
  choosing_wait ();
  pyxis_view_reload (view, FALSE);
  asking_wait_for_none (GTK_TYPE_FILE_CHOOSER_DIALOG);
  asking_wait_for_load (view);
  asking_start (view, NAME_OF ("await showDirectoryPicker ()"), NULL);
  choosing_wait ();
  asking_destroy (view);
  asking_wait_for_none (GTK_TYPE_FILE_CHOOSER_DIALOG);
}

#define STORE(then)                                                                                \
  "const base = await new Promise ((resolve) => { const asked = indexedDB.open ('handles', 1);"    \
  "  asked.onupgradeneeded = () => asked.result.createObjectStore ('entries');"                    \
  "  asked.onsuccess = () => resolve (asked.result) });"                                           \
  "const store = base.transaction ('entries', 'readwrite').objectStore ('entries');"               \
  "const over = (asked) => new Promise ((resolve) => (asked.onsuccess = () => resolve "            \
  "(asked.result)));" then

static GtkWidget *
open_grants (PyxisView *view)
{
  gtk_widget_activate_action (GTK_WIDGET (view), "page.grants", NULL);
  return asking_wait_for_window (PYXIS_TYPE_GRANTS_WINDOW);
}

/* Remembered by the next window, until the user revokes it there; and given again by an undo. */
static void
test_remembered (void)
{
  TemporaryFolder *folder = temporary_folder_new ();
  g_autofree char *path = temporary_folder_write (folder, "a.txt", "from the disk", -1);
  PyxisView *view = asking_open ();
  PyxisGrants *grants = pyxis_engine_get_grants (pyxis_view_get_engine (view));
  g_autofree char *answer = NULL;
  GtkWidget *window;

  /* Of the tests before. */
  g_ptr_array_unref (pyxis_grants_revoke_path (grants, NULL));
  pick (view, "showDirectoryPicker ({ mode: 'readwrite' })", folder);
  asking_call (view, STORE ("await over (store.put ({ deep: [handle] }, 'x')); return 1"), "1");
  asking_destroy (view);

  view = asking_open ();
  asking_call (view,
               STORE ("window.handle = (await over (store.get ('x'))).deep[0];"
                      "return [handle instanceof FileSystemDirectoryHandle,"
                      "        await handle.queryPermission ({ mode: 'readwrite' })]"),
               "[true,\"granted\"]");
  asking_call (view, READ, "\"from the disk\"");
  window = open_grants (view);
  g_assert_nonnull (asking_find (window, PYXIS_TYPE_GRANT_ROW, NULL));
  g_assert_true (PYXIS_IS_GRANT_ROW (gtk_window_get_focus (GTK_WINDOW (window))));
  asking_click (asking_find (window, PYXIS_TYPE_GRANT_ROW, NULL), "Revoke");
  asking_call (view, NAME_OF (READ), "\"NotAllowedError\"");
  asking_call (view, "return handle.queryPermission ()", "\"prompt\"");
  g_assert_null (asking_find (window, PYXIS_TYPE_GRANT_ROW, NULL));
  gtk_widget_activate_action (window, "grants.undo", NULL);
  g_assert_nonnull (asking_find (window, PYXIS_TYPE_GRANT_ROW, NULL));
  asking_call (view, READ, "\"from the disk\"");
  gtk_widget_activate_action (window, "grants.revoke-all", NULL);
  gtk_window_destroy (GTK_WINDOW (window));
  asking_destroy (view);

  view = asking_open ();
  asking_call (view,
               STORE ("window.handle = (await over (store.get ('x'))).deep[0];"
                      "return handle.queryPermission ()"),
               "\"prompt\"");
  asking_call (view, NAME_OF (READ), "\"NotAllowedError\"");
  asking_start (view, "return handle.requestPermission ()", &answer);
  answer_question ("allow");
  asking_wait_for_answer (&answer, "\"granted\"");
  asking_call (view, READ, "\"from the disk\"");

  grants = pyxis_engine_get_grants (pyxis_view_get_engine (view));
  g_ptr_array_unref (pyxis_grants_revoke_path (grants, NULL));
  asking_call (view, NAME_OF (READ), "\"NotAllowedError\"");
  pick (view, "showDirectoryPicker ({ mode: 'readwrite' })", folder);
  asking_call (view, STORE ("window.handle = (await over (store.get ('x'))).deep[0];" READ),
               "\"from the disk\"");
  asking_destroy (view);
  temporary_folder_free (folder);
}

/* Of an app whose name has what means something else in markup. */
static void
test_name (void)
{
  g_autoptr (PyxisGrants) grants = pyxis_grants_new (NULL);
  GtkWidget *window = pyxis_grants_window_new (NULL, grants, "A & <b>");

  gtk_window_present (GTK_WINDOW (window));
  asking_wait_for_window (PYXIS_TYPE_GRANTS_WINDOW);
  g_assert_true (shown_has_text (window, "pick for “A & <b>”"));
  gtk_window_destroy (GTK_WINDOW (window));
}

int
main (int argc, char **argv)
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  g_autofree char *state = g_build_filename (home, "state", NULL);

  g_setenv ("XDG_STATE_HOME", state, TRUE);
  asking_init (&argc, &argv);
  g_test_add_func ("/page-picks/folder", test_folder);
  g_test_add_func ("/page-picks/read-only", test_read_only);
  g_test_add_func ("/page-picks/files", test_files);
  g_test_add_func ("/page-picks/save-through-link", test_save_through_link);
  g_test_add_func ("/page-picks/name", test_name);
  g_test_add_func ("/page-picks/refused", test_refused);
  g_test_add_func ("/page-picks/remembered", test_remembered);
  return asking_run ();
}
