/* SPDX-License-Identifier: Apache-2.0 */
#include "project-page.h"

#include "page-actions.h"
#include "page-title.h"
#include "project-page-private.h"

enum { PROP_0, PROP_TITLE, PROP_SUBTITLE, PROP_SHOWS_PANEL, PROP_VIEW, LAST_PROP };
enum { CANCELLED, CLOSED, FAILED, LAST_SIGNAL };

static GParamSpec *pspecs[LAST_PROP];
static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisProjectPage, pyxis_project_page, GTK_TYPE_WIDGET)

static void
started_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PyxisProjectPage *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisEngine) engine =
    pyxis_session_start_finish (PYXIS_SESSION (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return; /* the page is gone */
  if (!engine) {
    g_signal_emit (self, signals[FAILED], 0, error);
    return;
  }
  self->view = PYXIS_VIEW (pyxis_view_new (engine));
  pyxis_project_page_connect_view (self);
  adw_bin_set_child (self->view_bin, GTK_WIDGET (self->view));
  pyxis_find_bar_set_view (self->find_bar, self->view);
  pyxis_page_actions_set_view (self->actions, self, self->view);
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_VIEW]);
  if (self->address)
    pyxis_view_load_page (self->view, self->address);
  else
    pyxis_view_load_start (self->view);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
show_error_cb (PyxisErrorOverlay *overlay, PyxisFailure *failure, gpointer user_data)
{
  PyxisProjectPage *self = user_data;

  pyxis_panel_show_failure (self->panel, pyxis_event_get_seq (pyxis_failure_get_event (failure)));
  pyxis_project_page_show_panel (self, "errors");
  pyxis_panel_focus (self->panel);
}

static void
show_details_cb (PyxisNoticeBar *bar, gpointer user_data)
{
  PyxisProjectPage *self = user_data;
  gboolean is_error = pyxis_panel_show_failure (self->panel, pyxis_notice_bar_get_shown (bar));

  pyxis_project_page_show_panel (self, is_error ? "errors" : "events");
  pyxis_panel_focus (self->panel);
}

static void
cancel_cb (PyxisLoading *loading, gpointer user_data)
{
  g_signal_emit (user_data, signals[CANCELLED], 0);
}

static void
stop_cb (PyxisLoading *loading, gpointer user_data)
{
  PyxisProjectPage *self = user_data;

  if (self->view)
    pyxis_view_terminate (self->view);
}

static void
pyxis_project_page_dispose (GObject *object)
{
  PyxisProjectPage *self = PYXIS_PROJECT_PAGE (object);

  g_cancellable_cancel (self->cancellable);
  if (self->session)
    pyxis_session_leave (self->session);
  self->view = NULL;
  g_clear_pointer (&self->box, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_PROJECT_PAGE);
  g_clear_object (&self->actions);

  G_OBJECT_CLASS (pyxis_project_page_parent_class)->dispose (object);
}

static void
pyxis_project_page_finalize (GObject *object)
{
  PyxisProjectPage *self = PYXIS_PROJECT_PAGE (object);

  g_clear_object (&self->session);
  g_clear_object (&self->cancellable);
  g_free (self->address);

  G_OBJECT_CLASS (pyxis_project_page_parent_class)->finalize (object);
}

static void
pyxis_project_page_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PyxisProjectPage *self = PYXIS_PROJECT_PAGE (object);

  switch (id) {
  case PROP_TITLE:
    g_value_take_string (
      value, pyxis_page_title_dup (pyxis_session_get_project (self->session), self->view));
    break;
  case PROP_SUBTITLE:
    g_value_take_string (
      value, pyxis_page_title_dup_subtitle (pyxis_session_get_project (self->session), self->view));
    break;
  case PROP_SHOWS_PANEL:
    g_value_set_boolean (value, self->shows_panel);
    break;
  case PROP_VIEW:
    g_value_set_object (value, self->view);
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

/* The template asks too, before there is a project. */
static gboolean
has_tools (PyxisProjectPage *self)
{
  return self->session && pyxis_project_has_tools (pyxis_session_get_project (self->session));
}

static void
pyxis_project_page_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PyxisProjectPage *self = PYXIS_PROJECT_PAGE (object);

  if (id != PROP_SHOWS_PANEL) {
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  } else if (self->shows_panel != (g_value_get_boolean (value) && has_tools (self))) {
    self->shows_panel = !self->shows_panel;
    g_object_notify_by_pspec (object, pspec);
  }
}

