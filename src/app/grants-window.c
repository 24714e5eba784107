/* SPDX-License-Identifier: Apache-2.0 */
#include "grants-window.h"

#include <glib/gi18n.h>

#include "grant-row.h"
#include "toast.h"

struct _PyxisGrantsWindow {
  AdwWindow parent_instance;

  GtkListBox *list;
  GtkStack *stack;
  AdwStatusPage *empty_page;
  AdwWindowTitle *window_title;

  PyxisGrants *grants;
  GPtrArray *revoked; /* of PyxisGrant: what an undo gives back; NULL: nothing */
};

G_DEFINE_FINAL_TYPE (PyxisGrantsWindow, pyxis_grants_window, ADW_TYPE_WINDOW)

static void
take_back (PyxisGrantsWindow *self, const char *path, const char *text)
{
  g_clear_pointer (&self->revoked, g_ptr_array_unref);
  self->revoked = pyxis_grants_revoke_path (self->grants, path);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "grants.undo", TRUE);
  pyxis_toast_say_with_action (GTK_WIDGET (self->stack), text, _ ("_Undo"), "grants.undo");
}

static void
revoke_cb (PyxisGrantRow *row, gpointer user_data)
{
  g_autoptr (PyxisGrant) grant = pyxis_grant_ref (pyxis_grant_row_get_grant (row));
  g_autofree char *text = g_strdup_printf (_ ("“%s” is revoked"), grant->name);

  take_back (user_data, grant->path, text);
}

static void
revoke_all_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  take_back (PYXIS_GRANTS_WINDOW (widget), NULL, _ ("All are revoked"));
}

static void
undo_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisGrantsWindow *self = PYXIS_GRANTS_WINDOW (widget);
  g_autoptr (GPtrArray) revoked = g_steal_pointer (&self->revoked);

  gtk_widget_action_set_enabled (widget, "grants.undo", FALSE);
  if (revoked)
    pyxis_grants_restore (self->grants, revoked);
}

static void
update (PyxisGrantsWindow *self)
{
  g_autoptr (GPtrArray) grants = pyxis_grants_list (self->grants);
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, child);
  for (guint i = 0; i < grants->len; i++) {
    GtkWidget *row = pyxis_grant_row_new (grants->pdata[i]);

    g_signal_connect (row, "revoke", G_CALLBACK (revoke_cb), self);
    gtk_list_box_append (self->list, row);
  }
  gtk_stack_set_visible_child_name (self->stack, grants->len > 0 ? "grants" : "empty");
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "grants.revoke-all", grants->len > 0);
}

static void
pyxis_grants_window_dispose (GObject *object)
{
  PyxisGrantsWindow *self = PYXIS_GRANTS_WINDOW (object);

  g_clear_object (&self->grants);
  g_clear_pointer (&self->revoked, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_GRANTS_WINDOW);

  G_OBJECT_CLASS (pyxis_grants_window_parent_class)->dispose (object);
}

static void
pyxis_grants_window_class_init (PyxisGrantsWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_grants_window_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/grants-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisGrantsWindow, empty_page);
  gtk_widget_class_bind_template_child (widget_class, PyxisGrantsWindow, list);
  gtk_widget_class_bind_template_child (widget_class, PyxisGrantsWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PyxisGrantsWindow, window_title);
  gtk_widget_class_install_action (widget_class, "grants.revoke-all", NULL, revoke_all_cb);
  gtk_widget_class_install_action (widget_class, "grants.undo", NULL, undo_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "grants.undo",
                                       NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pyxis_grants_window_init (PyxisGrantsWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "grants.undo", FALSE);
}

GtkWidget *
pyxis_grants_window_new (GtkWindow *parent, PyxisGrants *grants, const char *name)
{
  PyxisGrantsWindow *self =
    g_object_new (PYXIS_TYPE_GRANTS_WINDOW, "transient-for", parent, "modal", TRUE, NULL);
  g_autofree char *description = g_markup_printf_escaped (
    _ ("A folder that you pick for “%s” is listed here, until you revoke it."), name);

  self->grants = g_object_ref (grants);
  adw_window_title_set_subtitle (self->window_title, name);
  adw_status_page_set_description (self->empty_page, description);
  g_signal_connect_object (grants, "changed", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
  /* Not on the button that takes all back. */
  gtk_window_set_focus (GTK_WINDOW (self), gtk_widget_get_first_child (GTK_WIDGET (self->list)));
  return GTK_WIDGET (self);
}
