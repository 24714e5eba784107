/* SPDX-License-Identifier: Apache-2.0 */
#include "window.h"

#include <glib/gi18n.h>
#include <string.h>

#include "event-list.h"
#include "download.h"
#include "notice-bar.h"
#include "session.h"
#include "target.h"
#include "view.h"

struct _PyxisWindow {
  AdwApplicationWindow parent_instance;

  PyxisEventList *event_list;
  PyxisNoticeBar *notice_bar;
  GtkOverlay *overlay;
  GtkProgressBar *progress_bar;
  GtkLabel *progress_label;
  GtkRevealer *progress_revealer;
  GtkWidget *reload_button;
  GtkStack *stack;
  AdwStatusPage *status_page;
  AdwWindowTitle *window_title;

  PyxisSession *session;
  PyxisView *view;
  GCancellable *cancellable; /* of the start under way */
  gboolean shows_events;
};

enum { PROP_0, PROP_SHOWS_EVENTS, LAST_PROP };

static GParamSpec *pspecs[LAST_PROP];

G_DEFINE_FINAL_TYPE (PyxisWindow, pyxis_window, ADW_TYPE_APPLICATION_WINDOW)

static void
show_message (PyxisWindow *self, const char *icon, const char *title, const char *description)
{
  g_autofree char *escaped = g_markup_escape_text (description, -1);

  adw_status_page_set_icon_name (self->status_page, icon);
  adw_status_page_set_title (self->status_page, title);
  adw_status_page_set_description (self->status_page, escaped);
  gtk_stack_set_visible_child_name (self->stack, "message");
}

static void
update_title (PyxisWindow *self)
{
  PyxisProject *project = pyxis_session_get_project (self->session);
  const char *name = pyxis_project_get_name (project);
  const char *title = self->view ? pyxis_view_get_title (self->view) : NULL;
  gboolean has_title = title && *title && !g_str_equal (title, name);
  g_autofree char *whole = has_title ? g_strdup_printf ("%s – %s", title, name) : g_strdup (name);
  g_autofree char *folder = g_filename_display_basename (pyxis_project_get_path (project));

  adw_window_title_set_title (self->window_title, has_title ? title : name);
  adw_window_title_set_subtitle (self->window_title, has_title ? name : folder);
  gtk_window_set_title (GTK_WINDOW (self), whole);
}

static void
title_changed_cb (PyxisView *view, GParamSpec *pspec, gpointer user_data)
{
  update_title (user_data);
}

static void
progress_changed_cb (PyxisView *view, GParamSpec *pspec, gpointer user_data)
{
  PyxisWindow *self = user_data;
  double progress = 0;

  g_object_get (view, "progress", &progress, NULL);
  gtk_progress_bar_set_fraction (self->progress_bar, progress);
  gtk_widget_set_visible (GTK_WIDGET (self->progress_bar),
                          pyxis_view_is_loading (view) && progress < 1);
}

static void
open_external_cb (PyxisView *view, const char *uri, gpointer user_data)
{
  gtk_show_uri (GTK_WINDOW (user_data), uri, GDK_CURRENT_TIME);
}

static void
destination_chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  g_autoptr (PyxisDownload) download = user_data;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  file =
    response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  path = file ? g_file_get_path (file) : NULL;
  if (path)
    pyxis_download_save_to (download, path);
  g_object_unref (dialog);
}

/* Nothing that a page gives reaches the disk unasked. */
static void
download_cb (PyxisView *view, PyxisDownload *download, gpointer user_data)
{
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    _ ("Save the File"), GTK_WINDOW (user_data), GTK_FILE_CHOOSER_ACTION_SAVE, NULL, NULL);

  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (dialog), pyxis_download_get_name (download));
  g_signal_connect (dialog, "response", G_CALLBACK (destination_chosen_cb),
                    g_object_ref (download));
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
set_progress (PyxisWindow *self, const char *text)
{
  if (text)
    gtk_label_set_text (self->progress_label, text);
  gtk_revealer_set_reveal_child (self->progress_revealer, text != NULL);
}

/* What the interpreters say while they start, until the first of them is ready or fails. */
static void
appended_cb (PyxisEventLog *log, PyxisEvent *event, gpointer user_data)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (event);
  const char *kind = fields->kind;

  if (g_str_has_suffix (kind, ":progress") && fields->text &&
      g_str_has_prefix (fields->text, "Loading "))
    set_progress (user_data, fields->text);
  else if (g_str_has_suffix (kind, ":ready") || g_str_equal (kind, "error") ||
           g_str_equal (kind, "page"))
    set_progress (user_data, NULL);
}

static void
close_project (PyxisWindow *self)
{
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  pyxis_event_list_set_log (self->event_list, NULL);
  pyxis_notice_bar_set_log (self->notice_bar, NULL);
  if (self->session)
    g_signal_handlers_disconnect_by_data (pyxis_session_get_log (self->session), self);
  if (self->view)
    gtk_overlay_set_child (self->overlay, NULL);
  self->view = NULL;
  g_clear_object (&self->session);
  set_progress (self, NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.reload", FALSE);
}

static void
show_view (PyxisWindow *self, PyxisEngine *engine)
{
  self->view = PYXIS_VIEW (pyxis_view_new (engine));
  g_signal_connect_object (self->view, "notify::title", G_CALLBACK (title_changed_cb), self, 0);
  g_signal_connect_object (self->view, "notify::progress", G_CALLBACK (progress_changed_cb), self,
                           0);
  g_signal_connect_object (self->view, "notify::is-loading", G_CALLBACK (progress_changed_cb), self,
                           0);
  g_signal_connect_object (self->view, "open-external", G_CALLBACK (open_external_cb), self, 0);
  g_signal_connect_object (self->view, "download", G_CALLBACK (download_cb), self, 0);
  gtk_overlay_set_child (self->overlay, GTK_WIDGET (self->view));
  gtk_stack_set_visible_child_name (self->stack, "project");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.reload", TRUE);
  pyxis_view_load_start (self->view);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisWindow) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisEngine) engine =
    pyxis_session_start_finish (PYXIS_SESSION (source), result, &error);

  if (PYXIS_SESSION (source) != self->session)
    return; /* another project was opened meanwhile */
  if (engine)
    show_view (self, engine);
  else
    show_message (self, "dialog-error-symbolic", _ ("The Project Could Not Start"), error->message);
}