static void
bind_template (GtkWidgetClass *klass)
{
  g_type_ensure (PYXIS_TYPE_DOCK);
  g_type_ensure (PYXIS_TYPE_DOWNLOAD_BAR);
  g_type_ensure (PYXIS_TYPE_ELEMENT_MARK);
  g_type_ensure (PYXIS_TYPE_ELEMENT_PICKER);
  g_type_ensure (PYXIS_TYPE_ERROR_OVERLAY);
  g_type_ensure (PYXIS_TYPE_FIND_BAR);
  g_type_ensure (PYXIS_TYPE_LOADING);
  g_type_ensure (PYXIS_TYPE_NOTICE_BAR);
  g_type_ensure (PYXIS_TYPE_PANEL);
  g_type_ensure (PYXIS_TYPE_PERMISSION_BAR);
  g_type_ensure (PYXIS_TYPE_RECOVERY_BAR);
  g_type_ensure (PYXIS_TYPE_STOP_BAR);
  gtk_widget_class_set_template_from_resource (klass, "/pyxis/app/ui/project-page.ui");
  gtk_widget_class_bind_template_child (klass, PyxisProjectPage, box);
  gtk_widget_class_bind_template_child (klass, PyxisProjectPage, dock);
  gtk_widget_class_bind_template_child (klass, PyxisProjectPage, download_bar);
  gtk_widget_class_bind_template_child (klass, PyxisProjectPage, element_mark);
  gtk_widget_class_bind_template_child (klass, PyxisProjectPage, element_picker);
  gtk_widget_class_bind_template_child (klass, PyxisProjectPage, error_overlay);
  gtk_widget_class_bind_template_child (klass, PyxisProjectPage, find_bar);
  gtk_widget_class_bind_template_child (klass, PyxisProjectPage, loading);
  gtk_widget_class_bind_template_child (klass, PyxisProjectPage, notice_bar);
  gtk_widget_class_bind_template_child (klass, PyxisProjectPage, panel);
  gtk_widget_class_bind_template_child (klass, PyxisProjectPage, permission_bar);
  gtk_widget_class_bind_template_child (klass, PyxisProjectPage, progress_bar);
  gtk_widget_class_bind_template_child (klass, PyxisProjectPage, recovery_bar);
  gtk_widget_class_bind_template_child (klass, PyxisProjectPage, stop_bar);
  gtk_widget_class_bind_template_child (klass, PyxisProjectPage, transfers);
  gtk_widget_class_bind_template_child (klass, PyxisProjectPage, view_bin);
  gtk_widget_class_bind_template_callback (klass, cancel_cb);
  gtk_widget_class_bind_template_callback (klass, show_details_cb);
  gtk_widget_class_bind_template_callback (klass, show_error_cb);
  gtk_widget_class_bind_template_callback (klass, stop_cb);
}

