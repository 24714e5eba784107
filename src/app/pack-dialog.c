/* SPDX-License-Identifier: Apache-2.0 */
#include "pack-dialog.h"

#include <glib/gi18n.h>

#include "file-watch.h"
#include "file-work.h"
#include "pack-checks.h"
#include "pack-choices.h"
#include "pack-formats.h"
#include "pack-result.h"
#include "pack-summary.h"
#include "plain-breaks.h"

struct _PyxisPackDialog {
  AdwWindow parent_instance;

  GtkButton *cancel_button;
  PyxisPackChecks *checks;
  PyxisPackChoices *choices;
  GtkInfoBar *error_bar;
  GtkLabel *error_label;
  GtkWidget *form;
  PyxisPackFormats *formats;
  GtkButton *pack_button;
  PyxisPackResult *result;
  GtkStack *stack;
  PyxisPackSummary *summary;

  PyxisProject *project; /* as it was last looked at; NULL: the dialog is closed */
  PyxisFileWatch *watch;
  GCancellable *reading; /* of what is read now; NULL: nothing is */
  gboolean is_right;     /* there is an app to pack */
  gboolean is_packing;
};

G_DEFINE_FINAL_TYPE (PyxisPackDialog, pyxis_pack_dialog, ADW_TYPE_WINDOW)

static void
update (PyxisPackDialog *self)
{
  gboolean is_form = g_str_equal (gtk_stack_get_visible_child_name (self->stack), "form");

  gtk_widget_action_set_enabled (GTK_WIDGET (self), "pack.pack",
                                 is_form && self->is_right && !self->is_packing);
  gtk_widget_set_sensitive (self->form, !self->is_packing);
  gtk_widget_set_visible (GTK_WIDGET (self->pack_button), is_form);
  gtk_button_set_label (self->cancel_button, is_form ? _ ("_Cancel") : _ ("_Close"));
}

static void
show_page (PyxisPackDialog *self, const char *name)
{
  gtk_stack_set_visible_child_name (self->stack, name);
  update (self);
}

static void
say_error (PyxisPackDialog *self, const char *sentence)
{
  gtk_label_set_text (self->error_label, sentence ? sentence : "");
  gtk_info_bar_set_revealed (self->error_bar, sentence != NULL);
}

/* Nothing is an app while this is so; `faults` (nullable) are all that `error` says. */
static void
show_wrong (PyxisPackDialog *self, const GError *error, const GPtrArray *faults)
{
  self->is_right = FALSE;
  if (faults)
    pyxis_pack_checks_show_faults (self->checks, self->project, faults);
  else
    pyxis_pack_checks_show_error (self->checks, self->project, error);
  pyxis_pack_summary_show_reading (self->summary, NULL);
  update (self);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisPackDialog) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisPackReading) reading = pyxis_pack_reading_new_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->project)
    return; /* what was read is of no use any more */
  g_clear_object (&self->reading);
  if (reading)
    pyxis_pack_summary_show_reading (self->summary, reading);
  else
    show_wrong (self, error, NULL);
}

static void
stop_reading (PyxisPackDialog *self)
{
  if (self->reading)
    g_cancellable_cancel (self->reading);
  g_clear_object (&self->reading);
}

/* The project as it is on the disk now; one that is none any more leaves what was seen before. */
static gboolean
reload (PyxisPackDialog *self, GError **error)
{
  PyxisProject *project = pyxis_project_load (pyxis_project_get_path (self->project), error);

  if (!project)
    return FALSE;
  g_object_unref (self->project);
  self->project = project;
  return TRUE;
}

/* The description at once, and all that goes into the app when it was read. */
static void
check (PyxisPackDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (PyxisDescription) description =
    reload (self, &error) ? pyxis_description_check (self->project, &faults, &error) : NULL;

  stop_reading (self);
  say_error (self, NULL);
  if (!description) {
    show_wrong (self, error, faults);
    return;
  }
  self->is_right = TRUE;
  pyxis_pack_checks_show_notes (self->checks, self->project, description);
  pyxis_pack_summary_show_description (self->summary, description);
  pyxis_pack_summary_wait (self->summary);
  self->reading = g_cancellable_new ();
  pyxis_pack_reading_new_async (self->project,
                                pyxis_pack_choices_get_settings (self->choices)->is_shared,
                                self->reading, read_cb, g_object_ref (self));
  update (self);
}

static void
check_cb (GtkWidget *widget, gpointer user_data)
{
  check (user_data);
}

static void
carried_cb (PyxisPackChoices *choices, gpointer user_data)
{
  PyxisPackDialog *self = user_data;

  pyxis_pack_formats_set_is_shared (self->formats,
                                    pyxis_pack_choices_get_settings (choices)->is_shared);
  check (self);
}

/* What is packed is looked at by who packs it. */
static void
files_changed (gpointer user_data)
{
  PyxisPackDialog *self = user_data;

  if (!self->is_packing)
    check (self);
}

static void
format_cb (PyxisPackFormats *formats, gpointer user_data)
{
  PyxisPackDialog *self = user_data;

  if (!pyxis_pack_choices_get_settings (self->choices))
    return;
  say_error (self, NULL); /* it was of the other */
  pyxis_pack_choices_set_format (self->choices, pyxis_pack_formats_get (formats));
}

/* One that goes on in a thread. */
typedef struct {
  PyxisPackDialog *dialog;
  PyxisProject *project;
  PyxisPackSettings *settings;
  PyxisPackWritten written;
} Packing;

