/* SPDX-License-Identifier: Apache-2.0 */
#include "recovery-work.h"

#include <glib/gi18n.h>

#include "alert.h"
#include "file-keeper-lost.h"
#include "file-work.h"
#include "toast.h"
#include "vfs-merge.h"

/* One that is under way. */
typedef struct {
  GtkWidget *widget;
  PyxisFileKeeper *keeper;
  PyxisLostFiles *lost;
  PyxisRecoveryRead read;
} Work;

static void
say (GtkWidget *widget, const char *title, const char *sentence)
{
  GtkRoot *root = gtk_widget_get_root (widget);

  if (GTK_IS_WINDOW (root))
    pyxis_alert_show (GTK_WINDOW (root), title, sentence);
}

static void
say_error (GtkWidget *widget, const char *title, const GError *error)
{
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    say (widget, title, error->message);
}

gboolean
pyxis_recovery_settle (GtkWidget *widget, PyxisFileKeeper *keeper, PyxisLostFiles *lost)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sentence = pyxis_lost_files_keep_damaged (lost, &error);

  if (error) {
    say_error (widget, _ ("The Damaged Files Stay Where They Are"), error);
    return FALSE;
  }
  pyxis_file_keeper_forget_lost (keeper, lost->path);
  if (sentence)
    say (widget, _ ("Some of the Files Are Damaged"), sentence);
  return TRUE;
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

/* (transfer full) */
static char *
describe_restored (const PyxisVfsMerged *merged)
{
  g_autofree char *text = g_strdup_printf (
    ngettext ("%u file restored", "%u files restored", merged->n_files), merged->n_files);

  if (merged->n_files == 0)
    return g_strdup (_ ("All files are there already"));
  if (merged->n_met == 0)
    return g_steal_pointer (&text);
  return g_strdup_printf (
    ngettext ("%s, %u beside a newer one", "%s, %u beside newer ones", merged->n_met), text,
    merged->n_met);
}

static void
work_free (gpointer data)
{
  Work *work = data;

  g_object_unref (work->widget);
  g_object_unref (work->keeper);
  g_clear_pointer (&work->lost, pyxis_lost_files_free);
  g_free (work);
}

static Work *
work_new (GtkWidget *widget, PyxisFileKeeper *keeper, const PyxisLostFiles *lost)
{
  Work *work = g_new0 (Work, 1);

  work->widget = g_object_ref (widget);
  work->keeper = g_object_ref (keeper);
  work->lost = pyxis_lost_files_copy (lost);
  return work;
}

static gboolean
read_work (gpointer data, PyxisCopyProgress *progress, GCancellable *cancellable, GError **error)
{
  return pyxis_lost_files_read (((Work *) data)->lost, progress, cancellable, error);
}

static void
give_back (Work *work, const GError *error)
{
  pyxis_file_keeper_give_back_lost (work->keeper, work->lost->path);
  say_error (work->widget, _ ("The Files Were Not Restored"), error);
}

static void
say_not_written (Work *work, const GError *error)
{
  g_autofree char *sentence = g_strdup_printf (
    _ ("They are in /vfs now, but cannot be written to disk: %s. What was lost stays, "
       "and is offered again."),
    error->message);

  pyxis_file_keeper_give_back_lost (work->keeper, work->lost->path);
  say (work->widget, _ ("The Files Are Not Safe Yet"), sentence);
}

/* They are on the disk again, in the spool of now, before the old one goes. */
static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Work *work = user_data;
  g_autoptr (GError) error = NULL;

  if (!pyxis_file_keeper_write_finish (work->keeper, result, &error))
    say_not_written (work, error);
  else if (!pyxis_recovery_settle (work->widget, work->keeper, work->lost))
    pyxis_file_keeper_give_back_lost (work->keeper, work->lost->path);
  work_free (work);
}

static void
restored_end (gpointer data, const GError *error)
{
  Work *work = data;
  PyxisVfs *vfs = pyxis_file_keeper_get_vfs (work->keeper);
  PyxisLostFiles *lost = work->lost;
  PyxisVfsMerged merged = { 0 };
  g_autoptr (GError) cause = NULL;
  g_autofree char *text = NULL;
  Work *rest;

  if (error || !check_can_write (work->keeper, &cause) || /* all may have left */
      !pyxis_vfs_merge (vfs, lost->files, PYXIS_VFS_MERGE_BESIDE, &merged, &cause)) {
    give_back (work, error ? error : cause);
    return;
  }
  text = describe_restored (&merged);
  pyxis_toast_say (work->widget, text);
  rest = g_memdup2 (work, sizeof *work);
  rest->widget = g_object_ref (work->widget);
  rest->keeper = g_object_ref (work->keeper);
  work->lost = NULL;
  g_clear_pointer (&lost->files, pyxis_vfs_snapshot_unref);
  pyxis_file_keeper_write_async (rest->keeper, written_cb, rest);
}

static GtkWindow *
get_window (GtkWidget *widget)
{
  return GTK_WINDOW (gtk_widget_get_root (widget));
}

void
pyxis_recovery_restore (GtkWidget *widget, PyxisFileKeeper *keeper, const PyxisLostFiles *lost)
{
  g_autoptr (GError) error = NULL;
  Work *work;

  if (!check_can_write (keeper, &error)) {
    say_error (widget, _ ("The Files Were Not Restored"), error);
    return;
  }
  work = work_new (widget, keeper, lost);
  work->lost->now = pyxis_vfs_take_snapshot (pyxis_file_keeper_get_vfs (keeper));
  if (pyxis_file_keeper_take_lost (keeper, work->lost->path))
    pyxis_file_work_run (get_window (widget), _ ("Restoring"), read_work, restored_end, work,
                         work_free);
  else
    work_free (work);
}

static void
read_end (gpointer data, const GError *error)
{
  Work *work = data;

  if (error)
    say_error (work->widget, _ ("The Files Were Not Saved"), error);
  work->read (work->widget, error ? NULL : g_steal_pointer (&work->lost));
}

void
pyxis_recovery_read (GtkWidget *widget,
                     PyxisFileKeeper *keeper,
                     const PyxisLostFiles *lost,
                     PyxisRecoveryRead read)
{
  Work *work = work_new (widget, keeper, lost);

  work->read = read;
  pyxis_file_work_run (get_window (widget), _ ("Reading"), read_work, read_end, work, work_free);
}
