/* SPDX-License-Identifier: Apache-2.0 */
#include "check-private.h"

#include <string.h>

#include "check-pending.h"
#include "process-start.h"
#include "view-picture.h"

#define MAKING_S 120 /* in which a snapshot is made before, or is not */

/* After an uncaught error the event that was waited for may never come: a start that failed
 * dispatches none. Long enough to see what else goes wrong. */
#define GRACE_MS 3000

#define PICTURE_LIMIT_MS 5000
#define DEFAULT_EVENT "py:all-done"
#define EXPECTS_PYSCRIPT "/pyxis/app/js/expects-pyscript.js"

static void
check_free (gpointer data)
{
  PyxisCheck *self = data;

  g_clear_object (&self->lifecycle);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->sentence, g_free);
  pyxis_check_failures_clear (&self->failures);
}

PyxisCheck *
pyxis_check_ref (PyxisCheck *self)
{
  return g_rc_box_acquire (self);
}

void
pyxis_check_unref (PyxisCheck *self)
{
  g_rc_box_release_full (self, check_free);
}

static void
finish (PyxisCheck *self, int status, char *sentence)
{
  if (self->is_over) {
    g_free (sentence);
    return;
  }
  self->is_over = TRUE;
  self->status = status;
  self->sentence = sentence;
  g_cancellable_cancel (self->cancellable);
  g_main_loop_quit (self->loop);
}

/* A picture that failed never hides that the app did. */
static void
finish_without_picture (PyxisCheck *self, int status, const char *sentence)
{
  if (self->status == PYXIS_STATUS_DONE) {
    g_free (self->sentence);
    self->status = status;
    self->sentence = g_strdup (sentence);
  }
  finish (self, self->status, g_steal_pointer (&self->sentence));
}

static void
screenshot_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisCheck) self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->is_over)
    return;
  if (pyxis_view_save_screenshot_finish (PYXIS_VIEW (source), result, &error))
    finish (self, self->status, g_steal_pointer (&self->sentence));
  else if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME))
    finish_without_picture (self, PYXIS_STATUS_USAGE, error->message);
  else
    finish_without_picture (self, PYXIS_STATUS_ENVIRONMENT, error->message);
}

/* A page that has stopped may never give a picture. */
static gboolean
picture_limit_cb (gpointer user_data)
{
  PyxisCheck *self = user_data;

  self->picture = 0;
  finish_without_picture (self, PYXIS_STATUS_ENVIRONMENT, "The page gave no picture of itself.");
  return G_SOURCE_REMOVE;
}

/* The end is known; what is left is the picture. */
void
pyxis_check_conclude (PyxisCheck *self, int status, char *sentence)
{
  if (self->is_over || self->picture) {
    g_free (sentence);
    return;
  }
  if (!self->options->screenshot || !self->view) {
    finish (self, status, sentence);
    return;
  }
  self->status = status;
  self->sentence = sentence;
  self->picture = g_timeout_add (PICTURE_LIMIT_MS, picture_limit_cb, self);
  pyxis_view_save_screenshot_async (self->view, self->options->screenshot, FALSE, NULL,
                                    screenshot_cb, pyxis_check_ref (self));
}

void
pyxis_check_conclude_success (gpointer user_data)
{
  PyxisCheck *self = user_data;
  char *sentence = pyxis_check_failures_dup_sentence (&self->failures);

  if (!sentence && pyxis_check_downloads_await (&self->downloads))
    return;
  if (sentence)
    pyxis_check_conclude (self, PYXIS_STATUS_APP_FAILED, sentence);
  else if (self->failures.javascript)
    pyxis_check_conclude (
      self, PYXIS_STATUS_DONE,
      g_strconcat ("An error of the page's JavaScript: ", self->failures.javascript, NULL));
  else
    pyxis_check_conclude (self, PYXIS_STATUS_DONE, NULL);
}

