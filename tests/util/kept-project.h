/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "asking.h"
#include "vfs-text.h"
#include "window-private.h"

/* A project on the disk with a plain page, in real windows, and the places where its files in memory
 * are kept. */
typedef struct {
  TemporaryFolder *folder;
  char *path;
  char *state; /* the folder of its spool */
  GtkWidget *window;
  PyxisProjectPage *page;
  PyxisView *view;
  PyxisVfs *vfs;
} KeptProject;

static inline void
kept_project_init (KeptProject *self, const char *configuration)
{
  static const char html[] = "<!doctype html><meta charset=utf-8><title>Kept</title>Kept";
  g_autofree char *canonical = NULL;
  g_autofree char *origin = NULL;

  *self = (KeptProject){ .folder = temporary_folder_new () };
  g_free (temporary_folder_write (self->folder, "kept/index.html", html, -1));
  if (configuration)
    g_free (temporary_folder_write (self->folder, "kept/pyscript.toml", configuration, -1));
  self->path = g_build_filename (self->folder, "kept", NULL);
  canonical = realpath (self->path, NULL);
  origin = pyxis_project_make_origin (canonical);
  self->state = g_build_filename (g_get_user_state_dir (), "pyxis", "files", origin, NULL);
}

/* What the window shows, once its page is loaded. */
static inline void
kept_project_take (KeptProject *self, GtkWidget *window)
{
  self->window = window;
  while (!(self->page = pyxis_window_get_page (PYXIS_WINDOW (window))) ||
         !(self->view = pyxis_project_page_get_view (self->page)))
    g_main_context_iteration (NULL, TRUE);
  if (pyxis_view_is_loading (self->view))
    asking_wait_for_load (self->view);
  self->vfs = pyxis_engine_get_vfs (pyxis_view_get_engine (self->view));
}

static inline void
kept_project_open (KeptProject *self)
{
  GtkWidget *window = pyxis_window_new (asking_application);

  pyxis_window_open_path (PYXIS_WINDOW (window), self->path);
  gtk_window_present (GTK_WINDOW (window));
  kept_project_take (self, window);
}

static inline void
kept_project_wait_until_closed (GtkWidget *window)
{
  gpointer there = window;

  g_object_add_weak_pointer (G_OBJECT (window), &there);
  while (there && gtk_widget_get_visible (window))
    g_main_context_iteration (NULL, TRUE);
  if (there)
    g_object_remove_weak_pointer (G_OBJECT (window), &there);
}

static inline void
kept_project_clear (KeptProject *self)
{
  temporary_folder_free (self->folder);
  g_free (self->path);
  g_free (self->state);
}

/* (transfer full): the text of a file in memory; NULL: there is none. */
static inline char *
kept_project_dup_text (KeptProject *self, const char *path)
{
  PyxisVfsStat stat;
  g_autofree char *text = NULL;

  if (!pyxis_vfs_stat (self->vfs, path, &stat, NULL))
    return NULL;
  text = g_malloc0 (stat.size + 1);
  pyxis_vfs_read (self->vfs, stat.ino, 0, text, stat.size, NULL);
  return g_steal_pointer (&text);
}

static inline void
kept_project_assert_text (KeptProject *self, const char *path, const char *text)
{
  g_autofree char *found = kept_project_dup_text (self, path);

  g_assert_cmpstr (found, ==, text);
}

/* Answers the dialog for a place with a file or a folder. A chooser reads folders while it is shown, and
 * goes where it was told before: so it is told again until it is there and has nothing more to do. While it
 * shows recent files it is in no folder, and chooses none that is not among them. */
static inline void
kept_project_choose (const char *path, gboolean is_new)
{
  GtkFileChooser *chooser =
    GTK_FILE_CHOOSER (asking_wait_for_window (GTK_TYPE_FILE_CHOOSER_DIALOG));
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) folder = g_file_get_parent (file);
  g_autofree char *name = g_path_get_basename (path);
  gboolean is_there = FALSE;

  while (!is_there) {
    g_autoptr (GFile) chosen = gtk_file_chooser_get_file (chooser);
    g_autoptr (GFile) current = gtk_file_chooser_get_current_folder (chooser);
    gboolean is_in_folder = current && g_file_equal (current, folder);

    is_there =
      chosen && g_file_equal (chosen, file) && is_in_folder && !g_main_context_pending (NULL);
    if (!is_there && !is_in_folder)
      gtk_file_chooser_set_current_folder (chooser, folder, NULL);
    else if (!is_there && is_new)
      gtk_file_chooser_set_current_name (chooser, name);
    else if (!is_there)
      gtk_file_chooser_set_file (chooser, file, NULL);
    for (int i = 0; !is_there && (i == 0 || g_main_context_pending (NULL)) && i < 100; i++)
      g_main_context_iteration (NULL, TRUE);
  }
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  asking_wait_for_none (GTK_TYPE_FILE_CHOOSER_DIALOG);
}

static inline void
kept_project_wait_for_toast (KeptProject *self, const char *text)
{
  while (!asking_find (self->window, GTK_TYPE_LABEL, text))
    g_main_context_iteration (NULL, TRUE);
}
