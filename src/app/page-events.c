/* SPDX-License-Identifier: Apache-2.0 */
#include "page-events.h"

#include <glib/gi18n.h>
#include <string.h>

#include "address.h"
#include "event-origin.h"
#include "source-text.h"
#include "toast.h"
#include "traceback.h"
#include "view-scripts.h"

#define PICK "pick-script"

/* A source that an event wants, while it is looked for. */
typedef struct {
  PyxisEventsPage *events;
  PyxisSource *source; /* of the project's files */
  PyxisEvent *event;
  char *element; /* (nullable): of its script */
} Search;

static void
search_free (Search *self)
{
  g_object_unref (self->events);
  g_object_unref (self->source);
  g_object_unref (self->event);
  g_free (self->element);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Search, search_free)

/* Modules have whole paths in the interpreter's own file system; what a script runs is "<exec>", "<stdin>". */
static gboolean
is_same_file (const char *frame, const char *name)
{
  g_autofree char *below = g_strconcat ("/", name, NULL);

  return *frame == '<' || g_str_equal (frame, name) || g_str_has_suffix (frame, below);
}

static guint
get_line (const PyxisFrame *frame, const char *name)
{
  return is_same_file (frame->file, name) ? frame->line : 0;
}

/* Of the frames of an error that are in this file, the innermost's; 0: there is none. Code of an element has a name
 * in brackets. */
static guint
find_line (PyxisEvent *event, const char *name)
{
  g_autoptr (PyxisTraceback) traceback = NULL;
  const PyxisException *exception;
  guint line = 0;

  if (!g_str_equal (pyxis_event_get_fields (event)->kind, "error"))
    return 0;
  traceback = pyxis_traceback_new_for_event (event);
  exception = traceback->exceptions->pdata[0];
  for (guint i = exception->frames->len; i > 0 && line == 0; i--)
    line = get_line (exception->frames->pdata[i - 1], name);
  for (guint i = 0; i < traceback->scripts->len && line == 0; i++)
    line = get_line (traceback->scripts->pdata[i], name);
  return line;
}

/* Takes `text`. */
static void
show_text (Search *self, const char *name, char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new_take (text, strlen (text));

  pyxis_events_page_show_source (self->events, self->event, name, bytes,
                                 find_line (self->event, name));
}

static void
show_absence (Search *self, const char *sentence)
{
  pyxis_events_page_show_source (self->events, self->event, sentence, NULL, 0);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;
  char *text = pyxis_source_load_text (source, task_data, PYXIS_SOURCE_TEXT_MAX, &error);

  if (text)
    g_task_return_pointer (task, text, g_free);
  else
    g_task_return_error (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Search) self = user_data;
  g_autoptr (GError) error = NULL;
  char *text = g_task_propagate_pointer (G_TASK (result), &error);

  if (text)
    show_text (self, g_task_get_task_data (G_TASK (result)), text);
  else
    show_absence (self, error->message);
}

/* Takes `self`. `address` is whole. */
static void
show_file (Search *self, const char *address, PyxisEngine *engine)
{
  g_autoptr (Search) search = self;
  g_autoptr (GTask) task = NULL;
  g_autofree char *sentence = NULL;
  char *path =
    pyxis_engine_owns_address (engine, address) ? pyxis_address_dup_file (address) : NULL;

  if (!path) {
    sentence = g_strdup_printf (_ ("“%s” is not in the project."), address);
    show_absence (search, sentence);
    return;
  }
  task = g_task_new (search->source, NULL, read_cb, search);
  g_steal_pointer (&search);
  g_task_set_task_data (task, path, g_free);
  g_task_run_in_thread (task, read_in_thread);
}

static void
found_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Search) self = user_data;
  PyxisView *view = PYXIS_VIEW (source);
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisScriptSource) found = pyxis_view_get_script_source_finish (view, result, &error);

  if (!found)
    show_absence (self, error->message);
  else if (found->address)
    show_file (g_steal_pointer (&self), found->address, pyxis_view_get_engine (view));
  else
    show_text (self, self->element ? self->element : "script",
               g_strdup (found->text ? found->text : ""));
}

static gboolean
is_of_page (PyxisEvent *event, PyxisProjectPage *page)
{
  return pyxis_event_get_navigation (event) ==
         pyxis_event_log_get_navigation (pyxis_project_page_get_log (page));
}

/* (transfer full): an error of code on the main thread does not say which script it is of. */
static PyxisEvent *
find_origin (PyxisProjectPage *page, PyxisEvent *event)
{
  GListModel *log = G_LIST_MODEL (pyxis_project_page_get_log (page));
  PyxisEvent *origin = pyxis_event_origin_find (log, event);

  return origin ? origin : g_object_ref (event);
}