static void
reach (PyxisCheck *self)
{
  if (self->is_reached)
    return;
  self->is_reached = TRUE;
  if (self->options->expect)
    pyxis_check_expect (self);
  else
    pyxis_check_conclude_success (self);
}

static gboolean
grace_cb (gpointer user_data)
{
  PyxisCheck *self = user_data;

  self->grace = 0;
  pyxis_check_conclude (self, PYXIS_STATUS_APP_FAILED,
                        pyxis_check_failures_dup_sentence (&self->failures));
  return G_SOURCE_REMOVE;
}

static void
appended_cb (PyxisEventLog *log, PyxisEvent *event, gpointer user_data)
{
  PyxisCheck *self = user_data;
  const char *kind = pyxis_event_get_fields (event)->kind;
  g_autofree char *line = NULL;

  if (self->options->events) {
    line = pyxis_event_to_json (event);
    fprintf (self->options->events, "%s\n", line);
  }
  if (pyxis_check_failures_note (&self->failures, event))
    self->grace = g_timeout_add (GRACE_MS, grace_cb, self);
  if (g_str_equal (kind, self->options->until ? self->options->until : DEFAULT_EVENT) &&
      !pyxis_check_downloads_is_offer (event))
    reach (self);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisCheck) self = user_data;
  g_autofree char *json = pyxis_view_call_finish (PYXIS_VIEW (source), result, NULL);

  if (!self->is_over && json && g_str_equal (json, "false"))
    reach (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisCheck) self = user_data;
  g_autofree char *json = pyxis_view_call_finish (PYXIS_VIEW (source), result, NULL);

  if (!self->is_over && json)
    reach (self);
}

static void
view_finished_cb (PyxisView *view, gpointer user_data)
{
  PyxisCheck *self = user_data;

  if (!self->options->until)
    pyxis_view_call_loaded_async (view, EXPECTS_PYSCRIPT, self->cancellable, asked_cb,
                                  pyxis_check_ref (self));
  else if (g_str_equal (self->options->until, "load"))
    pyxis_view_call_loaded_async (view, NULL, self->cancellable, loaded_cb, pyxis_check_ref (self));
}

static void
view_failed_cb (PyxisView *view, const GError *error, gpointer user_data)
{
  pyxis_check_conclude (user_data, PYXIS_STATUS_APP_FAILED,
                        g_strdup_printf ("The page could not be loaded: %s", error->message));
}

static void
view_crashed_cb (PyxisView *view, const char *reason, gpointer user_data)
{
  pyxis_check_conclude (user_data, PYXIS_STATUS_APP_FAILED, g_strdup (reason));
}

static gboolean
deadline_cb (gpointer user_data)
{
  PyxisCheck *self = user_data;
  const char *event = self->options->until ? self->options->until : DEFAULT_EVENT;

  self->deadline = 0;
  if (!self->is_reached && g_str_has_suffix (event, "done")) {
    pyxis_advisor_note_missing (pyxis_session_get_advisor (self->session), event);
    if (self->options->pending)
      *self->options->pending = pyxis_check_pending_dup_lines (self->lifecycle);
  }
  if (self->failures.python)
    pyxis_check_conclude (self, PYXIS_STATUS_APP_FAILED,
                          pyxis_check_failures_dup_sentence (&self->failures));
  else if (self->downloads.is_awaited)
    pyxis_check_conclude (self, PYXIS_STATUS_TIMEOUT,
                          pyxis_check_downloads_dup_sentence (&self->downloads));
  else if (self->is_reached)
    pyxis_check_conclude (self, PYXIS_STATUS_APP_FAILED,
                          g_strdup_printf ("After %g s the expression was still not true: %s",
                                           self->options->timeout, self->options->expect));
  else
    pyxis_check_conclude (
      self, PYXIS_STATUS_TIMEOUT,
      pyxis_check_failures_dup_missing (&self->failures, event, self->options->timeout));
  return G_SOURCE_REMOVE;
}