static void
pyxis_project_page_class_init (PyxisProjectPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pyxis_project_page_dispose;
  object_class->finalize = pyxis_project_page_finalize;
  object_class->get_property = pyxis_project_page_get_property;
  object_class->set_property = pyxis_project_page_set_property;

  pspecs[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  pspecs[PROP_SUBTITLE] =
    g_param_spec_string ("subtitle", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  pspecs[PROP_SHOWS_PANEL] =
    g_param_spec_boolean ("shows-panel", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  pspecs[PROP_VIEW] = g_param_spec_object ("view", NULL, NULL, PYXIS_TYPE_VIEW,
                                           G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);

  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_project_page_init (PyxisProjectPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->cancellable = g_cancellable_new ();
}

/* What shows whoever develops it what happens. */
static void
set_tools (PyxisProjectPage *self, PyxisEventLog *log)
{
  pyxis_panel_set_log (self->panel, log);
  pyxis_panel_set_project (self->panel, pyxis_session_get_project (self->session));
  pyxis_error_overlay_set_log (self->error_overlay, log, pyxis_panel_get_failures (self->panel));
}

GtkWidget *
pyxis_project_page_new (PyxisProject *project, PyxisSnapshotChoice snapshot, PyxisEngine *sibling)
{
  PyxisProjectPage *self = g_object_new (PYXIS_TYPE_PROJECT_PAGE, NULL);
  PyxisSessionOptions options = { .sibling = sibling, .snapshot = snapshot };
  PyxisEventLog *log;

  self->snapshot = snapshot;
  self->session = pyxis_session_new (project);
  self->actions = pyxis_page_actions_new (self);
  log = pyxis_session_get_log (self->session);
  pyxis_loading_begin (self->loading, pyxis_project_get_name (project), log);
  pyxis_dock_set_project (self->dock, pyxis_project_get_name (project),
                          G_ACTION_GROUP (self->actions));
  pyxis_notice_bar_set_log (self->notice_bar, log);
  if (pyxis_project_has_tools (project))
    set_tools (self, log);
  else
    pyxis_notice_bar_set_is_for_users (self->notice_bar);
  pyxis_session_start_async (self->session, &options, self->cancellable, started_cb, self);
  return GTK_WIDGET (self);
}

GtkWidget *
pyxis_project_page_new_beside (PyxisProjectPage *other, const char *address)
{
  GtkWidget *page;

  g_return_val_if_fail (PYXIS_IS_PROJECT_PAGE (other) && other->view, NULL);

  page = pyxis_project_page_new (pyxis_session_get_project (other->session), other->snapshot,
                                 pyxis_view_get_engine (other->view));
  PYXIS_PROJECT_PAGE (page)->address = g_strdup (address);
  return page;
}

PyxisProject *
pyxis_project_page_get_project (PyxisProjectPage *self)
{
  g_return_val_if_fail (PYXIS_IS_PROJECT_PAGE (self), NULL);

  return pyxis_session_get_project (self->session);
}

PyxisSession *
pyxis_project_page_get_session (PyxisProjectPage *self)
{
  g_return_val_if_fail (PYXIS_IS_PROJECT_PAGE (self), NULL);

  return self->session;
}

PyxisEventLog *
pyxis_project_page_get_log (PyxisProjectPage *self)
{
  g_return_val_if_fail (PYXIS_IS_PROJECT_PAGE (self), NULL);

  return pyxis_session_get_log (self->session);
}

PyxisView *
pyxis_project_page_get_view (PyxisProjectPage *self)
{
  g_return_val_if_fail (PYXIS_IS_PROJECT_PAGE (self), NULL);

  return self->view;
}

GActionGroup *
pyxis_project_page_get_actions (PyxisProjectPage *self)
{
  g_return_val_if_fail (PYXIS_IS_PROJECT_PAGE (self), NULL);

  return G_ACTION_GROUP (self->actions);
}

PyxisFindBar *
pyxis_project_page_get_find_bar (PyxisProjectPage *self)
{
  return self->find_bar;
}

PyxisDock *
pyxis_project_page_get_dock (PyxisProjectPage *self)
{
  return self->dock;
}

PyxisPanel *
pyxis_project_page_get_panel (PyxisProjectPage *self)
{
  return self->panel;
}

void
pyxis_project_page_add_transfer (PyxisProjectPage *self, GtkWidget *row)
{
  g_return_if_fail (PYXIS_IS_PROJECT_PAGE (self));

  if (self->transfers) /* else the page has ended */
    gtk_box_append (self->transfers, row);
}

void
pyxis_project_page_show_panel (PyxisProjectPage *self, const char *name)
{
  g_object_set (self->panel, "page", name, NULL);
  g_object_set (self, "shows-panel", TRUE, NULL);
  pyxis_dock_raise (self->dock);
}

void
pyxis_project_page_raise (PyxisProjectPage *self)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW);

  if (window && pyxis_dock_get_active_window (self->dock))
    gtk_window_present (GTK_WINDOW (window));
}

char *
pyxis_project_page_dup_window_title (PyxisProjectPage *self)
{
  g_return_val_if_fail (PYXIS_IS_PROJECT_PAGE (self), NULL);

  return pyxis_page_title_dup_window_title (pyxis_session_get_project (self->session), self->view);
}