static void
source_wanted_cb (PyxisEventsPage *events, PyxisEvent *event, gpointer user_data)
{
  PyxisProjectPage *page = user_data;
  PyxisView *view = pyxis_project_page_get_view (page);
  g_autoptr (PyxisEvent) origin = find_origin (page, event);
  const PyxisEventFields *fields = pyxis_event_get_fields (origin);
  const char *base = view ? pyxis_view_get_address (view) : NULL;
  g_autoptr (Search) self = g_new0 (Search, 1);
  g_autofree char *address =
    fields->source && base
      ? g_uri_resolve_relative (base, fields->source, G_URI_FLAGS_ENCODED, NULL)
      : NULL;

  self->events = g_object_ref (events);
  self->source = g_object_ref (pyxis_project_get_source (pyxis_project_page_get_project (page)));
  self->event = g_object_ref (event);
  self->element = g_strdup (fields->element);
  if (view && fields->script > 0 && is_of_page (event, page))
    pyxis_view_get_script_source_async (view, (guint) fields->script, NULL, found_cb,
                                        g_steal_pointer (&self));
  else if (address)
    show_file (g_steal_pointer (&self), address, pyxis_view_get_engine (view));
  else if (fields->script > 0)
    show_absence (self, _ ("The page that had this script is gone."));
  else
    show_absence (self, _ ("This event is not about a script."));
}

static void
shown_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisElementMark) mark = user_data;
  GdkRectangle box;

  if (gtk_widget_get_parent (GTK_WIDGET (mark)) &&
      pyxis_view_show_script_finish (PYXIS_VIEW (source), result, &box, NULL))
    pyxis_element_mark_show (mark, &box);
}

static void
selected_cb (PyxisEventsPage *events, PyxisEvent *event, gpointer user_data)
{
  PyxisElementMark *mark = user_data;
  PyxisProjectPage *page =
    PYXIS_PROJECT_PAGE (gtk_widget_get_ancestor (GTK_WIDGET (mark), PYXIS_TYPE_PROJECT_PAGE));
  PyxisView *view = page ? pyxis_project_page_get_view (page) : NULL;
  int script = event ? pyxis_event_get_fields (event)->script : 0;

  if (view && script > 0 && is_of_page (event, page))
    pyxis_view_show_script_async (view, (guint) script, NULL, shown_cb, g_object_ref (mark));
}

static void
found_script_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisEventsPage) events = user_data;
  guint script = pyxis_view_find_script_finish (PYXIS_VIEW (source), result, NULL);
  g_autofree char *terms = g_strdup_printf ("script:%u", script);

  if (script > 0)
    pyxis_events_page_set_terms (events, terms);
  else
    pyxis_toast_say (GTK_WIDGET (source), _ ("No script shows anything there."));
}

static void
set_picking (PyxisProjectPage *page, gboolean is_picking)
{
  GActionMap *actions = G_ACTION_MAP (pyxis_project_page_get_actions (page));

  g_simple_action_set_state (G_SIMPLE_ACTION (g_action_map_lookup_action (actions, PICK)),
                             g_variant_new_boolean (is_picking));
}

static void
picked_cb (PyxisElementPicker *picker, double x, double y, gpointer user_data)
{
  PyxisProjectPage *page = user_data;
  PyxisPanel *panel = pyxis_project_page_get_panel (page);

  set_picking (page, FALSE);
  pyxis_project_page_show_panel (page, "events");
  pyxis_view_find_script_async (pyxis_project_page_get_view (page), x, y, NULL, found_script_cb,
                                g_object_ref (pyxis_panel_get_events_page (panel)));
}

static void
cancelled_cb (PyxisElementPicker *picker, gpointer user_data)
{
  set_picking (user_data, FALSE);
}

static void
change_pick_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  PyxisElementPicker *picker = user_data;
  GtkWidget *page = NULL;

  g_simple_action_set_state (action, state);
  if (!g_variant_get_boolean (state)) {
    pyxis_element_picker_cancel (picker);
    return;
  }
  page = gtk_widget_get_ancestor (GTK_WIDGET (picker), PYXIS_TYPE_PROJECT_PAGE);
  pyxis_project_page_raise (PYXIS_PROJECT_PAGE (page));
  pyxis_element_picker_begin (picker);
}

void
pyxis_page_events_attach (PyxisProjectPage *page,
                          PyxisElementMark *mark,
                          PyxisElementPicker *picker)
{
  static const GActionEntry entries[] = { { PICK, NULL, NULL, "false", change_pick_cb } };
  PyxisEventsPage *events = pyxis_panel_get_events_page (pyxis_project_page_get_panel (page));

  g_action_map_add_action_entries (G_ACTION_MAP (pyxis_project_page_get_actions (page)), entries,
                                   G_N_ELEMENTS (entries), picker);
  g_signal_connect_object (events, "selected", G_CALLBACK (selected_cb), mark, 0);
  g_signal_connect_object (events, "source-wanted", G_CALLBACK (source_wanted_cb), page, 0);
  g_signal_connect_object (picker, "picked", G_CALLBACK (picked_cb), page, 0);
  g_signal_connect_object (picker, "cancelled", G_CALLBACK (cancelled_cb), page, 0);
}
