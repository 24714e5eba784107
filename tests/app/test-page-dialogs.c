/* SPDX-License-Identifier: Apache-2.0 */
#include "page-dialogs.h"

#include <webkit/webkit.h>

#include "asking.h"
#include "script-prompt.h"

/* Dialogs of a page in a real window, answered by their own buttons. */

static const struct {
  const char *name;
  const char *body;
  const char *text;   /* that the dialog shows */
  const char *typed;  /* NULL: nothing */
  const char *button; /* NULL: the dialog is closed, as Escape does */
  const char *answer;
} cases[] = {
  { "alert", "alert ('ready'); return 1", "ready", NULL, "OK", "1" },
  { "alert-closed", "alert ('ready'); return 1", "“asking” says", NULL, NULL, "1" },
  { "markup", "alert ('<b>3</b> & more'); return 1", "<b>3</b> & more", NULL, "OK", "1" },
  { "confirm", "return confirm ('sure?')", "sure?", NULL, "OK", "true" },
  { "confirm-cancelled", "return confirm ('sure?')", "sure?", NULL, "Cancel", "false" },
  { "confirm-closed", "return confirm ('sure?')", "sure?", NULL, NULL, "false" },
  { "prompt", "return prompt ('name?', 'Ada')", "name?", NULL, "OK", "\"Ada\"" },
  { "prompt-typed", "return prompt ('name?', 'Ada')", "name?", "Zo\u00eb", "OK", "\"Zo\u00eb\"" },
  { "prompt-empty", "return prompt ('name?')", "name?", NULL, "OK", "\"\"" },
  { "prompt-cancelled", "return prompt ('name?', 'Ada')", "name?", "x", "Cancel", "null" },
  { "prompt-closed", "return prompt ('name?', 'Ada')", "name?", NULL, NULL, "null" },
};

static void
answer_prompt (const char *typed, const char *button)
{
  GtkWidget *prompt = asking_wait_for_window (PYXIS_TYPE_SCRIPT_PROMPT);
  GtkWidget *entry = asking_find (prompt, GTK_TYPE_ENTRY, NULL);

  if (typed)
    gtk_editable_set_text (GTK_EDITABLE (entry), typed);
  if (button)
    asking_click (prompt, button);
  else
    gtk_window_close (GTK_WINDOW (prompt));
  asking_wait_for_none (PYXIS_TYPE_SCRIPT_PROMPT);
}

static void
test_case (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  PyxisView *view = asking_open ();
  g_autofree char *answer = NULL;
  GtkWidget *prompt;

  asking_start (view, cases[i].body, &answer);
  prompt = asking_wait_for_window (PYXIS_TYPE_SCRIPT_PROMPT);
  g_assert_nonnull (asking_find (prompt, GTK_TYPE_LABEL, cases[i].text));
  g_assert_true (gtk_window_get_modal (GTK_WINDOW (prompt)));
  answer_prompt (cases[i].typed, cases[i].button);
  asking_wait_for_answer (&answer, cases[i].answer);
  asking_destroy (view);
}

/* A text that is no message is cut, and the dialog stays on the screen. */
static void
test_long (void)
{
  PyxisView *view = asking_open ();
  g_autofree char *answer = NULL;
  GtkWidget *prompt;

  asking_start (view, "alert ('long\\n'.repeat (9999) + 'end'); return 1", &answer);
  prompt = asking_wait_for_window (PYXIS_TYPE_SCRIPT_PROMPT);
  g_assert_nonnull (asking_find (prompt, GTK_TYPE_LABEL, "long"));
  g_assert_null (asking_find (prompt, GTK_TYPE_LABEL, "end"));
  answer_prompt (NULL, "OK");
  asking_wait_for_answer (&answer, "1");
  asking_destroy (view);
}

/* A reload takes back what the page asks. */
static void
test_reload (void)
{
  PyxisView *view = asking_open ();

  asking_start (view, "confirm ('sure?')", NULL);
  asking_wait_for_window (PYXIS_TYPE_SCRIPT_PROMPT);
  pyxis_view_reload (view, FALSE);
  asking_wait_for_none (PYXIS_TYPE_SCRIPT_PROMPT);
  asking_wait_for_load (view);
  asking_call (view, "return 1 + 1", "2");
  asking_destroy (view);
}

static void
test_destroy (void)
{
  PyxisView *view = asking_open ();

  asking_start (view, "confirm ('sure?')", NULL);
  asking_wait_for_window (PYXIS_TYPE_SCRIPT_PROMPT);
  asking_destroy (view);
  asking_wait_for_none (PYXIS_TYPE_SCRIPT_PROMPT);
}

/* Closing the window needs no answer to an alert. */
static void
test_close (void)
{
  PyxisView *view = asking_open ();

  asking_start (view, "alert ('ready')", NULL);
  asking_wait_for_window (PYXIS_TYPE_SCRIPT_PROMPT);
  gtk_window_close (GTK_WINDOW (asking_get_window (PYXIS_TYPE_WINDOW)));
  asking_wait_for_none (PYXIS_TYPE_WINDOW);
  asking_wait_for_none (PYXIS_TYPE_SCRIPT_PROMPT);
}

static void
test_crash (void)
{
  PyxisView *view = asking_open ();

  asking_start (view, "confirm ('sure?')", NULL);
  asking_wait_for_window (PYXIS_TYPE_SCRIPT_PROMPT);
  webkit_web_view_terminate_web_process (
    WEBKIT_WEB_VIEW (asking_find (GTK_WIDGET (view), WEBKIT_TYPE_WEB_VIEW, NULL)));
  asking_wait_for_none (PYXIS_TYPE_SCRIPT_PROMPT);
  while (g_strcmp0 (pyxis_view_get_title (view), "The page has stopped") != 0)
    g_main_context_iteration (NULL, TRUE);
  asking_destroy (view);
}

