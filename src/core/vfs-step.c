/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-step.h"

#include "vfs-file.h"
#include "vfs-name.h"

typedef struct {
  char *from;
  char *to;
} Rename;

static void
rename_free (gpointer data)
{
  Rename *self = data;

  g_free (self->from);
  g_free (self->to);
  g_free (self);
}

static gint64
find_newest (PyxisVfsPart *part)
{
  gint64 newest = pyxis_vfs_part_is_folder (part) ? G_MININT64 : pyxis_vfs_part_get_mtime (part);

  for (guint i = 0; i < pyxis_vfs_part_get_n_entries (part); i++)
    newest = MAX (newest, find_newest (pyxis_vfs_part_get_entry (part, i)));
  return newest;
}

/* The mtime of the newest file at or below `path`. */
static gint64
find_newest_at (PyxisVfs *vfs, const char *path)
{
  g_autoptr (PyxisVfsPart) part = pyxis_vfs_take_part (vfs, path, NULL);

  return part ? find_newest (part) : G_MININT64;
}

static void
remove_created (const PyxisVfsStep *self, PyxisVfs *vfs, const char *path, GError **error)
{
  if (find_newest_at (vfs, path) > self->newest)
    g_set_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_EBUSY,
                 "“%s” was changed since then, and stays: delete it if nobody needs it.", path);
  else
    pyxis_vfs_remove (vfs, path, error);
}

/* (transfer full): at `path` itself only if it is free, or a file can be a file again. */
static char *
find_place (PyxisVfs *vfs, const char *path, PyxisVfsPart *part, gboolean may_replace)
{
  g_autofree char *folder = pyxis_vfs_name_dup_folder (path);
  PyxisVfsStat stat;

  if (!pyxis_vfs_stat (vfs, path, &stat, NULL) ||
      (may_replace && !stat.is_folder && !pyxis_vfs_part_is_folder (part)))
    return g_strdup (path);
  return pyxis_vfs_name_dup_free (vfs, folder, pyxis_vfs_name_get_last (path));
}

static void
undo_kept (const PyxisVfsStep *self, PyxisVfs *vfs, PyxisVfsKept *kept, GError **error)
{
  gboolean may_replace = self->was_replaced && find_newest_at (vfs, kept->path) <= self->newest;
  g_autofree char *place = find_place (vfs, kept->path, kept->part, may_replace);

  if (pyxis_vfs_name_make_parents (vfs, kept->path, error))
    pyxis_vfs_place_part (vfs, place, kept->part, error);
}

static void
undo_rename (PyxisVfs *vfs, const Rename *one, GError **error)
{
  g_autofree char *folder = pyxis_vfs_name_dup_folder (one->from);
  g_autofree char *place = NULL;

  if (!pyxis_vfs_name_make_parents (vfs, one->from, error))
    return;
  place = pyxis_vfs_name_dup_free (vfs, folder, pyxis_vfs_name_get_last (one->from));
  pyxis_vfs_rename (vfs, one->to, place, error);
}

PyxisVfsStep *
pyxis_vfs_step_new (void)
{
  PyxisVfsStep *self = g_new0 (PyxisVfsStep, 1);

  self->created = g_ptr_array_new_with_free_func (g_free);
  self->renames = g_ptr_array_new_with_free_func (rename_free);
  self->kept = pyxis_vfs_kept_list_new ();
  return self;
}

void
pyxis_vfs_step_free (PyxisVfsStep *self)
{
  g_free (self->folder);
  g_ptr_array_unref (self->created);
  g_ptr_array_unref (self->renames);
  g_ptr_array_unref (self->kept);
  g_free (self);
}

void
pyxis_vfs_step_note_rename (PyxisVfsStep *self, const char *from, const char *to)
{
  Rename *one = g_new0 (Rename, 1);

  one->from = g_strdup (from);
  one->to = g_strdup (to);
  g_ptr_array_add (self->renames, one);
}

void
pyxis_vfs_step_finish (PyxisVfsStep *self, PyxisVfs *vfs)
{
  self->newest = g_get_real_time () / 1000;
  for (guint i = 0; i < self->created->len; i++)
    self->newest = MAX (self->newest, find_newest_at (vfs, self->created->pdata[i]));
  for (guint i = 0; self->was_replaced && i < self->kept->len; i++) {
    const PyxisVfsKept *kept = self->kept->pdata[i];

    self->newest = MAX (self->newest, find_newest_at (vfs, kept->path));
  }
}

void
pyxis_vfs_step_undo (PyxisVfsStep *self, PyxisVfs *vfs, GError **error)
{
  if (self->folder)
    pyxis_vfs_remove_folder (vfs, self->folder, error);
  for (guint i = self->created->len; i > 0; i--)
    remove_created (self, vfs, self->created->pdata[i - 1], *error ? NULL : error);
  for (guint i = self->renames->len; i > 0; i--)
    undo_rename (vfs, self->renames->pdata[i - 1], *error ? NULL : error);
  for (guint i = 0; i < self->kept->len; i++)
    undo_kept (self, vfs, self->kept->pdata[i], *error ? NULL : error);
}
