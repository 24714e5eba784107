/* SPDX-License-Identifier: Apache-2.0 */
#include "view.h"

#include "download.h"
#include "engine-private.h"
#include "file-request.h"
#include "notification.h"
#include "pick-request.h"
#include "script-dialog.h"
#include "view-history.h"
#include "view-parts.h"
#include "view-tools.h"

/* One click may call a handler that opens any number of addresses. */
#define EXTERNAL_INTERVAL G_TIME_SPAN_SECOND

enum {
  PROP_0,
  PROP_TITLE,
  PROP_PROGRESS,
  PROP_IS_LOADING,
  PROP_IS_RESPONSIVE,
  PROP_CAN_GO_BACK,
  PROP_CAN_GO_FORWARD,
  PROP_ZOOM,
  PROP_IS_FULL_SCREEN,
  LAST_PROP
};
enum {
  PAINTED,
  FINISHED,
  FAILED,
  CRASHED,
  OPEN_EXTERNAL,
  OPEN_PAGE,
  CLOSED,
  STAYED,
  WITHDRAWN,
  DROP_REFUSED,
  DOWNLOAD,
  SCRIPT_DIALOG,
  CHOOSE_FILES,
  PERMISSION,
  NOTIFICATION,
  PICK,
  FOUND,
  LAST_SIGNAL
};

static GParamSpec *pspecs[LAST_PROP];
static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisView, pyxis_view, GTK_TYPE_WIDGET)

static void
title_changed_cb (WebKitWebView *web_view, GParamSpec *pspec, gpointer user_data)
{
  g_object_notify_by_pspec (user_data, pspecs[PROP_TITLE]);
}

static void
progress_changed_cb (WebKitWebView *web_view, GParamSpec *pspec, gpointer user_data)
{
  g_object_notify_by_pspec (user_data, pspecs[PROP_PROGRESS]);
}

static void
responsive_changed_cb (WebKitWebView *web_view, GParamSpec *pspec, gpointer user_data)
{
  g_object_notify_by_pspec (user_data, pspecs[PROP_IS_RESPONSIVE]);
}

static void
pyxis_view_dispose (GObject *object)
{
  PyxisView *self = PYXIS_VIEW (object);

  if (self->web_view) {
    pyxis_view_close_forget (self);
    pyxis_view_withdraw (self);
    gtk_widget_unparent (GTK_WIDGET (self->web_view));
  }
  self->web_view = NULL;
  if (self->interpreters)
    pyxis_interpreters_close (self->interpreters);
  g_clear_object (&self->interpreters);
  g_clear_object (&self->engine);
  g_clear_pointer (&self->notices, g_hash_table_unref);
  g_clear_pointer (&self->told_blocked, g_hash_table_unref);

  G_OBJECT_CLASS (pyxis_view_parent_class)->dispose (object);
}

static void
pyxis_view_finalize (GObject *object)
{
  PyxisView *self = PYXIS_VIEW (object);

  g_free (self->failed_uri);
  g_ptr_array_unref (self->opened.paths);
  g_free (self->find.text);

  G_OBJECT_CLASS (pyxis_view_parent_class)->finalize (object);
}

static void
pyxis_view_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PyxisView *self = PYXIS_VIEW (object);

  switch (id) {
  case PROP_TITLE:
    g_value_set_string (value, pyxis_view_get_title (self));
    break;
  case PROP_PROGRESS:
    g_value_set_double (value, webkit_web_view_get_estimated_load_progress (self->web_view));
    break;
  case PROP_IS_LOADING:
    g_value_set_boolean (value, pyxis_view_is_loading (self));
    break;
  case PROP_CAN_GO_BACK:
    g_value_set_boolean (value, pyxis_view_can_go (self, -1));
    break;
  case PROP_CAN_GO_FORWARD:
    g_value_set_boolean (value, pyxis_view_can_go (self, 1));
    break;
  case PROP_ZOOM:
    g_value_set_double (value, pyxis_view_get_zoom (self));
    break;
  case PROP_IS_FULL_SCREEN:
    g_value_set_boolean (value, self->is_full_screen);
    break;
  case PROP_IS_RESPONSIVE:
    g_value_set_boolean (
      value, self->n_printing > 0 ||
               webkit_web_view_get_is_web_process_responsive (self->web_view) ||
               pyxis_breakpoints_has_stopped (pyxis_engine_get_breakpoints (self->engine), 0));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
pyxis_view_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  if (id == PROP_ZOOM)
    pyxis_view_set_zoom (PYXIS_VIEW (object), g_value_get_double (value));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static gboolean
pyxis_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PYXIS_VIEW (widget)->web_view));
}

