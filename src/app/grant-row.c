/* SPDX-License-Identifier: Apache-2.0 */
#include "grant-row.h"

#include <glib/gi18n.h>

#include "shown-path.h"

struct _PyxisGrantRow {
  AdwActionRow parent_instance;

  GtkImage *image;
  GtkButton *button;

  PyxisGrant *grant;
};

enum { REVOKE, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisGrantRow, pyxis_grant_row, ADW_TYPE_ACTION_ROW)

static void
clicked_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[REVOKE], 0);
}

static void
pyxis_grant_row_finalize (GObject *object)
{
  g_clear_pointer (&PYXIS_GRANT_ROW (object)->grant, pyxis_grant_unref);

  G_OBJECT_CLASS (pyxis_grant_row_parent_class)->finalize (object);
}

static void
pyxis_grant_row_class_init (PyxisGrantRowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pyxis_grant_row_finalize;

  signals[REVOKE] = g_signal_new ("revoke", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/grant-row.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisGrantRow, button);
  gtk_widget_class_bind_template_child (widget_class, PyxisGrantRow, image);
  gtk_widget_class_bind_template_callback (widget_class, clicked_cb);
}

static void
pyxis_grant_row_init (PyxisGrantRow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/* Where, what, since when. */
static char *
make_subtitle (PyxisGrant *grant)
{
  g_autofree char *path = pyxis_shown_path_dup (grant->path);
  g_autoptr (GDateTime) since = g_date_time_new_from_unix_local (grant->since);
  g_autofree char *date = since ? g_date_time_format (since, "%x") : g_strdup ("?");
  const char *text = pyxis_grant_allows (grant, PYXIS_GRANT_READWRITE)
                       ? _ ("Reads and changes it since %s")
                       : _ ("Reads it since %s");
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
  g_autofree char *what = g_strdup_printf (text, date);
#pragma GCC diagnostic pop

  return g_strconcat (path, "\n", what, NULL);
}

GtkWidget *
pyxis_grant_row_new (PyxisGrant *grant)
{
  PyxisGrantRow *self = g_object_new (PYXIS_TYPE_GRANT_ROW, NULL);
  g_autofree char *subtitle = make_subtitle (grant);
  g_autofree char *label = g_strdup_printf (_ ("Revoke “%s”"), grant->name);

  self->grant = pyxis_grant_ref (grant);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self), grant->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (self), subtitle);
  gtk_image_set_from_icon_name (self->image,
                                grant->is_folder ? "folder-symbolic" : "text-x-generic-symbolic");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->button), label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  label, -1);
  return GTK_WIDGET (self);
}

PyxisGrant *
pyxis_grant_row_get_grant (PyxisGrantRow *self)
{
  g_return_val_if_fail (PYXIS_IS_GRANT_ROW (self), NULL);

  return self->grant;
}
