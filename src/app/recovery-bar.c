/* SPDX-License-Identifier: Apache-2.0 */
#include "recovery-bar.h"

#include <glib/gi18n.h>

#include "alert.h"
#include "save-files.h"
#include "toast.h"
#include "vfs-journal.h"
#include "vfs-merge.h"

#define RESPONSE_RESTORE 1
#define RESPONSE_SAVE 2
#define RESPONSE_DISCARD 3

#define ASKED "pyxis-asked"

struct _PyxisRecoveryBar {
  GtkWidget parent_instance;

  GtkInfoBar *info_bar;
  GtkLabel *label;

  PyxisProjectPage *page;   /* whose part this is; NULL before it has started */
  PyxisVfsJournal *journal; /* that is offered; NULL: none */
  char *path;               /* of it */
  char *saved_path;         /* of the one that is saved as a zip meanwhile */
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

/* The newest that can be read. */
static void
find_next (PyxisRecoveryBar *self)
{
  PyxisFileKeeper *keeper = get_keeper (self);
  const char *path;

  g_clear_pointer (&self->journal, pyxis_vfs_journal_free);
  while (keeper && !self->journal && (path = pyxis_file_keeper_get_lost (keeper))) {
    g_autoptr (GError) error = NULL;

    g_free (self->path);
    self->path = g_strdup (path);
    self->journal = pyxis_vfs_journal_open (self->path, NULL, NULL, &error);
    if (!self->journal)
      pyxis_file_keeper_pass_lost (keeper, self->path, error);
  }
}

static void
offer_next (PyxisRecoveryBar *self)
{
  g_autofree char *text = NULL;
  guint n;

  find_next (self);
  gtk_info_bar_set_revealed (self->info_bar, self->journal != NULL);
  if (!self->journal)
    return;
  n = pyxis_vfs_journal_get_n_unsaved (self->journal);
  text = g_strdup_printf (ngettext ("%u file was not saved when Pyxis ended unexpectedly.",
                                    "%u files were not saved when Pyxis ended unexpectedly.", n),
                          n);
  gtk_label_set_text (self->label, text);
}

/* Somebody has decided, here or in another window of the project. */
static void
lost_changed_cb (PyxisFileKeeper *keeper, gpointer user_data)
{
  PyxisRecoveryBar *self = user_data;

  if (self->journal && !pyxis_file_keeper_is_lost (keeper, self->path))
    offer_next (self);
}

/* The user has decided about the one at `path`. */
static void
settle (PyxisRecoveryBar *self, const char *path)
{
  PyxisFileKeeper *keeper = get_keeper (self);
  g_autofree char *settled = g_strdup (path);

  if (keeper)
    pyxis_file_keeper_forget_lost (keeper, settled);
}

static gboolean
check_can_write (PyxisFileKeeper *self, GError **error)
{
  if (pyxis_file_keeper_can_write (self))
    return TRUE;
  g_set_error_literal (
    error, G_IO_ERROR, G_IO_ERROR_READ_ONLY,
    _ ("They would be in memory only, as what is in /vfs now cannot be written to "
       "disk. Save them as a zip instead."));
  return FALSE;
}

/* (nullable): the lost files, in a file system of their own. */
static PyxisVfsSnapshot *
read_lost (PyxisRecoveryBar *self, GError **error)
{
  PyxisVfsLimits limits;
  g_autoptr (PyxisVfs) vfs = NULL;

  pyxis_vfs_limits_init (&limits);
  vfs = pyxis_vfs_new_with_limits (&limits);
  return pyxis_vfs_journal_apply (self->journal, vfs, NULL, NULL, NULL, error)
           ? pyxis_vfs_take_snapshot (vfs)
           : NULL;
}

static void
say_restored (PyxisRecoveryBar *self, const PyxisVfsMerged *merged)
{
  g_autofree char *text = g_strdup_printf (
    ngettext ("%u file restored", "%u files restored", merged->n_files), merged->n_files);
  g_autofree char *more = merged->n_met > 0
                            ? g_strdup_printf (ngettext ("%s, %u beside a newer one",
                                                         "%s, %u beside newer ones", merged->n_met),
                                               text, merged->n_met)
                            : NULL;

  pyxis_toast_say (GTK_WIDGET (self), more ? more : text);
}

/* They are on the disk again, in the spool of now, before the old one goes. */
static void
restore (PyxisRecoveryBar *self)
{
  PyxisFileKeeper *keeper = get_keeper (self);
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisVfsSnapshot) lost =
    check_can_write (keeper, &error) ? read_lost (self, &error) : NULL;
  PyxisVfsMerged merged = { 0 };