/* Outside of a window there is nobody to ask. */
static void
pyxis_view_unroot (GtkWidget *widget)
{
  pyxis_view_withdraw (PYXIS_VIEW (widget));

  GTK_WIDGET_CLASS (pyxis_view_parent_class)->unroot (widget);
}

static void
install_signal (guint id, const char *name, GType type, GType argument)
{
  signals[id] = g_signal_new (name, type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                              argument == G_TYPE_NONE ? 0 : 1, argument);
}

static void
install_signals (GType type)
{
  install_signal (PAINTED, "painted", type, G_TYPE_NONE);
  install_signal (FINISHED, "finished", type, G_TYPE_NONE);
  install_signal (FAILED, "failed", type, G_TYPE_ERROR);
  install_signal (CRASHED, "crashed", type, G_TYPE_STRING);
  install_signal (OPEN_EXTERNAL, "open-external", type, G_TYPE_STRING);
  install_signal (OPEN_PAGE, "open-page", type, G_TYPE_STRING);
  install_signal (CLOSED, "closed", type, G_TYPE_NONE);
  install_signal (STAYED, "stayed", type, G_TYPE_NONE);
  install_signal (WITHDRAWN, "withdrawn", type, G_TYPE_NONE);
  install_signal (DROP_REFUSED, "drop-refused", type, G_TYPE_ERROR);
  install_signal (DOWNLOAD, "download", type, PYXIS_TYPE_DOWNLOAD);
  install_signal (SCRIPT_DIALOG, "script-dialog", type, PYXIS_TYPE_SCRIPT_DIALOG);
  install_signal (CHOOSE_FILES, "choose-files", type, PYXIS_TYPE_FILE_REQUEST);
  install_signal (PERMISSION, "permission", type, PYXIS_TYPE_PERMISSION);
  install_signal (NOTIFICATION, "notification", type, PYXIS_TYPE_NOTIFICATION);
  install_signal (PICK, "pick", type, PYXIS_TYPE_PICK_REQUEST);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags readable = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  pspecs[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, readable);
  pspecs[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0, readable);
  pspecs[PROP_IS_LOADING] = g_param_spec_boolean ("is-loading", NULL, NULL, FALSE, readable);
  pspecs[PROP_IS_RESPONSIVE] = g_param_spec_boolean ("is-responsive", NULL, NULL, TRUE, readable);
  pspecs[PROP_CAN_GO_BACK] = g_param_spec_boolean ("can-go-back", NULL, NULL, FALSE, readable);
  pspecs[PROP_CAN_GO_FORWARD] =
    g_param_spec_boolean ("can-go-forward", NULL, NULL, FALSE, readable);
  pspecs[PROP_ZOOM] =
    g_param_spec_double ("zoom", NULL, NULL, PYXIS_ZOOM_MIN, PYXIS_ZOOM_MAX, 1,
                         G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  pspecs[PROP_IS_FULL_SCREEN] =
    g_param_spec_boolean ("is-full-screen", NULL, NULL, FALSE, readable);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);
}

