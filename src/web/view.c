/* SPDX-License-Identifier: Apache-2.0 */
#include "view.h"

#include <cjson/cJSON.h>
#include <math.h>
#include <string.h>

#include "engine-private.h"
#include "page.h"
#include "request-report.h"
#include "view-private.h"

struct _PyxisView {
  GtkWidget parent_instance;

  PyxisEngine *engine;
  WebKitWebView *web_view;
  GHashTable *notices;    /* a set: what this navigation has said already */
  gboolean shows_failure; /* its own load is under way or shown */
  gboolean is_redirected; /* the load under way ends without a word: another one follows */
  char *failed_uri;       /* what a reload must load again; NULL: what is shown */
};

enum { PROP_0, PROP_TITLE, PROP_PROGRESS, PROP_IS_LOADING, LAST_PROP };
enum { FINISHED, FAILED, CRASHED, OPEN_EXTERNAL, DOWNLOAD, LAST_SIGNAL };

static GParamSpec *pspecs[LAST_PROP];
static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisView, pyxis_view, GTK_TYPE_WIDGET)

/* (transfer full): what is loaded, without the secret that the loopback server's first address holds:
 * events are exported and shown to others. */
static char *
dup_reported_address (PyxisView *self)
{
  const char *uri = webkit_web_view_get_uri (self->web_view);
  g_autofree char *ours = g_strconcat (pyxis_engine_get_base (self->engine), "/@pyxis/", NULL);

  return uri && g_str_has_prefix (uri, ours) ? g_strndup (uri, strcspn (uri, "?")) : g_strdup (uri);
}

static void
report_state (PyxisView *self, const char *state)
{
  g_autofree char *address = dup_reported_address (self);
  g_autofree char *text = address ? g_strconcat (state, " ", address, NULL) : g_strdup (state);
  g_autofree char *detail = g_strdup_printf ("{\"state\":\"%s\"}", state);
  PyxisEventFields fields = {
    .kind = "page",
    .t = NAN,
    .where = "native",
    .text = text,
    .detail = detail,
  };

  pyxis_event_log_append (pyxis_engine_get_log (self->engine), &fields);
}

static void
show_failure (
  PyxisView *self, const char *uri, const char *title, const char *reason, const char *advice)
{
  g_autoptr (GBytes) page = pyxis_page_new ("error", "title", title, "reason", reason, "advice",
                                            advice, "address", uri, NULL);
  g_autofree char *html = g_strndup (g_bytes_get_data (page, NULL), g_bytes_get_size (page));

  self->shows_failure = TRUE;
  g_free (self->failed_uri);
  self->failed_uri = g_strdup (uri);
  webkit_web_view_load_alternate_html (self->web_view, html, uri, NULL);
}

static gboolean
is_ordinary_stop (const GError *error)
{
  return g_error_matches (error, WEBKIT_NETWORK_ERROR, WEBKIT_NETWORK_ERROR_CANCELLED) ||
         g_error_matches (error, WEBKIT_POLICY_ERROR,
                          WEBKIT_POLICY_ERROR_FRAME_LOAD_INTERRUPTED_BY_POLICY_CHANGE);
}

static gboolean
load_failed_cb (WebKitWebView *web_view,
                WebKitLoadEvent event,
                const char *uri,
                GError *error,
                gpointer user_data)
{
  PyxisView *self = user_data;

  if (is_ordinary_stop (error))
    return TRUE;

  report_state (self, "failed");
  show_failure (self, uri, "This page could not be loaded", error->message,
                "Check that the project's folder is still there, then reload.");
  g_signal_emit (self, signals[FAILED], 0, error);
  return TRUE;
}

static void
web_process_terminated_cb (WebKitWebView *web_view,
                           WebKitWebProcessTerminationReason reason,
                           gpointer user_data)
{
  static const char *const reasons[] = {
    [WEBKIT_WEB_PROCESS_CRASHED] = "The process that runs the page crashed.",
    [WEBKIT_WEB_PROCESS_EXCEEDED_MEMORY_LIMIT] = "The page used more memory than it may.",
    [WEBKIT_WEB_PROCESS_TERMINATED_BY_API] = "The page was stopped.",
  };
  PyxisView *self = user_data;
  const char *text = (gsize) reason < G_N_ELEMENTS (reasons) ? reasons[reason] : reasons[0];

  report_state (self, "crashed");
  show_failure (self, webkit_web_view_get_uri (web_view), "The page has stopped", text,
                "Reload to start it again. What the Python code kept in memory is gone.");
  g_signal_emit (self, signals[CRASHED], 0, text);
}

static void
load_changed_cb (WebKitWebView *web_view, WebKitLoadEvent event, gpointer user_data)
{
  PyxisView *self = user_data;

  if (event == WEBKIT_LOAD_STARTED && !self->shows_failure) {
    g_clear_pointer (&self->failed_uri, g_free);
    pyxis_event_log_begin_navigation (pyxis_engine_get_log (self->engine));
    g_hash_table_remove_all (self->notices);
  } else if (event == WEBKIT_LOAD_COMMITTED && !self->shows_failure) {
    report_state (self, "committed");
  } else if (event == WEBKIT_LOAD_FINISHED && self->shows_failure) {
    self->shows_failure = FALSE;
  } else if (event == WEBKIT_LOAD_FINISHED && self->is_redirected) {
    self->is_redirected = FALSE;
  } else if (event == WEBKIT_LOAD_FINISHED) {
    report_state (self, "finished");
    g_signal_emit (self, signals[FINISHED], 0);
  }
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_IS_LOADING]);
}

