/* SPDX-License-Identifier: Apache-2.0 */
#include "permission-bar.h"

#include <webkit/webkit.h>

#include "asking.h"

/* Permissions of a real page, answered by the bar's own buttons. Nothing here has a place to tell, so
 * that a page which may ask for it hears that it is unavailable (2), and one which may not, that it
 * is denied (1). */

#define WHERE                                                                                      \
  "return new Promise ((r) => navigator.geolocation.getCurrentPosition (() => r (0), (e) => r "    \
  "(e.code)))"
#define STATE "return (await navigator.permissions.query ({ name: 'geolocation' })).state"

static GtkWidget *
get_bar (PyxisView *view)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (view), GTK_TYPE_WINDOW);

  return asking_find (window, PYXIS_TYPE_PERMISSION_BAR, NULL);
}

static gboolean
is_asking (PyxisView *view)
{
  return gtk_info_bar_get_revealed (
    GTK_INFO_BAR (asking_find (get_bar (view), GTK_TYPE_INFO_BAR, NULL)));
}

static void
wait_for_question (PyxisView *view, const char *text)
{
  while (!is_asking (view) || !asking_find (get_bar (view), GTK_TYPE_LABEL, text))
    g_main_context_iteration (NULL, TRUE);
}

/* `button` is NULL for the cross. */
static void
press (PyxisView *view, const char *button)
{
  if (button)
    asking_click (get_bar (view), button);
  else
    gtk_info_bar_response (GTK_INFO_BAR (asking_find (get_bar (view), GTK_TYPE_INFO_BAR, NULL)),
                           GTK_RESPONSE_CLOSE);
}

static const struct {
  const char *name;
  const char *button;
  const char *code;
  const char *state;
  gboolean is_asked_again; /* by the next page; WebKit asks once for each */
} cases[] = {
  { "allow", "Allow", "2", "\"granted\"", FALSE },
  { "block", "Block", "1", "\"denied\"", FALSE },
  { "close", NULL, "1", "\"denied\"", TRUE },
};

static void
test_answer (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  PyxisView *view = asking_open ();
  g_autofree char *code = NULL;

  asking_call (view, STATE, "\"prompt\"");
  asking_start (view, WHERE, &code);
  wait_for_question (view, "“asking” wants to know where you are.");
  press (view, cases[i].button);
  asking_wait_for_answer (&code, cases[i].code);
  g_assert_false (is_asking (view));
  asking_call (view, WHERE, cases[i].code);

  pyxis_view_reload (view, FALSE);
  asking_wait_for_load (view);
  asking_start (view, WHERE, &code);
  if (cases[i].is_asked_again) {
    wait_for_question (view, "where you are");
    press (view, "Block");
  }
  asking_wait_for_answer (&code, cases[i].code);
  /* Only now: WebKit tells no page that it is blocked before it has asked. */
  asking_call (view, STATE, cases[i].state);
  asking_destroy (view);
}

/* A new page takes back what the old one asked, and what was decided stays. */
static void
test_withdraw (void)
{
  PyxisView *view = asking_open ();

  asking_start (view, WHERE, NULL);
  wait_for_question (view, "where you are");
  pyxis_view_reload (view, FALSE);
  asking_wait_for_load (view);
  g_assert_false (is_asking (view));
  asking_call (view, STATE, "\"prompt\"");
  asking_destroy (view);
}

static void
test_destroy (void)
{
  PyxisView *view = asking_open ();

  asking_start (view, WHERE, NULL);
  wait_for_question (view, "where you are");
  asking_destroy (view);
}

/* One after the other. */
static void
test_queue (void)
{
  PyxisView *view = asking_open ();
  g_autofree char *code = NULL;
  g_autofree char *permission = NULL;

  asking_start (view, WHERE, &code);
  wait_for_question (view, "where you are");
  asking_start (view, "return Notification.requestPermission ()", &permission);
  asking_call (view, "return 1", "1");
  g_assert_nonnull (asking_find (get_bar (view), GTK_TYPE_LABEL, "where you are"));
  press (view, "Block");
  asking_wait_for_answer (&code, "1");
  wait_for_question (view, "send notifications");
  press (view, "Allow");
  asking_wait_for_answer (&permission, "\"granted\"");
  asking_destroy (view);
}

static void
test_notification (void)
{
  PyxisView *view = asking_open ();
  g_autofree char *permission = NULL;

  asking_start (view, "return Notification.requestPermission ()", &permission);
  wait_for_question (view, "“asking” wants to send notifications.");
  press (view, "Block");
  asking_wait_for_answer (&permission, "\"denied\"");
  asking_destroy (view);
}

/* Camera and microphone are one question; WebKit has devices for tests. */
static void
test_media (void)
{
  PyxisView *view = asking_open ();
  WebKitWebView *web_view =
    WEBKIT_WEB_VIEW (asking_find (GTK_WIDGET (view), WEBKIT_TYPE_WEB_VIEW, NULL));
  g_autofree char *answer = NULL;

  webkit_settings_set_enable_mock_capture_devices (webkit_web_view_get_settings (web_view), TRUE);
  asking_start (view,
                "return navigator.mediaDevices.getUserMedia ({ audio: true, video: true })"
                ".then ((s) => s.getTracks ().length, (e) => e.name)",
                &answer);
  wait_for_question (view, "“asking” wants to use the camera and the microphone.");
  press (view, "Block");
  asking_wait_for_answer (&answer, "\"NotAllowedError\"");
  asking_call (view, "return (await navigator.permissions.query ({ name: 'microphone' })).state",
               "\"denied\"");
  asking_destroy (view);
}

/* A list of devices is answered at once, and asks the user nothing. */
static void
test_devices (void)
{
  PyxisView *view = asking_open ();

  asking_call (view, "return Array.isArray (await navigator.mediaDevices.enumerateDevices ())",
               "true");
  g_assert_false (is_asking (view));
  asking_destroy (view);
}

int
main (int argc, char **argv)
{
  asking_init (&argc, &argv);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *path = g_strconcat ("/permission-bar/answer/", cases[i].name, NULL);

    g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_answer);
  }
  g_test_add_func ("/permission-bar/withdraw", test_withdraw);
  g_test_add_func ("/permission-bar/destroy", test_destroy);
  g_test_add_func ("/permission-bar/queue", test_queue);
  g_test_add_func ("/permission-bar/notification", test_notification);
  g_test_add_func ("/permission-bar/media", test_media);
  g_test_add_func ("/permission-bar/devices", test_devices);
  return asking_run ();
}
