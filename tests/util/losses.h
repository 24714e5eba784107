/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "file-keeper-private.h"
#include "kept-project.h"
#include "recovery-bar.h"
#include "vfs-store.h"

/* What earlier processes lost of the files of a project, and what its windows offer of it. */

static inline void
losses_close_window (KeptProject *kept)
{
  gtk_window_close (GTK_WINDOW (kept->window));
  kept_project_wait_until_closed (kept->window);
}

/* As a process would have left it that was killed. */
static inline void
losses_leave_spool (KeptProject *kept, const char *path, const char *text, guint n_unsaved)
{
  g_autofree char *spool = g_build_filename (kept->state, "spool", NULL);
  g_autoptr (PyxisVfsStore) store = pyxis_vfs_store_new (spool);
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (PyxisVfsSnapshot) now = NULL;
  g_autoptr (GError) error = NULL;

  vfs_files_put (vfs, path, text);
  now = pyxis_vfs_take_snapshot (vfs);
  g_assert_true (pyxis_vfs_store_save (store, now, n_unsaved, &error));
}

static inline guint
losses_count_files (const char *folder, const char *prefix)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;
  guint n = 0;

  while (dir && (name = g_dir_read_name (dir)))
    n += g_str_has_prefix (name, prefix);
  return n;
}

static inline void
losses_click_in_bar (KeptProject *kept, const char *label)
{
  asking_click (asking_find (kept->window, PYXIS_TYPE_RECOVERY_BAR, NULL), label);
}

static inline gboolean
losses_is_offered (KeptProject *kept)
{
  GtkWidget *bar = asking_find (kept->window, PYXIS_TYPE_RECOVERY_BAR, NULL);

  return gtk_info_bar_get_revealed (GTK_INFO_BAR (gtk_widget_get_first_child (bar)));
}

static inline void
losses_wait_until_offered (KeptProject *kept, gboolean is_wanted)
{
  while (losses_is_offered (kept) != is_wanted)
    g_main_context_iteration (NULL, TRUE);
}

/* A journal is read in a thread. */
static inline void
losses_wait_for_offer (KeptProject *kept, const char *text)
{
  losses_wait_until_offered (kept, TRUE);
  while (!asking_find (kept->window, GTK_TYPE_LABEL, text))
    g_main_context_iteration (NULL, TRUE);
}

static inline void
losses_wait_for_lost (KeptProject *kept, guint n)
{
  while (losses_count_files (kept->state, "lost-") != n)
    g_main_context_iteration (NULL, TRUE);
}

/* A project, of whose files in memory an earlier process lost one. */
static inline void
losses_open_one (KeptProject *kept, const char *configuration)
{
  kept_project_init (kept, configuration);
  losses_leave_spool (kept, "note.txt", "lost", 1);
  kept_project_open (kept);
  losses_wait_for_offer (kept, "1 file was not saved");
}

/* And a second process one more, in another file. */
static inline void
losses_open_two (KeptProject *kept)
{
  losses_open_one (kept, NULL);
  losses_close_window (kept);
  losses_leave_spool (kept, "more.txt", "lost too", 2);
  kept_project_open (kept);
  losses_wait_for_offer (kept, "2 files were not saved");
}

static inline void
losses_restore (KeptProject *kept, const char *toast)
{
  losses_click_in_bar (kept, "_Restore");
  kept_project_wait_for_toast (kept, toast);
}

static inline void
losses_answer (const char *label)
{
  asking_click (asking_wait_for_window (ADW_TYPE_MESSAGE_DIALOG), label);
  asking_wait_for_none (ADW_TYPE_MESSAGE_DIALOG);
}

/* Without a question about what is not saved. */
static inline void
losses_end (KeptProject *kept)
{
  gtk_window_destroy (GTK_WINDOW (kept->window));
  kept_project_clear (kept);
}

/* Another byte at the first place where `text` is in a file. */
static inline void
losses_damage (const char *path, const char *text)
{
  g_autofree char *bytes = NULL;
  gsize length;
  char *found;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  found = memmem (bytes, length, text, strlen (text));
  g_assert_nonnull (found);
  *found ^= 1;
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}