static void
pyxis_view_class_init (PyxisViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);
  GType type = G_TYPE_FROM_CLASS (klass);

  object_class->dispose = pyxis_view_dispose;
  object_class->finalize = pyxis_view_finalize;
  object_class->get_property = pyxis_view_get_property;
  object_class->set_property = pyxis_view_set_property;

  widget_class->grab_focus = pyxis_view_grab_focus;
  widget_class->unroot = pyxis_view_unroot;

  install_properties (object_class);

  install_signals (type);
  signals[FOUND] = g_signal_new ("found", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                                 2, G_TYPE_UINT, G_TYPE_UINT);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_view_init (PyxisView *self)
{
  self->notices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->told_blocked = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

GtkWidget *
pyxis_view_new (PyxisEngine *engine)
{
  PyxisView *self = g_object_new (PYXIS_TYPE_VIEW, NULL);

  self->engine = g_object_ref (engine);
  self->web_view = pyxis_engine_create_web_view (engine);
  gtk_widget_set_hexpand (GTK_WIDGET (self->web_view), TRUE);
  gtk_widget_set_vexpand (GTK_WIDGET (self->web_view), TRUE);
  gtk_widget_set_parent (GTK_WIDGET (self->web_view), GTK_WIDGET (self));

  g_signal_connect_object (self->web_view, "notify::title", G_CALLBACK (title_changed_cb), self, 0);
  g_signal_connect_object (self->web_view, "notify::estimated-load-progress",
                           G_CALLBACK (progress_changed_cb), self, 0);
  pyxis_view_find_attach (self);
  pyxis_view_history_attach (self);
  g_signal_connect_object (self->web_view, "notify::is-web-process-responsive",
                           G_CALLBACK (responsive_changed_cb), self, 0);
  pyxis_view_load_attach (self);
  pyxis_view_interpreters_attach (self);
  pyxis_view_breakpoints_attach (self);
  pyxis_view_message_attach (self);
  pyxis_view_requests_attach (self);
  pyxis_view_policy_attach (self, self->web_view, engine);
  pyxis_view_ask_attach (self);
  pyxis_view_close_attach (self);
  pyxis_view_download_attach (self);
  pyxis_view_menu_attach (self);
  pyxis_view_permission_attach (self);
  pyxis_view_pick_attach (self);
  pyxis_view_input_attach (self);
  pyxis_view_drop_attach (self);
  pyxis_view_opened_attach (self);
  pyxis_view_tools_attach (self);

  return GTK_WIDGET (self);
}

PyxisEngine *
pyxis_view_get_engine (PyxisView *self)
{
  g_return_val_if_fail (PYXIS_IS_VIEW (self), NULL);

  return self->engine;
}

const char *
pyxis_view_get_address (PyxisView *self)
{
  g_return_val_if_fail (PYXIS_IS_VIEW (self), NULL);

  return webkit_web_view_get_uri (self->web_view);
}

const char *
pyxis_view_get_title (PyxisView *self)
{
  g_return_val_if_fail (PYXIS_IS_VIEW (self), NULL);

  return webkit_web_view_get_title (self->web_view);
}

gboolean
pyxis_view_is_loading (PyxisView *self)
{
  g_return_val_if_fail (PYXIS_IS_VIEW (self), FALSE);

  return webkit_web_view_is_loading (self->web_view);
}

WebKitWebView *
pyxis_view_get_web_view (PyxisView *self)
{
  return self->web_view;
}

static gboolean
may_open_now (PyxisView *self)
{
  gint64 now = g_get_monotonic_time ();

  if (self->last_external && now - self->last_external < EXTERNAL_INTERVAL)
    return FALSE;
  self->last_external = now;
  return TRUE;
}

gboolean
pyxis_view_offer_external (PyxisView *self, const char *uri)
{
  gboolean is_offered = may_open_now (self);

  if (is_offered)
    g_signal_emit (self, signals[OPEN_EXTERNAL], 0, uri);
  return is_offered;
}

gboolean
pyxis_view_offer_page (PyxisView *self, const char *uri)
{
  gboolean is_offered = may_open_now (self);

  if (is_offered && g_signal_has_handler_pending (self, signals[OPEN_PAGE], 0, FALSE))
    g_signal_emit (self, signals[OPEN_PAGE], 0, uri);
  else if (is_offered)
    pyxis_view_load_page (self, uri);
  return is_offered;
}

void
pyxis_view_withdraw (PyxisView *self)
{
  g_signal_emit (self, signals[WITHDRAWN], 0);
}
