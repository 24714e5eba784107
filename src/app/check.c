/* SPDX-License-Identifier: Apache-2.0 */
#include "check.h"

#include <gtk/gtk.h>
#include <string.h>

#include "view.h"

#define EXPECT_INTERVAL_MS 100

/* After an uncaught error the event that was waited for may never come: a start that failed
 * dispatches none. Long enough to see what else goes wrong. */
#define GRACE_MS 3000

#define PICTURE_LIMIT_MS 5000

#define DEFAULT_EVENT "py:all-done"

#define EXPECTS_PYSCRIPT "/pyxis/app/js/expects-pyscript.js"

typedef struct {
  const PyxisCheckOptions *options;
  PyxisSession *session;
  GtkWindow *window;
  PyxisView *view;
  GMainLoop *loop;
  GCancellable *cancellable;
  guint deadline;
  guint grace;
  guint poll;
  guint picture;       /* the limit of the screenshot under way */
  gboolean is_reached; /* the event has come */
  gboolean is_asking;  /* the expression is under way */
  gboolean is_over;
  int status;
  char *sentence;
  char *failure; /* the first uncaught error of Python */
  char *blocked; /* the first notice of something that was kept from the page */
  char *suspect; /* the first uncaught error of the page's JavaScript */
} Check;

static void
finish (Check *self, int status, char *sentence)
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

static void
screenshot_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Check *self = user_data;
  g_autoptr (GError) error = NULL;

  if (pyxis_view_save_screenshot_finish (PYXIS_VIEW (source), result, &error))
    finish (self, self->status, g_steal_pointer (&self->sentence));
  else
    finish (self, PYXIS_STATUS_USAGE, g_strdup (error->message));
}

/* A page that has stopped may never give a picture. */
static gboolean
picture_limit_cb (gpointer user_data)
{
  Check *self = user_data;
  int status = self->status == PYXIS_STATUS_DONE ? PYXIS_STATUS_ENVIRONMENT : self->status;

  self->picture = 0;
  if (!self->sentence)
    self->sentence = g_strdup ("The page gave no picture of itself.");
  finish (self, status, g_steal_pointer (&self->sentence));
  return G_SOURCE_REMOVE;
}

/* The end is known; what is left is the picture. */
static void
conclude (Check *self, int status, char *sentence)
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
  pyxis_view_save_screenshot_async (self->view, self->options->screenshot, NULL, screenshot_cb,
                                    self);
}

static char *
dup_failure (Check *self)
{
  return g_strconcat (self->failure, self->blocked ? " — " : NULL, self->blocked, NULL);
}

static void
conclude_success (Check *self)
{
  if (self->failure)
    conclude (self, PYXIS_STATUS_APP_FAILED, dup_failure (self));
  else
    conclude (self, PYXIS_STATUS_DONE,
              self->suspect
                ? g_strdup_printf ("An error of the page's JavaScript: %s", self->suspect)
                : NULL);
}

static void
expected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Check *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = pyxis_view_call_finish (PYXIS_VIEW (source), result, &error);

  if (self->is_over)
    return;
  if (json && g_str_equal (json, "true"))
    conclude_success (self);
  else if (error && strstr (error->message, "SyntaxError"))
    conclude (self, PYXIS_STATUS_USAGE,
              g_strdup_printf ("--expect is no JavaScript expression: %s.", error->message));
  self->is_asking = FALSE;
}

/* Asks at each interval, but never twice at once: the expression may await something slow. */
static gboolean
expect_cb (gpointer user_data)
{
  Check *self = user_data;
  g_autofree char *body = NULL;

  if (self->is_asking)
    return G_SOURCE_CONTINUE;

  self->is_asking = TRUE;
  body = g_strdup_printf ("return !!(await (%s\n));", self->options->expect);
  pyxis_view_call_async (self->view, body, self->cancellable, expected_cb, self);
  return G_SOURCE_CONTINUE;
}

static void
reach (Check *self)
{
  if (self->is_reached)
    return;
  self->is_reached = TRUE;
  if (!self->options->expect) {
    conclude_success (self);
    return;
  }
  self->poll = g_timeout_add (EXPECT_INTERVAL_MS, expect_cb, self);
  expect_cb (self);
}

static gboolean
grace_cb (gpointer user_data)
{
  Check *self = user_data;

  self->grace = 0;
  conclude (self, PYXIS_STATUS_APP_FAILED, dup_failure (self));
  return G_SOURCE_REMOVE;
}

/* Python's errors, and those that come out of PyScript's own code: a script that could not start. An
 * error of the page's JavaScript (a service worker that may not register, say) does not stop Python;
 * it is only told when what was waited for never came. */
static gboolean
is_of_python (PyxisEvent *event)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (event);

  g_autofree char *traceback = pyxis_event_dup_detail (event, "traceback");

  return fields->interpreter || (traceback && (g_str_has_prefix (traceback, "Traceback ") ||
                                               strstr (traceback, "/@pyxis/runtime/")));
}

/* Messages of packages go on for lines; one is what a command says. */
static char *
dup_first_line (const char *text)
{
  return text ? g_strndup (text, strcspn (text, "\n")) : g_strdup ("An error without a message");
}

