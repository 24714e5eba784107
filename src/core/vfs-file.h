/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs.h"

/* The files of a PyxisVfs by number: that of pyxis_vfs_stat (), or of an open file, which keeps it
 * when it is renamed, and stays readable and writable when it is removed, until it is closed. A
 * number that there is no more is EBADF, and a folder's is EISDIR, where bytes are meant. */

typedef enum {
  PYXIS_VFS_OPEN_CREATE = 1 << 0,
  PYXIS_VFS_OPEN_EXCLUSIVE = 1 << 1, /* with CREATE: EEXIST if it is there */
  PYXIS_VFS_OPEN_TRUNCATE = 1 << 2,
} PyxisVfsOpenFlags;

/* 0 on error. A folder may be opened too, with no flags. */
guint64 pyxis_vfs_open (PyxisVfs *self, const char *path, PyxisVfsOpenFlags flags, GError **error);

/* Once more; EBADF for what is not there. */
gboolean pyxis_vfs_open_ino (PyxisVfs *self, guint64 ino, GError **error);

/* Each open () wants one close (). */
gboolean pyxis_vfs_close (PyxisVfs *self, guint64 ino, GError **error);

/* When the page that opened them is gone: its workers were ended and close nothing. */
void pyxis_vfs_close_all (PyxisVfs *self);

gboolean pyxis_vfs_stat_ino (PyxisVfs *self, guint64 ino, PyxisVfsStat *stat, GError **error);

/* How many bytes there were, or -1; 0 at the end. */
gssize pyxis_vfs_read (
  PyxisVfs *self, guint64 ino, guint64 offset, void *buffer, gsize length, GError **error);

/* All or nothing: EFBIG for an offset behind the limit of bytes, ENOSPC if there is no room. */
gboolean pyxis_vfs_write (
  PyxisVfs *self, guint64 ino, guint64 offset, const void *data, gsize length, GError **error);

/* `end` (out) (optional): the size then. */
gboolean pyxis_vfs_append (
  PyxisVfs *self, guint64 ino, const void *data, gsize length, guint64 *end, GError **error);

/* What is added is a hole. EFBIG past the limit of bytes. */
gboolean pyxis_vfs_truncate (PyxisVfs *self, guint64 ino, guint64 size, GError **error);

/* ms; as a Date of JavaScript can be, else EINVAL. */
gboolean pyxis_vfs_set_mtime (PyxisVfs *self, guint64 ino, gint64 mtime, GError **error);

gboolean pyxis_vfs_set_mode (PyxisVfs *self, guint64 ino, guint mode, GError **error);

/* Creates the file or replaces its bytes; it keeps its number. `bytes` are kept, not copied, and
 * must never change: see pyxis_vfs_content_new_for_bytes (). */
gboolean pyxis_vfs_put (PyxisVfs *self, const char *path, GBytes *bytes, GError **error);

/* Seekable, of the bytes as they are now, whatever happens to the file then; it may be read in any
 * thread. Costs the same for any size. */
GInputStream *pyxis_vfs_open_stream (PyxisVfs *self, const char *path, GError **error);
