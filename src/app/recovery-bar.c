/* SPDX-License-Identifier: Apache-2.0 */
#include "recovery-bar.h"

#include <glib/gi18n.h>

#include "file-keeper-lost.h"
#include "info-bar.h"
#include "recovery-work.h"
#include "save-files.h"
#include "wrap-box.h"

#define ASKED "pyxis-asked"

struct _PyxisRecoveryBar {
  GtkWidget parent_instance;

  GtkInfoBar *info_bar;
  GtkLabel *label;

  PyxisProjectPage *page; /* whose part this is; NULL before it has started */
  PyxisLostFiles *offered;
  PyxisLostFiles *saved;     /* that are saved as a zip meanwhile */
  GCancellable *cancellable; /* while the next are opened */
};

G_DEFINE_FINAL_TYPE (PyxisRecoveryBar, pyxis_recovery_bar, GTK_TYPE_WIDGET)

/* (nullable) */
static PyxisFileKeeper *
get_keeper (PyxisRecoveryBar *self)
{
  return self->page ? pyxis_session_get_keeper (pyxis_project_page_get_session (self->page)) : NULL;
}

static GtkWindow *
get_window (PyxisRecoveryBar *self)
{
  return GTK_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW));
}

static void
offer (PyxisRecoveryBar *self)
{
  const PyxisVfsJournal *journal = self->offered->journal;
  guint n = pyxis_vfs_journal_get_n_unsaved (journal);
  g_autofree char *text =
    g_strdup_printf (ngettext ("%u file was not saved when Pyxis ended unexpectedly.",
                               "%u files were not saved when Pyxis ended unexpectedly.", n),
                     n);
  g_autofree char *damaged = g_strdup_printf (_ ("%s Some of it is damaged."), text);

  gtk_label_set_text (self->label, pyxis_vfs_journal_is_damaged (journal) ? damaged : text);
  pyxis_info_bar_reveal (self->info_bar);
}

static void find_next (PyxisRecoveryBar *self);

static void
opened_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisRecoveryBar) self = user_data;
  PyxisFileKeeper *keeper = get_keeper (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisLostFiles) lost = pyxis_lost_files_open_finish (result, &error);

  if (!keeper || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  g_clear_object (&self->cancellable);
  if (lost && pyxis_file_keeper_is_lost (keeper, lost->path)) {
    self->offered = g_steal_pointer (&lost);
    offer (self);
    return;
  }
  if (error)
    pyxis_file_keeper_pass_lost (keeper, g_task_get_task_data (G_TASK (result)), error);
  find_next (self);
}

/* The newest that can be read. */
static void
find_next (PyxisRecoveryBar *self)
{
  PyxisFileKeeper *keeper = get_keeper (self);
  const char *path = keeper ? pyxis_file_keeper_get_lost (keeper) : NULL;

  gtk_info_bar_set_revealed (self->info_bar, FALSE);
  g_clear_pointer (&self->offered, pyxis_lost_files_free);
  if (!path || self->cancellable)
    return;
  self->cancellable = g_cancellable_new ();
  pyxis_lost_files_open_async (path, self->cancellable, opened_cb, g_object_ref (self));
}

/* Somebody has decided, here or in another window of the project. */
static void
lost_changed_cb (PyxisFileKeeper *keeper, gpointer user_data)
{
  PyxisRecoveryBar *self = user_data;

  if (!self->page)
    return;
  if (!self->offered || !pyxis_file_keeper_is_lost (keeper, self->offered->path))
    find_next (self);
}

static void
saved_cb (gpointer user_data)
{
  PyxisRecoveryBar *self = user_data;

  if (get_keeper (self))
    pyxis_recovery_settle (GTK_WIDGET (self), get_keeper (self), self->saved);
}

static void
read_cb (GtkWidget *widget, PyxisLostFiles *lost)
{
  PyxisRecoveryBar *self = PYXIS_RECOVERY_BAR (widget);

  gtk_widget_set_sensitive (widget, TRUE);
  if (!lost)
    return;
  g_clear_pointer (&self->saved, pyxis_lost_files_free);
  self->saved = lost;
  if (get_keeper (self))
    pyxis_save_snapshot_as_zip (self->page, lost->files, saved_cb, G_OBJECT (self));
  g_clear_pointer (&lost->files, pyxis_vfs_snapshot_unref); /* the work has its own */
}

