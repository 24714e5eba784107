/* SPDX-License-Identifier: Apache-2.0 */
#include "pack-fix-dialog.h"

#include <glib/gi18n.h>

#include "alert.h"

struct _PyxisPackFixDialog {
  AdwMessageDialog parent_instance;

  GtkEntry *entry;
  GtkLabel *patch_label;

  PyxisProject *project;
  PyxisDescriptionFix *fix;
  PyxisProjectChange *change; /* that the text means; NULL: none */
  PyxisChangeMade made;
  GObject *owner;
};

G_DEFINE_FINAL_TYPE (PyxisPackFixDialog, pyxis_pack_fix_dialog, ADW_TYPE_MESSAGE_DIALOG)

/* A path may be of the right kind, and of nothing. */
static gboolean
is_there (PyxisPackFixDialog *self, const char *path)
{
  g_autoptr (PyxisContent) content =
    pyxis_source_open (pyxis_project_get_source (self->project), path, NULL);

  return content != NULL;
}

/* (nullable) */
static PyxisProjectChange *
work_out (PyxisPackFixDialog *self, const char *value, char **sentence)
{
  const PyxisDescriptionFix *fix = self->fix;
  const PyxisEdit edit = { PYXIS_EDIT_SET, fix->table, fix->key, value, fix->is_list };
  g_autoptr (GError) error = NULL;
  PyxisProjectChange *change = NULL;

  if (!pyxis_description_value_is_allowed (fix->kind, value)) {
    *sentence = g_strdup_printf (_ ("“%s” is %s."), fix->key,
                                 pyxis_description_value_get_allowed (fix->kind));
    return NULL;
  }
  if (fix->kind == PYXIS_VALUE_ICON && !is_there (self, value)) {
    *sentence = g_strdup_printf (_ ("“%s” is no file in the project."), value);
    return NULL;
  }
  change = pyxis_project_change_new_edit (self->project, &edit, &error);
  *sentence = change ? pyxis_project_change_dup_patch (change) : g_strdup (error->message);
  return change;
}

static void
changed_cb (GtkEditable *editable, gpointer user_data)
{
  PyxisPackFixDialog *self = user_data;
  g_autofree char *value = g_strstrip (g_strdup (gtk_editable_get_text (editable)));
  g_autofree char *sentence = NULL;

  if (!self->fix)
    return;
  pyxis_project_change_free (self->change);
  self->change = work_out (self, value, &sentence);
  gtk_label_set_text (self->patch_label, sentence);
  gtk_label_set_wrap (self->patch_label, !self->change);
  if (self->change)
    gtk_widget_add_css_class (GTK_WIDGET (self->patch_label), "monospace");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->patch_label), "monospace");
  adw_message_dialog_set_response_enabled (ADW_MESSAGE_DIALOG (self), "apply",
                                           self->change != NULL);
}

static void
pyxis_pack_fix_dialog_response (AdwMessageDialog *dialog, const char *response)
{
  PyxisPackFixDialog *self = PYXIS_PACK_FIX_DIALOG (dialog);
  g_autoptr (GError) error = NULL;

  if (!g_str_equal (response, "apply") || !self->change)
    return;
  if (pyxis_project_change_apply (self->change, self->project, &error))
    self->made (self->change, self->owner);
  else
    pyxis_alert_show (gtk_window_get_transient_for (GTK_WINDOW (dialog)), _ ("Nothing Was Changed"),
                      error->message);
}

static void
pyxis_pack_fix_dialog_finalize (GObject *object)
{
  PyxisPackFixDialog *self = PYXIS_PACK_FIX_DIALOG (object);

  g_clear_object (&self->project);
  g_clear_object (&self->owner);
  pyxis_description_fix_free (self->fix);
  pyxis_project_change_free (self->change);

  G_OBJECT_CLASS (pyxis_pack_fix_dialog_parent_class)->finalize (object);
}

static void
pyxis_pack_fix_dialog_class_init (PyxisPackFixDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pyxis_pack_fix_dialog_finalize;
  ADW_MESSAGE_DIALOG_CLASS (klass)->response = pyxis_pack_fix_dialog_response;

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/pack-fix-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisPackFixDialog, entry);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackFixDialog, patch_label);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
pyxis_pack_fix_dialog_init (PyxisPackFixDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pyxis_pack_fix_dialog_new (GtkWindow *window,
                           PyxisProject *project,
                           const PyxisDescriptionFix *fix,
                           PyxisChangeMade made,
                           GObject *owner)
{
  PyxisPackFixDialog *self =
    g_object_new (PYXIS_TYPE_PACK_FIX_DIALOG, "transient-for", window, NULL);

  self->project = g_object_ref (project);
  self->fix = pyxis_description_fix_copy (fix);
  self->made = made;
  self->owner = g_object_ref (owner);
  adw_message_dialog_format_heading (ADW_MESSAGE_DIALOG (self), _ ("Set “%s”"), fix->key);
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (self), _ ("It is %s."),
                                  pyxis_description_value_get_allowed (fix->kind));
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  fix->key, -1);
  gtk_editable_set_text (GTK_EDITABLE (self->entry), fix->value ? fix->value : "");
  changed_cb (GTK_EDITABLE (self->entry), self);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  return GTK_WIDGET (self);
}