  if (!lost ||
      !pyxis_vfs_merge (pyxis_file_keeper_get_vfs (keeper), lost, PYXIS_VFS_MERGE_BESIDE, &merged,
                        &error) ||
      !pyxis_file_keeper_write (keeper, &error)) {
    pyxis_alert_show (get_window (self), _ ("The Files Were Not Restored"), error->message);
    return;
  }
  say_restored (self, &merged);
  settle (self, self->path);
}

static void
saved_cb (gpointer user_data)
{
  PyxisRecoveryBar *self = user_data;

  settle (self, self->saved_path);
}

static void
save (PyxisRecoveryBar *self)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisVfsSnapshot) lost = read_lost (self, &error);

  if (!lost) {
    pyxis_alert_show (get_window (self), _ ("The Files Were Not Saved"), error->message);
    return;
  }
  g_free (self->saved_path);
  self->saved_path = g_strdup (self->path);
  pyxis_save_snapshot_as_zip (self->page, lost, saved_cb, G_OBJECT (self));
}

static void
discard_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  PyxisRecoveryBar *self = user_data;
  const char *asked = g_object_get_data (G_OBJECT (dialog), ASKED);

  if (g_str_equal (response, "discard"))
    settle (self, asked);
}

static void
ask_to_discard (PyxisRecoveryBar *self)
{
  guint n = pyxis_vfs_journal_get_n_unsaved (self->journal);
  GtkWidget *dialog = adw_message_dialog_new (
    get_window (self), ngettext ("Discard the File?", "Discard the Files?", n),
    _ ("What was not saved then is gone for good."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "discard",
                                    _ ("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "discard",
                                              ADW_RESPONSE_DESTRUCTIVE);
  g_object_set_data_full (G_OBJECT (dialog), ASKED, g_strdup (self->path), g_free);
  g_signal_connect_object (dialog, "response", G_CALLBACK (discard_cb), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
response_cb (GtkInfoBar *info_bar, int response, gpointer user_data)
{
  PyxisRecoveryBar *self = user_data;

  if (!self->journal || !get_keeper (self))
    return;
  if (response == RESPONSE_RESTORE)
    restore (self);
  else if (response == RESPONSE_SAVE)
    save (self);
  else if (response == RESPONSE_DISCARD)
    ask_to_discard (self);
  else
    gtk_info_bar_set_revealed (self->info_bar, FALSE);
}

static void
pyxis_recovery_bar_dispose (GObject *object)
{
  PyxisRecoveryBar *self = PYXIS_RECOVERY_BAR (object);

  self->page = NULL;
  g_clear_pointer (&self->journal, pyxis_vfs_journal_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_RECOVERY_BAR);

  G_OBJECT_CLASS (pyxis_recovery_bar_parent_class)->dispose (object);
}

static void
pyxis_recovery_bar_finalize (GObject *object)
{
  PyxisRecoveryBar *self = PYXIS_RECOVERY_BAR (object);

  g_free (self->path);
  g_free (self->saved_path);

  G_OBJECT_CLASS (pyxis_recovery_bar_parent_class)->finalize (object);
}

static void
pyxis_recovery_bar_class_init (PyxisRecoveryBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_recovery_bar_dispose;
  G_OBJECT_CLASS (klass)->finalize = pyxis_recovery_bar_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/recovery-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisRecoveryBar, info_bar);
  gtk_widget_class_bind_template_child (widget_class, PyxisRecoveryBar, label);
  gtk_widget_class_bind_template_callback (widget_class, response_cb);
}

static void
pyxis_recovery_bar_init (PyxisRecoveryBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pyxis_recovery_bar_attach (PyxisRecoveryBar *self, PyxisProjectPage *page)
{
  g_return_if_fail (PYXIS_IS_RECOVERY_BAR (self));

  self->page = page;
  offer_next (self);
  if (get_keeper (self))
    g_signal_connect_object (get_keeper (self), "lost-changed", G_CALLBACK (lost_changed_cb), self,
                             0);
}