/* The time is the page's: it begins anew once the page is asked for. */
static void
set_deadline (PyxisCheck *self, double seconds)
{
  g_clear_handle_id (&self->deadline, g_source_remove);
  self->deadline = g_timeout_add ((guint) (seconds * 1000), deadline_cb, self);
}

/* Nobody asked for this window, so that someone may well close it. It stays until stop (). */
static gboolean
close_request_cb (GtkWindow *window, gpointer user_data)
{
  static const char sentence[] = "The window was closed before the check was over.";
  PyxisCheck *self = user_data;

  if (self->picture)
    finish_without_picture (self, PYXIS_STATUS_APP_FAILED, sentence);
  else
    finish (self, PYXIS_STATUS_APP_FAILED, g_strdup (sentence));
  return TRUE;
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisCheck) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisEngine) engine =
    pyxis_session_start_finish (PYXIS_SESSION (source), result, &error);

  if (self->is_over)
    return;
  if (!engine) {
    finish (self, PYXIS_STATUS_ENVIRONMENT, g_strdup (error->message));
    return;
  }

  self->view = PYXIS_VIEW (pyxis_view_new (engine));
  g_signal_connect (self->view, "finished", G_CALLBACK (view_finished_cb), self);
  g_signal_connect (self->view, "failed", G_CALLBACK (view_failed_cb), self);
  g_signal_connect (self->view, "crashed", G_CALLBACK (view_crashed_cb), self);
  pyxis_check_downloads_watch (&self->downloads, self->view, self->options->gets,
                               pyxis_check_conclude_success, self);
  set_deadline (self, self->options->timeout);
  pyxis_view_load_start (self->view); /* the web process starts while the window is made */
  gtk_window_set_child (self->window, GTK_WIDGET (self->view));
  gtk_window_present (self->window);
}

static void
stop (PyxisCheck *self)
{
  g_clear_handle_id (&self->deadline, g_source_remove);
  g_clear_handle_id (&self->grace, g_source_remove);
  g_clear_handle_id (&self->poll, g_source_remove);
  g_clear_handle_id (&self->picture, g_source_remove);
  g_signal_handlers_disconnect_by_data (pyxis_session_get_log (self->session), self);
  if (self->view)
    g_signal_handlers_disconnect_by_data (self->view, self);
  pyxis_check_downloads_clear (&self->downloads);
  gtk_window_destroy (self->window);
}

int
pyxis_check_run (PyxisProject *project,
                 const PyxisCheckOptions *options,
                 char **sentence,
                 char **advice)
{
  g_autoptr (PyxisCheck) self = g_rc_box_new0 (PyxisCheck);

  self->options = options;
  self->status = PYXIS_STATUS_TIMEOUT;
  self->session = pyxis_session_new (project);
  pyxis_event_log_set_began (pyxis_session_get_log (self->session), pyxis_process_start_get ());
  self->window =
    GTK_WINDOW (g_object_new (GTK_TYPE_WINDOW, "default-width", 1024, "default-height", 768, NULL));
  g_signal_connect (self->window, "close-request", G_CALLBACK (close_request_cb), self);
  self->loop = g_main_loop_new (NULL, FALSE);
  self->cancellable = g_cancellable_new ();
  set_deadline (self, options->timeout + MAKING_S);
  self->lifecycle = pyxis_lifecycle_new (pyxis_session_get_log (self->session));
  g_signal_connect (pyxis_session_get_log (self->session), "appended", G_CALLBACK (appended_cb),
                    self);

  pyxis_session_start_async (self->session, &options->session, self->cancellable, started_cb,
                             pyxis_check_ref (self));
  g_main_loop_run (self->loop);

  *sentence = g_steal_pointer (&self->sentence);
  if (options->log)
    *options->log = g_object_ref (pyxis_session_get_log (self->session));
  *advice = *sentence ? g_steal_pointer (&self->failures.advice) : NULL;
  stop (self);
  return self->status;
}