/* One notice for each text in a navigation: a page asks for many files of one runtime. */
static void
notice_once (PyxisView *self, const char *code, const char *text)
{
  if (g_hash_table_add (self->notices, g_strdup (text)))
    pyxis_event_log_notice (pyxis_engine_get_log (self->engine), code, "%s", text);
}

/* From our web-process extension. The page cannot send these, but a taken-over web process could:
 * each is checked, and does nothing but add a row. */
static gboolean
user_message_cb (WebKitWebView *web_view, WebKitUserMessage *message, gpointer user_data)
{
  PyxisView *self = user_data;
  PyxisEventLog *log = pyxis_engine_get_log (self->engine);
  const char *name = webkit_user_message_get_name (message);
  GVariant *parameters = webkit_user_message_get_parameters (message);
  const char *a = NULL;
  const char *b = NULL;
  const char *c = NULL;

  if (g_str_equal (name, "redirected") && parameters &&
      g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ss)"))) {
    g_variant_get (parameters, "(&s&s)", &a, &b);
    notice_once (self, "substituted", b);
  } else if (g_str_equal (name, "network") && parameters &&
             g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(ss)"))) {
    g_variant_get (parameters, "(&s&s)", &a, &b);
    pyxis_request_report_outside (log, a, b, FALSE);
  } else if (g_str_equal (name, "blocked") && parameters &&
             g_variant_is_of_type (parameters, G_VARIANT_TYPE ("(sss)"))) {
    g_variant_get (parameters, "(&s&s&s)", &a, &b, &c);
    pyxis_request_report_outside (log, a, b, TRUE);
    if (*c)
      notice_once (self, "blocked", c);
  }
  return TRUE;
}

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
pyxis_view_dispose (GObject *object)
{
  PyxisView *self = PYXIS_VIEW (object);

  if (self->web_view)
    gtk_widget_unparent (GTK_WIDGET (self->web_view));
  self->web_view = NULL;
  g_clear_object (&self->engine);
  g_clear_pointer (&self->notices, g_hash_table_unref);

  G_OBJECT_CLASS (pyxis_view_parent_class)->dispose (object);
}

static void
pyxis_view_finalize (GObject *object)
{
  g_free (PYXIS_VIEW (object)->failed_uri);

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
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static gboolean
pyxis_view_grab_focus (GtkWidget *widget)
{
  return gtk_widget_grab_focus (GTK_WIDGET (PYXIS_VIEW (widget)->web_view));
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

  widget_class->grab_focus = pyxis_view_grab_focus;

  pspecs[PROP_TITLE] =
    g_param_spec_string ("title", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  pspecs[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  pspecs[PROP_IS_LOADING] = g_param_spec_boolean ("is-loading", NULL, NULL, FALSE,
                                                  G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);

  signals[FINISHED] =
    g_signal_new ("finished", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
  signals[FAILED] = g_signal_new ("failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                  G_TYPE_NONE, 1, G_TYPE_ERROR);
  signals[CRASHED] = g_signal_new ("crashed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                   G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[OPEN_EXTERNAL] = g_signal_new ("open-external", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                                         NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  signals[DOWNLOAD] = g_signal_new ("download", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                                    G_TYPE_NONE, 1, PYXIS_TYPE_DOWNLOAD);

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_view_init (PyxisView *self)
{
  self->notices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
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

  g_signal_connect_object (self->web_view, "load-changed", G_CALLBACK (load_changed_cb), self, 0);
  g_signal_connect_object (self->web_view, "load-failed", G_CALLBACK (load_failed_cb), self, 0);
  g_signal_connect_object (self->web_view, "web-process-terminated",
                           G_CALLBACK (web_process_terminated_cb), self, 0);
  g_signal_connect_object (self->web_view, "user-message-received", G_CALLBACK (user_message_cb),
                           self, 0);
  g_signal_connect_object (self->web_view, "notify::title", G_CALLBACK (title_changed_cb), self, 0);
  g_signal_connect_object (self->web_view, "notify::estimated-load-progress",
                           G_CALLBACK (progress_changed_cb), self, 0);
  pyxis_view_policy_attach (self, self->web_view, engine);

  return GTK_WIDGET (self);
}

PyxisEngine *
pyxis_view_get_engine (PyxisView *self)
{
  g_return_val_if_fail (PYXIS_IS_VIEW (self), NULL);

  return self->engine;
}

void
pyxis_view_load_start (PyxisView *self)
{
  g_autofree char *uri = NULL;

  g_return_if_fail (PYXIS_IS_VIEW (self));

  uri = pyxis_engine_dup_start_address (self->engine);
  webkit_web_view_load_uri (self->web_view, uri);
}

void
pyxis_view_reload (PyxisView *self, gboolean bypass_cache)
{
  g_return_if_fail (PYXIS_IS_VIEW (self));

  if (self->failed_uri)
    webkit_web_view_load_uri (self->web_view, self->failed_uri);
  else if (bypass_cache)
    webkit_web_view_reload_bypass_cache (self->web_view);
  else
    webkit_web_view_reload (self->web_view);
}

void
pyxis_view_stop (PyxisView *self)
{
  g_return_if_fail (PYXIS_IS_VIEW (self));

  webkit_web_view_stop_loading (self->web_view);
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

void
pyxis_view_offer_external (PyxisView *self, const char *uri)
{
  g_signal_emit (self, signals[OPEN_EXTERNAL], 0, uri);
}

void
pyxis_view_offer_download (PyxisView *self, PyxisDownload *download)
{
  g_signal_emit (self, signals[DOWNLOAD], 0, download);
}

void
pyxis_view_redirect (PyxisView *self, const char *uri)
{
  self->is_redirected = TRUE;
  webkit_web_view_load_uri (self->web_view, uri);
}
