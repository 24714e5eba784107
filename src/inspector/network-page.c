/* SPDX-License-Identifier: Apache-2.0 */
#include "network-page.h"

#include "pyxis-inspector-resources.h"
#include "request-details.h"
#include "request-list.h"
#include "stacking.h"

struct _PyxisNetworkPage {
  GtkWidget parent_instance;

  GtkPaned *paned;
  PyxisRequestList *request_list;

  PyxisRequestDetails *details; /* NULL until a request is selected: it holds a source view */
};

enum { BODY_WANTED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisNetworkPage, pyxis_network_page, GTK_TYPE_WIDGET)

static void
closed_cb (PyxisRequestDetails *details, gpointer user_data)
{
  PyxisNetworkPage *self = user_data;

  pyxis_request_list_unselect (self->request_list);
  pyxis_request_list_focus (self->request_list);
}

static void
body_wanted_cb (PyxisRequestDetails *details, PyxisEvent *event, gpointer user_data)
{
  g_signal_emit (user_data, signals[BODY_WANTED], 0, event);
}

static PyxisRequestDetails *
get_details (PyxisNetworkPage *self)
{
  if (!self->details) {
    self->details = g_object_new (PYXIS_TYPE_REQUEST_DETAILS, NULL);
    g_signal_connect (self->details, "closed", G_CALLBACK (closed_cb), self);
    g_signal_connect (self->details, "body-wanted", G_CALLBACK (body_wanted_cb), self);
    gtk_paned_set_end_child (self->paned, GTK_WIDGET (self->details));
    pyxis_stacking_place (self->paned);
  }
  return self->details;
}

static void
selected_cb (PyxisRequestList *list, GParamSpec *pspec, gpointer user_data)
{
  PyxisNetworkPage *self = user_data;
  PyxisEvent *event = pyxis_request_list_get_selected (list);

  if (event || self->details)
    pyxis_request_details_set_event (get_details (self), event);
  if (self->details)
    gtk_widget_set_visible (GTK_WIDGET (self->details), event != NULL);
}

/* Escape closes the details, wherever the keyboard is. */
static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  PyxisNetworkPage *self = user_data;

  if (keyval != GDK_KEY_Escape || !pyxis_request_list_get_selected (self->request_list))
    return GDK_EVENT_PROPAGATE;
  closed_cb (self->details, self);
  return GDK_EVENT_STOP;
}

static void
pyxis_network_page_dispose (GObject *object)
{
  PyxisNetworkPage *self = PYXIS_NETWORK_PAGE (object);

  if (self->request_list)
    g_signal_handlers_disconnect_by_func (self->request_list, selected_cb, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_NETWORK_PAGE);
  self->details = NULL;

  G_OBJECT_CLASS (pyxis_network_page_parent_class)->dispose (object);
}

static void
pyxis_network_page_class_init (PyxisNetworkPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /* Of a static library only what is named is linked. */
  g_resources_register (pyxis_inspector_get_resource ());

  G_OBJECT_CLASS (klass)->dispose = pyxis_network_page_dispose;

  signals[BODY_WANTED] = g_signal_new ("body-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, PYXIS_TYPE_EVENT);

  g_type_ensure (PYXIS_TYPE_REQUEST_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/network-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisNetworkPage, paned);
  gtk_widget_class_bind_template_child (widget_class, PyxisNetworkPage, request_list);
  gtk_widget_class_bind_template_callback (widget_class, key_pressed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_network_page_init (PyxisNetworkPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pyxis_network_page_set_log (PyxisNetworkPage *self, PyxisEventLog *log)
{
  g_return_if_fail (PYXIS_IS_NETWORK_PAGE (self));

  pyxis_request_list_set_log (self->request_list, log);
}

void
pyxis_network_page_show_body (PyxisNetworkPage *self,
                              PyxisEvent *event,
                              GBytes *bytes,
                              const char *remark)
{
  g_return_if_fail (PYXIS_IS_NETWORK_PAGE (self));

  if (self->details)
    pyxis_request_details_show_body (self->details, event, bytes, remark);
}

void
pyxis_network_page_focus (PyxisNetworkPage *self)
{
  g_return_if_fail (PYXIS_IS_NETWORK_PAGE (self));

  pyxis_request_list_focus (self->request_list);
}

void
pyxis_network_page_find (PyxisNetworkPage *self)
{
  g_return_if_fail (PYXIS_IS_NETWORK_PAGE (self));

  pyxis_request_list_find (self->request_list);
}

void
pyxis_network_page_set_stacked (PyxisNetworkPage *self, gboolean is_stacked)
{
  g_return_if_fail (PYXIS_IS_NETWORK_PAGE (self));

  pyxis_stacking_set (self->paned, is_stacked);
}