static void
chosen_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  PyxisWindow *self = user_data;
  g_autoptr (GFile) file = NULL;
  g_autofree char *path = NULL;

  if (response == GTK_RESPONSE_ACCEPT) {
    file = gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog));
    path = g_file_get_path (file);
    if (path)
      pyxis_window_open_path (self, path);
  }
  g_object_unref (dialog);
}

static void
open_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  GtkFileChooserNative *dialog =
    gtk_file_chooser_native_new (_ ("Open a Project Folder"), GTK_WINDOW (widget),
                                 GTK_FILE_CHOOSER_ACTION_SELECT_FOLDER, NULL, NULL);

  g_signal_connect_object (dialog, "response", G_CALLBACK (chosen_cb), widget, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}

static void
show_details_cb (PyxisNoticeBar *bar, gpointer user_data)
{
  g_object_set (user_data, "shows-events", TRUE, NULL);
}

static void
reload_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisWindow *self = PYXIS_WINDOW (widget);

  if (self->view)
    pyxis_view_reload (self->view, g_str_equal (action, "win.reload-bypass-cache"));
}

static void
stop_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisWindow *self = PYXIS_WINDOW (widget);

  if (self->view)
    pyxis_view_stop (self->view);
}

static void
pyxis_window_dispose (GObject *object)
{
  PyxisWindow *self = PYXIS_WINDOW (object);

  if (self->overlay)
    close_project (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_WINDOW);

  G_OBJECT_CLASS (pyxis_window_parent_class)->dispose (object);
}

static void
pyxis_window_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SHOWS_EVENTS)
    g_value_set_boolean (value, PYXIS_WINDOW (object)->shows_events);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_window_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PyxisWindow *self = PYXIS_WINDOW (object);

  if (id != PROP_SHOWS_EVENTS) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  } else if (self->shows_events != g_value_get_boolean (value)) {
    self->shows_events = g_value_get_boolean (value);
    g_object_notify_by_pspec (object, pspec);
  }
}

static void
pyxis_window_class_init (PyxisWindowClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pyxis_window_dispose;
  object_class->get_property = pyxis_window_get_property;
  object_class->set_property = pyxis_window_set_property;

  pspecs[PROP_SHOWS_EVENTS] =
    g_param_spec_boolean ("shows-events", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);

  g_type_ensure (PYXIS_TYPE_EVENT_LIST);
  g_type_ensure (PYXIS_TYPE_NOTICE_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, event_list);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, notice_bar);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, overlay);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, progress_bar);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, progress_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, progress_revealer);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, reload_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, status_page);
  gtk_widget_class_bind_template_child (widget_class, PyxisWindow, window_title);

  gtk_widget_class_bind_template_callback (widget_class, show_details_cb);

  gtk_widget_class_install_property_action (widget_class, "win.events", "shows-events");
  gtk_widget_class_install_action (widget_class, "win.open", NULL, open_cb);
  gtk_widget_class_install_action (widget_class, "win.reload", NULL, reload_cb);
  gtk_widget_class_install_action (widget_class, "win.reload-bypass-cache", NULL, reload_cb);
  gtk_widget_class_install_action (widget_class, "win.stop", NULL, stop_cb);
}

static void
pyxis_window_init (PyxisWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "win.reload", FALSE);
}

GtkWidget *
pyxis_window_new (AdwApplication *application)
{
  return g_object_new (PYXIS_TYPE_WINDOW, "application", application, NULL);
}

void
pyxis_window_open_project (PyxisWindow *self, PyxisProject *project)
{
  PyxisSessionOptions options = { 0 };

  g_return_if_fail (PYXIS_IS_WINDOW (self));

  close_project (self);
  self->session = pyxis_session_new (project);
  self->cancellable = g_cancellable_new ();
  g_signal_connect_object (pyxis_session_get_log (self->session), "appended",
                           G_CALLBACK (appended_cb), self, 0);
  pyxis_event_list_set_log (self->event_list, pyxis_session_get_log (self->session));
  pyxis_notice_bar_set_log (self->notice_bar, pyxis_session_get_log (self->session));
  update_title (self);
  pyxis_session_start_async (self->session, &options, self->cancellable, started_cb,
                             g_object_ref (self));
}

/* Over a project that runs, which goes on. */
static void
show_dialog (PyxisWindow *self, const char *title, const char *sentence)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), title, sentence);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

void
pyxis_window_open_path (PyxisWindow *self, const char *path)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisProject) project = pyxis_target_load (path, NULL, &error);

  g_return_if_fail (PYXIS_IS_WINDOW (self));

  if (project)
    pyxis_window_open_project (self, project);
  else if (self->view)
    show_dialog (self, _ ("Nothing to Run There"), error->message);
  else
    show_message (self, "dialog-warning-symbolic", _ ("Nothing to Run Here"), error->message);
}
