/* SPDX-License-Identifier: Apache-2.0 */
#include "view-find.h"

#include "view-parts.h"

/* WebKit says how many matches there are, never which of them it selected; that is counted here.
 * Hence every search starts without a selection, which is at the first match. */

static WebKitFindController *
get_controller (PyxisView *self)
{
  return webkit_web_view_get_find_controller (self->web_view);
}

static void
tell (PyxisView *self)
{
  g_signal_emit_by_name (self, "found", self->find.n_matches, self->find.position);
}

/* Where a step leads, as far as one can tell. */
static guint
get_position_after (const PyxisViewFind *find, int direction)
{
  guint n = find->n_matches;

  if (find->position == 0 || n == 0)
    return 0;
  if (direction > 0 && find->position < n)
    return find->position + 1;
  if (direction < 0 && find->position > 1)
    return find->position - 1;
  if (!(find->options & WEBKIT_FIND_OPTIONS_WRAP_AROUND))
    return find->position;
  if (direction > 0)
    return 1;
  return n > PYXIS_FIND_MAX ? 0 : n;
}

static void
ask (PyxisView *self, WebKitFindOptions options)
{
  self->find.n_asked++;
  webkit_find_controller_search (get_controller (self), self->find.text, options, PYXIS_FIND_MAX);
}

/* Only the answer to the last question counts. FALSE: this is another. */
static gboolean
is_last_answer (PyxisView *self)
{
  if (self->find.n_asked > 0)
    self->find.n_asked--;
  return self->find.text && self->find.n_asked == 0;
}

/* WebKit never says which match is selected, hence our own count.
 *
 * A search for the same goes on from the match that is selected. The controller's own steps would
 * take the highlights away, and not count. */
static void
step (PyxisView *self, int direction)
{
  WebKitFindOptions options =
    self->find.options | (direction < 0 ? WEBKIT_FIND_OPTIONS_BACKWARDS : 0);

  self->find.position = get_position_after (&self->find, direction);
  ask (self, options);
}

static void
found_cb (WebKitFindController *controller, guint n_matches, gpointer user_data)
{
  PyxisView *self = user_data;

  if (!is_last_answer (self))
    return;
  /* WebKit says the greatest number for more than the limit. */
  n_matches = MIN (n_matches, PYXIS_FIND_MAX + 1);
  if (self->find.is_new)
    self->find.position = 1;
  else if (n_matches != self->find.n_matches)
    self->find.position = 0;
  self->find.is_new = FALSE;
  self->find.n_matches = n_matches;
  tell (self);
  if (self->find.wanted_step)
    step (self, self->find.wanted_step);
  self->find.wanted_step = 0;
}

/* Also said of a step beyond the last match, where the search does not wrap. */
static void
failed_cb (WebKitFindController *controller, gpointer user_data)
{
  PyxisView *self = user_data;

  if (!is_last_answer (self))
    return;
  self->find.is_new = FALSE;
  tell (self);
}

/* A click sets the place from where the next match is looked for. */
static void
pressed_cb (GtkGestureClick *gesture, int n_press, double x, double y, gpointer user_data)
{
  PyxisView *self = user_data;

  if (self->find.text && self->find.position > 0) {
    self->find.position = 0;
    tell (self);
  }
}

/* Another page, or another web process, answers nothing that this one was asked. */
static void
load_changed_cb (WebKitWebView *web_view, WebKitLoadEvent event, gpointer user_data)
{
  if (event == WEBKIT_LOAD_COMMITTED)
    ((PyxisView *) user_data)->find.n_asked = 0;
}

void
pyxis_view_find_attach (PyxisView *self)
{
  GtkGesture *gesture = gtk_gesture_click_new ();

  g_signal_connect_object (get_controller (self), "found-text", G_CALLBACK (found_cb), self, 0);
  g_signal_connect_object (get_controller (self), "failed-to-find-text", G_CALLBACK (failed_cb),
                           self, 0);
  g_signal_connect_object (self->web_view, "load-changed", G_CALLBACK (load_changed_cb), self, 0);
  g_signal_connect_object (gesture, "pressed", G_CALLBACK (pressed_cb), self, 0);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (gesture), GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (gesture));
}

void
pyxis_view_find (PyxisView *self, const char *text, PyxisFindFlags flags)
{
  WebKitFindOptions options = WEBKIT_FIND_OPTIONS_NONE;

  g_return_if_fail (PYXIS_IS_VIEW (self));

  if (!*text) {
    pyxis_view_find_end (self);
    return;
  }
  if (!(flags & PYXIS_FIND_MATCHES_CASE))
    options |= WEBKIT_FIND_OPTIONS_CASE_INSENSITIVE;
  if (flags & PYXIS_FIND_WRAPS)
    options |= WEBKIT_FIND_OPTIONS_WRAP_AROUND;

  g_free (self->find.text);
  self->find = (PyxisViewFind){
    .text = g_strdup (text),
    .options = options,
    .is_new = TRUE,
    .n_asked = self->find.n_asked,
  };
  webkit_web_view_execute_editing_command (self->web_view, "Unselect");
  ask (self, options);
}

void
pyxis_view_find_step (PyxisView *self, int direction)
{
  g_return_if_fail (PYXIS_IS_VIEW (self));

  if (!self->find.text)
    return;
  if (self->find.is_new)
    self->find.wanted_step = direction;
  else
    step (self, direction);
}

void
pyxis_view_find_end (PyxisView *self)
{
  g_return_if_fail (PYXIS_IS_VIEW (self));

  if (!self->find.text)
    return;
  g_clear_pointer (&self->find.text, g_free);
  webkit_find_controller_search_finish (get_controller (self));
}