/* Where they go is asked when they are read. */
static void
save (PyxisRecoveryBar *self)
{
  gtk_widget_set_sensitive (GTK_WIDGET (self), FALSE);
  pyxis_recovery_read (GTK_WIDGET (self), get_keeper (self), self->offered, read_cb);
}

static void
discard_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  PyxisRecoveryBar *self = user_data;
  const char *asked = g_object_get_data (G_OBJECT (dialog), ASKED);

  if (g_str_equal (response, "discard") && get_keeper (self))
    pyxis_file_keeper_forget_lost (get_keeper (self), asked);
}

static void
ask_to_discard (PyxisRecoveryBar *self)
{
  guint n = pyxis_vfs_journal_get_n_unsaved (self->offered->journal);
  GtkWidget *dialog = adw_message_dialog_new (
    get_window (self), ngettext ("Discard the File?", "Discard the Files?", n),
    _ ("What was not saved then is gone for good."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "discard",
                                    _ ("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_object_set_data_full (G_OBJECT (dialog), ASKED, g_strdup (self->offered->path), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (discard_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static gboolean
may_decide (PyxisRecoveryBar *self)
{
  return self->offered && get_keeper (self);
}

static void
restore_cb (GtkButton *button, gpointer user_data)
{
  PyxisRecoveryBar *self = user_data;

  if (may_decide (self))
    pyxis_recovery_restore (GTK_WIDGET (self), get_keeper (self), self->offered);
}

static void
save_cb (GtkButton *button, gpointer user_data)
{
  PyxisRecoveryBar *self = user_data;

  if (may_decide (self))
    save (self);
}

static void
discard_clicked_cb (GtkButton *button, gpointer user_data)
{
  PyxisRecoveryBar *self = user_data;

  if (may_decide (self))
    ask_to_discard (self);
}

/* Only its close button is the bar's own. */
static void
response_cb (GtkInfoBar *info_bar, int response, gpointer user_data)
{
  if (may_decide (user_data))
    gtk_info_bar_set_revealed (info_bar, FALSE);
}

static void
pyxis_recovery_bar_dispose (GObject *object)
{
  PyxisRecoveryBar *self = PYXIS_RECOVERY_BAR (object);

  g_clear_weak_pointer (&self->page);
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_pointer (&self->offered, pyxis_lost_files_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_RECOVERY_BAR);

  G_OBJECT_CLASS (pyxis_recovery_bar_parent_class)->dispose (object);
}

static void
pyxis_recovery_bar_finalize (GObject *object)
{
  PyxisRecoveryBar *self = PYXIS_RECOVERY_BAR (object);

  g_clear_pointer (&self->saved, pyxis_lost_files_free);

  G_OBJECT_CLASS (pyxis_recovery_bar_parent_class)->finalize (object);
}

static void
pyxis_recovery_bar_class_init (PyxisRecoveryBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_recovery_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = pyxis_recovery_bar_finalize;

  g_type_ensure (PYXIS_TYPE_WRAP_BOX);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/recovery-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisRecoveryBar, info_bar);
  gtk_widget_class_bind_template_child (widget_class, PyxisRecoveryBar, label);
  gtk_widget_class_bind_template_callback (widget_class, discard_clicked_cb);
  gtk_widget_class_bind_template_callback (widget_class, response_cb);
  gtk_widget_class_bind_template_callback (widget_class, restore_cb);
  gtk_widget_class_bind_template_callback (widget_class, save_cb);
}

static void
pyxis_recovery_bar_init (PyxisRecoveryBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pyxis_info_bar_attach_width (self->info_bar);
}

void
pyxis_recovery_bar_attach (PyxisRecoveryBar *self, PyxisProjectPage *page)
{
  g_return_if_fail (PYXIS_IS_RECOVERY_BAR (self));

  g_set_weak_pointer (&self->page, page); /* work under way keeps the bar, but not the page */
  find_next (self);
  if (get_keeper (self))
    g_signal_connect_object (get_keeper (self), "lost-changed", G_CALLBACK (lost_changed_cb), self,
                             0);
}
