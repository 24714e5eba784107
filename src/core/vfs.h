/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "vfs-path.h"
#include "vfs-stat.h"

/* PyxisVfs: the in-memory file system of a project: one tree of files and folders that every
 * interpreter sees at /vfs, and the user on the Files page. This header finds and arranges files by
 * path (vfs-path.h says what a path is), vfs-file.h reads and writes them by number, and
 * vfs-snapshot.h keeps how they were. Errors are those of POSIX as Linux gives them (vfs-error.h);
 * a call that fails has changed nothing. Main thread only.
 *
 * Inside, `vfs-entries` and `vfs-file` are its calls, `vfs-tree` of `vfs-node` where files are,
 * `vfs-content` of `vfs-chunk` their bytes. Around it, `vfs-watch` keeps list models of it,
 * `vfs-history` undoes, `vfs-upload` and `vfs-save` copy from and to the disk in threads,
 * `vfs-part` is a copy of some of it, `vfs-store` how it is on disk, `vfs-archive` as a zip.
 *
 * Bytes are counted as they are held, by snapshots and readers too: a file in pieces of up to 64
 * KiB, 64 bytes for a piece at least, and 16 for each piece of a file of several. Holes cost
 * nothing. What is shared counts once.
 *
 * Signals, each the last thing that a call does:
 * "changed" (guint PyxisVfsChange, path, old path or NULL): a folder that is removed or moved stands
 * for all in it; a folder that gets or loses an entry has not changed.
 * "limit-reached" (guint PyxisVfsLimit, path): something was refused with ENOSPC; not again before
 * an eighth of the limit was free. */
#define PYXIS_TYPE_VFS (pyxis_vfs_get_type ())
G_DECLARE_FINAL_TYPE (PyxisVfs, pyxis_vfs, PYXIS, VFS, GObject)

typedef enum {
  PYXIS_VFS_CREATED,
  PYXIS_VFS_CHANGED, /* its bytes, mtime or mode */
  PYXIS_VFS_REMOVED,
  PYXIS_VFS_MOVED,
} PyxisVfsChange;

typedef enum {
  PYXIS_VFS_LIMIT_BYTES,
  PYXIS_VFS_LIMIT_FILES,
} PyxisVfsLimit;

/* 1 GiB or a quarter of the memory, whichever is less; 1,048,576 files; 4096 and 255 bytes. */
void pyxis_vfs_limits_init (PyxisVfsLimits *limits);

PyxisVfs *pyxis_vfs_new (void);
PyxisVfs *pyxis_vfs_new_with_limits (const PyxisVfsLimits *limits);

const PyxisVfsLimits *pyxis_vfs_get_limits (PyxisVfs *self);
gsize pyxis_vfs_get_used_bytes (PyxisVfs *self);
guint pyxis_vfs_get_n_files (PyxisVfs *self); /* folders counted, the root not */

/* From then on whatever would change it is EROFS. */
void pyxis_vfs_set_read_only (PyxisVfs *self);
gboolean pyxis_vfs_is_read_only (PyxisVfs *self);

/* For a path from outside, which may hold a NUL that the other functions cannot see. */
gboolean pyxis_vfs_check_path (PyxisVfs *self, const char *path, gssize length, GError **error);

gboolean pyxis_vfs_stat (PyxisVfs *self, const char *path, PyxisVfsStat *stat, GError **error);

/* (element-type PyxisVfsEntry): in no order. */
GArray *pyxis_vfs_list (PyxisVfs *self, const char *path, GError **error);

/* The number of the new empty file or folder, or 0; EEXIST if there is one of either kind. */
guint64 pyxis_vfs_create (PyxisVfs *self, const char *path, guint mode, GError **error);
guint64 pyxis_vfs_make_folder (PyxisVfs *self, const char *path, guint mode, GError **error);

/* A file; an empty folder; whatever it is, with all below. */
gboolean pyxis_vfs_unlink (PyxisVfs *self, const char *path, GError **error);
gboolean pyxis_vfs_remove_folder (PyxisVfs *self, const char *path, GError **error);
gboolean pyxis_vfs_remove (PyxisVfs *self, const char *path, GError **error);

/* Over a file, or a folder over an empty one. ENAMETOOLONG too where a path below a moved folder
 * would become too long. */
gboolean pyxis_vfs_rename (PyxisVfs *self, const char *from, const char *to, GError **error);