static void
note_failure (Check *self, PyxisEvent *event)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (event);
  g_autofree char *handled = pyxis_event_dup_detail (event, "handled");
  g_autofree char *line = NULL;

  if (self->failure || g_strcmp0 (handled, "true") == 0)
    return;
  line = dup_first_line (fields->text);
  if (!is_of_python (event)) {
    if (!self->suspect)
      self->suspect = g_steal_pointer (&line);
    return;
  }
  self->failure = g_strconcat (line, fields->source ? " in " : "", fields->source, NULL);
  self->grace = g_timeout_add (GRACE_MS, grace_cb, self);
}

/* What the network policy kept from the page is often what an error that follows is about. */
static void
note_blocked (Check *self, PyxisEvent *event)
{
  g_autofree char *code = pyxis_event_dup_detail (event, "code");

  if (self->blocked || g_strcmp0 (code, "blocked") != 0)
    return;
  self->blocked = g_strdup (pyxis_event_get_fields (event)->text);
}

static void
appended_cb (PyxisEventLog *log, PyxisEvent *event, gpointer user_data)
{
  Check *self = user_data;
  const char *kind = pyxis_event_get_fields (event)->kind;
  g_autofree char *line = NULL;

  if (self->options->events) {
    line = pyxis_event_to_json (event);
    fprintf (self->options->events, "%s\n", line);
  }
  if (g_str_equal (kind, "error"))
    note_failure (self, event);
  else if (g_str_equal (kind, "notice"))
    note_blocked (self, event);
  if (g_str_equal (kind, self->options->until ? self->options->until : DEFAULT_EVENT))
    reach (self);
}

static void
asked_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Check *self = user_data;
  g_autofree char *json = pyxis_view_call_finish (PYXIS_VIEW (source), result, NULL);

  if (!self->is_over && json && g_str_equal (json, "false"))
    reach (self);
}

static void
view_finished_cb (PyxisView *view, gpointer user_data)
{
  Check *self = user_data;
  g_autoptr (GBytes) script = NULL;

  if (!self->options->until) {
    script = g_resources_lookup_data (EXPECTS_PYSCRIPT, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    pyxis_view_call_async (view, g_bytes_get_data (script, NULL), self->cancellable, asked_cb,
                           self);
  } else if (g_str_equal (self->options->until, "load")) {
    reach (self);
  }
}

static void
view_failed_cb (PyxisView *view, const GError *error, gpointer user_data)
{
  conclude (user_data, PYXIS_STATUS_APP_FAILED,
            g_strdup_printf ("The page could not be loaded: %s.", error->message));
}

static void
view_crashed_cb (PyxisView *view, const char *reason, gpointer user_data)
{
  conclude (user_data, PYXIS_STATUS_APP_FAILED, g_strdup (reason));
}

static gboolean
deadline_cb (gpointer user_data)
{
  Check *self = user_data;
  const char *event = self->options->until ? self->options->until : DEFAULT_EVENT;

  self->deadline = 0;
  if (self->failure)
    conclude (self, PYXIS_STATUS_APP_FAILED, dup_failure (self));
  else if (self->is_reached)
    conclude (self, PYXIS_STATUS_APP_FAILED,
              g_strdup_printf ("After %g s the expression was still not true: %s",
                               self->options->timeout, self->options->expect));
  else
    conclude (self, PYXIS_STATUS_TIMEOUT,
              g_strdup_printf ("After %g s there was still no %s%s%s.", self->options->timeout,
                               event, self->suspect ? "; the page said: " : "",
                               self->suspect ? self->suspect : ""));
  return G_SOURCE_REMOVE;
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Check *self = user_data;
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
  pyxis_view_load_start (self->view); /* the web process starts while the window is made */
  gtk_window_set_child (self->window, GTK_WIDGET (self->view));
  gtk_window_present (self->window);
}

static void
clear (Check *self)
{
  g_clear_handle_id (&self->deadline, g_source_remove);
  g_clear_handle_id (&self->grace, g_source_remove);
  g_clear_handle_id (&self->poll, g_source_remove);
  g_clear_handle_id (&self->picture, g_source_remove);
  g_signal_handlers_disconnect_by_data (pyxis_session_get_log (self->session), self);
  if (self->view)
    g_signal_handlers_disconnect_by_data (self->view, self);
  gtk_window_destroy (self->window);
  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->loop, g_main_loop_unref);
  g_clear_pointer (&self->failure, g_free);
  g_clear_pointer (&self->suspect, g_free);
  g_clear_pointer (&self->blocked, g_free);
}

int
pyxis_check_run (PyxisProject *project, const PyxisCheckOptions *options, char **sentence)
{
  Check self = { .options = options, .status = PYXIS_STATUS_TIMEOUT };

  self.session = pyxis_session_new (project);
  self.window =
    GTK_WINDOW (g_object_new (GTK_TYPE_WINDOW, "default-width", 1024, "default-height", 768, NULL));
  self.loop = g_main_loop_new (NULL, FALSE);
  self.cancellable = g_cancellable_new ();
  self.deadline = g_timeout_add ((guint) (options->timeout * 1000), deadline_cb, &self);
  g_signal_connect (pyxis_session_get_log (self.session), "appended", G_CALLBACK (appended_cb),
                    &self);

  pyxis_session_start_async (self.session, &options->session, self.cancellable, started_cb, &self);
  g_main_loop_run (self.loop);

  *sentence = g_steal_pointer (&self.sentence);
  clear (&self);
  return self.status;
}
