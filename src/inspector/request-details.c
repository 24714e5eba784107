/* SPDX-License-Identifier: Apache-2.0 */
#include "request-details.h"

#include <adwaita.h>

#include "body-pane.h"
#include "request-facts.h"
#include "request-words.h"

struct _PyxisRequestDetails {
  GtkWidget parent_instance;

  PyxisBodyPane *body_pane;
  GtkWidget *box;
  GtkWidget *curl_button;
  GtkLabel *facts_label;
  GtkLabel *received_label;
  GtkWidget *received_title;
  GtkLabel *sent_label;
  GtkWidget *sent_title;
  AdwViewStack *stack;
  GtkLabel *title_label;

  PyxisEvent *event;   /* (nullable) */
  gboolean knows_body; /* or has asked for it */
};

enum { BODY_WANTED, CLOSED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisRequestDetails, pyxis_request_details, GTK_TYPE_WIDGET)

static void
close_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[CLOSED], 0);
}

static void
copy_cb (GtkButton *button, gpointer user_data)
{
  PyxisRequestDetails *self = user_data;
  const PyxisRequestFacts *facts = self->event ? pyxis_request_facts_get (self->event) : NULL;

  if (facts)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), facts->address);
}

static void
copy_curl_cb (GtkButton *button, gpointer user_data)
{
  PyxisRequestDetails *self = user_data;
  g_autofree char *line = self->event ? pyxis_request_words_dup_curl (self->event) : NULL;

  if (line)
    gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (self)), line);
}

/* The bytes are read again only when somebody wants to see them. */
static void
want_body (PyxisRequestDetails *self)
{
  const char *shown = adw_view_stack_get_visible_child_name (self->stack);

  if (!self->event || self->knows_body || g_strcmp0 (shown, "body") != 0)
    return;
  self->knows_body = TRUE;
  g_signal_emit (self, signals[BODY_WANTED], 0, self->event);
}

static void
page_changed_cb (AdwViewStack *stack, GParamSpec *pspec, gpointer user_data)
{
  want_body (user_data);
}

static void
pyxis_request_details_dispose (GObject *object)
{
  PyxisRequestDetails *self = PYXIS_REQUEST_DETAILS (object);

  g_clear_object (&self->event);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_REQUEST_DETAILS);

  G_OBJECT_CLASS (pyxis_request_details_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  g_type_ensure (ADW_TYPE_VIEW_SWITCHER);
  g_type_ensure (PYXIS_TYPE_BODY_PANE);
  gtk_widget_class_set_template_from_resource (klass, "/pyxis/inspector/ui/request-details.ui");
  gtk_widget_class_bind_template_child (klass, PyxisRequestDetails, body_pane);
  gtk_widget_class_bind_template_child (klass, PyxisRequestDetails, box);
  gtk_widget_class_bind_template_child (klass, PyxisRequestDetails, curl_button);
  gtk_widget_class_bind_template_child (klass, PyxisRequestDetails, facts_label);
  gtk_widget_class_bind_template_child (klass, PyxisRequestDetails, received_label);
  gtk_widget_class_bind_template_child (klass, PyxisRequestDetails, received_title);
  gtk_widget_class_bind_template_child (klass, PyxisRequestDetails, sent_label);
  gtk_widget_class_bind_template_child (klass, PyxisRequestDetails, sent_title);
  gtk_widget_class_bind_template_child (klass, PyxisRequestDetails, stack);
  gtk_widget_class_bind_template_child (klass, PyxisRequestDetails, title_label);
  gtk_widget_class_bind_template_callback (klass, close_cb);
  gtk_widget_class_bind_template_callback (klass, copy_cb);
  gtk_widget_class_bind_template_callback (klass, copy_curl_cb);
  gtk_widget_class_bind_template_callback (klass, page_changed_cb);
}

static void
pyxis_request_details_class_init (PyxisRequestDetailsClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pyxis_request_details_dispose;

  signals[BODY_WANTED] = g_signal_new ("body-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, PYXIS_TYPE_EVENT);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  bind_template (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_set_layout_manager_type (GTK_WIDGET_CLASS (klass), GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_request_details_init (PyxisRequestDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* A title without anything below it says that there is nothing. */
static void
show_headers (GtkWidget *title, GtkLabel *label, const char *markup)
{
  gtk_label_set_markup (label, markup);
  gtk_widget_set_visible (title, *markup != '\0');
  gtk_widget_set_visible (GTK_WIDGET (label), *markup != '\0');
}

static void
show_event (PyxisRequestDetails *self, const PyxisRequestFacts *facts)
{
  g_autofree char *title = g_strdup_printf ("%s %s", facts->method, facts->name);
  g_autofree char *words = pyxis_request_words_dup_facts (self->event);
  g_autofree char *sent = pyxis_request_words_dup_sent (self->event);
  g_autofree char *received = pyxis_request_words_dup_received (self->event);
  g_autofree char *curl = pyxis_request_words_dup_curl (self->event);

  gtk_label_set_text (self->title_label, title);
  gtk_label_set_markup (self->facts_label, words);
  show_headers (self->sent_title, self->sent_label, sent);
  show_headers (self->received_title, self->received_label, received);
  gtk_widget_set_visible (self->curl_button, curl != NULL);
  pyxis_body_pane_show (self->body_pane, "", "", NULL, "");
}

void
pyxis_request_details_set_event (PyxisRequestDetails *self, PyxisEvent *event)
{
  const PyxisRequestFacts *facts = event ? pyxis_request_facts_get (event) : NULL;

  g_return_if_fail (PYXIS_IS_REQUEST_DETAILS (self));

  if (!g_set_object (&self->event, event))
    return;
  self->knows_body = FALSE;
  if (facts)
    show_event (self, facts);
  want_body (self);
}

void
pyxis_request_details_show_body (PyxisRequestDetails *self,
                                 PyxisEvent *event,
                                 GBytes *bytes,
                                 const char *remark)
{
  const PyxisRequestFacts *facts = NULL;

  g_return_if_fail (PYXIS_IS_REQUEST_DETAILS (self));

  if (event != self->event)
    return;
  facts = pyxis_request_facts_get (event);
  pyxis_body_pane_show (self->body_pane, facts->name, facts->type, bytes, remark);
}