/* The third in a row can be the last, until the page is loaded again. */
static void
test_flood (void)
{
  static const char flood[] = "let n = 0; while (n < 50) alert (++n); return n";
  PyxisView *view = asking_open ();
  g_autofree char *answer = NULL;

  asking_start (view, flood, &answer);
  for (int i = 0; i < 2; i++) {
    GtkWidget *prompt = asking_wait_for_window (PYXIS_TYPE_SCRIPT_PROMPT);

    g_assert_null (asking_find (prompt, GTK_TYPE_CHECK_BUTTON, "Prevent"));
    answer_prompt (NULL, "OK");
  }
  gtk_check_button_set_active (
    GTK_CHECK_BUTTON (asking_find (asking_wait_for_window (PYXIS_TYPE_SCRIPT_PROMPT),
                                   GTK_TYPE_CHECK_BUTTON, "Prevent")),
    TRUE);
  answer_prompt (NULL, "OK");
  asking_wait_for_answer (&answer, "50");
  g_assert_cmpuint (asking_count_rows (view, "notice", "*\"muted\"*"), ==, 1);

  pyxis_view_reload (view, FALSE);
  asking_wait_for_load (view);
  asking_start (view, "return confirm ('again?')", &answer);
  answer_prompt (NULL, "OK");
  asking_wait_for_answer (&answer, "true");
  asking_destroy (view);
}

#define BEFORE_UNLOAD "addEventListener ('beforeunload', (e) => e.preventDefault ())"

/* A page with unsaved work is asked when its window closes, and the user decides. */
static void
test_before_unload (void)
{
  PyxisView *view = asking_open ();
  GtkWindow *window = GTK_WINDOW (asking_get_window (PYXIS_TYPE_WINDOW));

  asking_call (view, BEFORE_UNLOAD, "undefined");
  gtk_window_close (window);
  g_assert_nonnull (asking_find (asking_wait_for_window (PYXIS_TYPE_SCRIPT_PROMPT), GTK_TYPE_LABEL,
                                 "Leave This Page?"));
  answer_prompt (NULL, "Stay");
  asking_call (view, "return 1 + 1", "2");
  g_assert_true (gtk_widget_get_visible (GTK_WIDGET (window)));
  gtk_window_close (window);
  answer_prompt (NULL, "Leave");
  asking_wait_for_none (PYXIS_TYPE_WINDOW);
}

/* A handler that is slow, in a frame, and old: its word counts as well. */
static void
test_before_unload_ways (void)
{
  static const char *const ways[] = {
    "onbeforeunload = () => 'Wait'",
    "addEventListener ('beforeunload', (e) => { e.returnValue = 'Wait' })",
    "addEventListener ('beforeunload', (e) => {"
    "  for (const end = Date.now () + 300; Date.now () < end;);"
    "  e.preventDefault () })",
    "const frame = document.createElement ('iframe'); document.body.append (frame);"
    "frame.contentWindow.onbeforeunload = () => ''.length",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++) {
    PyxisView *view = asking_open ();

    asking_call (view, ways[i], "undefined");
    gtk_window_close (GTK_WINDOW (asking_get_window (PYXIS_TYPE_WINDOW)));
    answer_prompt (NULL, "Leave");
    asking_wait_for_none (PYXIS_TYPE_WINDOW);
  }
}

/* A dialog of another kind on the way does not keep the page, nor close it without its question. */
static void
test_close_with_alert (void)
{
  PyxisView *view = asking_open ();

  asking_call (view,
               "onbeforeunload = (e) => e.preventDefault ();"
               "onpagehide = () => alert ('bye')",
               "undefined");
  gtk_window_close (GTK_WINDOW (asking_get_window (PYXIS_TYPE_WINDOW)));
  answer_prompt (NULL, "Leave");
  asking_wait_for_none (PYXIS_TYPE_WINDOW);
}

static void
test_before_reload (void)
{
  PyxisView *view = asking_open ();

  asking_call (view, "window.work = 1;" BEFORE_UNLOAD, "undefined");
  pyxis_view_reload (view, FALSE);
  answer_prompt (NULL, NULL);
  asking_call (view, "return window.work", "1");
  pyxis_view_reload (view, FALSE);
  answer_prompt (NULL, "Leave");
  asking_wait_for_load (view);
  asking_call (view, "return typeof window.work", "\"undefined\"");
  asking_destroy (view);
}

/* A page that is busy for good can be closed. */
static void
test_busy (void)
{
  PyxisView *view = asking_open ();

  asking_start (view, "for (;;);", NULL);
  gtk_window_close (GTK_WINDOW (asking_get_window (PYXIS_TYPE_WINDOW)));
  asking_wait_for_none (PYXIS_TYPE_WINDOW);
}

int
main (int argc, char **argv)
{
  asking_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/page-dialogs/answer/", cases[i].name, NULL);

    g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_case);
  }
  g_test_add_func ("/page-dialogs/long", test_long);
  g_test_add_func ("/page-dialogs/reload", test_reload);
  g_test_add_func ("/page-dialogs/destroy", test_destroy);
  g_test_add_func ("/page-dialogs/close", test_close);
  g_test_add_func ("/page-dialogs/crash", test_crash);
  g_test_add_func ("/page-dialogs/flood", test_flood);
  g_test_add_func ("/page-dialogs/before-unload", test_before_unload);
  g_test_add_func ("/page-dialogs/before-unload-ways", test_before_unload_ways);
  g_test_add_func ("/page-dialogs/close-with-alert", test_close_with_alert);
  g_test_add_func ("/page-dialogs/before-reload", test_before_reload);
  g_test_add_func ("/page-dialogs/busy", test_busy);
  return asking_run ();
}