static void
packing_free (gpointer data)
{
  Packing *packing = data;

  g_object_unref (packing->dialog);
  g_object_unref (packing->project);
  pyxis_pack_settings_free (packing->settings);
  pyxis_pack_written_clear (&packing->written);
  g_free (packing);
}

static gboolean
pack_in_thread (gpointer data,
                PyxisCopyProgress *progress,
                GCancellable *cancellable,
                GError **error)
{
  Packing *packing = data;
  g_autofree char *output = pyxis_pack_settings_dup_output (packing->settings);
  const PyxisPackOrder order = {
    .format = pyxis_pack_format_lookup (packing->settings->format),
    .output = output,
    .key = packing->settings->key,
    .is_shared = packing->settings->is_shared,
  };

  return pyxis_pack_write (packing->project, &order, progress, cancellable, &packing->written,
                           error);
}

static void
packed (gpointer data, const GError *error)
{
  Packing *packing = data;
  PyxisPackDialog *self = packing->dialog;

  if (!self->project)
    return; /* it was closed */
  self->is_packing = FALSE;
  pyxis_pack_choices_update (self->choices);
  if (!error) {
    pyxis_pack_settings_save (packing->settings, pyxis_project_get_origin (packing->project));
    pyxis_pack_result_show (self->result, packing->settings, &packing->written);
    show_page (self, "result");
    return;
  }
  update (self);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say_error (self, error->message);
}

static void
pack_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisPackDialog *self = PYXIS_PACK_DIALOG (widget);
  g_autofree char *title = NULL;
  Packing *packing;

  check (self);
  if (!self->is_right)
    return;
  stop_reading (self);
  pyxis_pack_summary_stop (self->summary);
  title = g_strdup_printf (_ ("Packing “%s”…"), pyxis_project_get_name (self->project));
  packing = g_new0 (Packing, 1);
  packing->dialog = g_object_ref (self);
  packing->project = g_object_ref (self->project);
  packing->settings = pyxis_pack_settings_copy (pyxis_pack_choices_get_settings (self->choices));
  self->is_packing = TRUE;
  update (self);
  pyxis_file_work_run (GTK_WINDOW (self), title, pack_in_thread, packed, packing, packing_free);
}

/* The button that was clicked goes: its focus would come to the first text that can be selected, and select it. */
static void
again_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisPackDialog *self = PYXIS_PACK_DIALOG (widget);

  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  show_page (self, "form");
  check (self);
  if (!gtk_widget_grab_focus (GTK_WIDGET (self->pack_button)))
    gtk_widget_child_focus (GTK_WIDGET (self->checks), GTK_DIR_TAB_FORWARD);
}

static void
pyxis_pack_dialog_dispose (GObject *object)
{
  PyxisPackDialog *self = PYXIS_PACK_DIALOG (object);

  stop_reading (self);
  g_clear_pointer (&self->watch, pyxis_file_watch_free);
  g_clear_object (&self->project);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_PACK_DIALOG);

  G_OBJECT_CLASS (pyxis_pack_dialog_parent_class)->dispose (object);
}

static void
pyxis_pack_dialog_class_init (PyxisPackDialogClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_pack_dialog_dispose;

  g_type_ensure (PYXIS_TYPE_PACK_CHECKS);
  g_type_ensure (PYXIS_TYPE_PACK_CHOICES);
  g_type_ensure (PYXIS_TYPE_PACK_FORMATS);
  g_type_ensure (PYXIS_TYPE_PACK_RESULT);
  g_type_ensure (PYXIS_TYPE_PACK_SUMMARY);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/pack-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisPackDialog, cancel_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackDialog, checks);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackDialog, choices);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackDialog, error_bar);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackDialog, error_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackDialog, form);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackDialog, formats);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackDialog, pack_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackDialog, result);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, PyxisPackDialog, summary);
  gtk_widget_class_bind_template_callback (widget_class, carried_cb);
  gtk_widget_class_bind_template_callback (widget_class, check_cb);
  gtk_widget_class_bind_template_callback (widget_class, format_cb);
  gtk_widget_class_install_action (widget_class, "pack.pack", NULL, pack_cb);
  gtk_widget_class_install_action (widget_class, "pack.again", NULL, again_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pyxis_pack_dialog_init (PyxisPackDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pyxis_plain_breaks_apply (GTK_WIDGET (self));
}

GtkWidget *
pyxis_pack_dialog_new (GtkWindow *parent, PyxisProject *project)
{
  PyxisPackDialog *self = g_object_new (PYXIS_TYPE_PACK_DIALOG, "transient-for", parent, NULL);
  const char *path = pyxis_project_get_path (project);
  PyxisPackSettings *settings = pyxis_pack_settings_load (pyxis_project_get_origin (project), path);

  self->project = g_object_ref (project);
  pyxis_pack_choices_take_settings (self->choices, settings);
  pyxis_pack_formats_set (self->formats, settings->format);
  pyxis_pack_formats_set_is_shared (self->formats, settings->is_shared);
  pyxis_pack_choices_set_format (self->choices, pyxis_pack_formats_get (self->formats));
  self->watch = pyxis_file_watch_new (path, files_changed, self);
  check (self);
  gtk_window_set_focus (GTK_WINDOW (self), GTK_WIDGET (self->pack_button));
  return GTK_WIDGET (self);
}
