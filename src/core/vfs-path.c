/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-path.h"

#include <string.h>

static gboolean
check_name (const char *name, gsize length, guint limit, GError **error)
{
  if (length == 0 || (length == 1 && name[0] == '.') ||
      (length == 2 && memcmp (name, "..", 2) == 0))
    g_set_error_literal (error, PYXIS_VFS_ERROR, PYXIS_VFS_EINVAL,
                         "A name in a path must not be empty, “.” or “..”.");
  else if (length > limit)
    g_set_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_ENAMETOOLONG,
                 "A name in a path must not be longer than %u bytes.", limit);
  else
    return TRUE;

  return FALSE;
}

static gboolean
check_text (const char *text, gsize length, guint limit, GError **error)
{
  if (length > limit)
    g_set_error (error, PYXIS_VFS_ERROR, PYXIS_VFS_ENAMETOOLONG,
                 "A path must not be longer than %u bytes.", limit);
  else if (!g_utf8_validate_len (text, length, NULL))
    g_set_error_literal (error, PYXIS_VFS_ERROR, PYXIS_VFS_EINVAL,
                         "A path must be valid UTF-8 without NUL.");
  else
    return TRUE;

  return FALSE;
}

gboolean
pyxis_vfs_path_parse (
  PyxisVfsPath *self, const char *text, gssize length, const PyxisVfsLimits *limits, GError **error)
{
  gsize at = 0, n = 0;

  *self = (PyxisVfsPath){ .text = text, .length = length < 0 ? strlen (text) : (gsize) length };
  if (self->length > 1 && text[self->length - 1] == '/') {
    self->length--;
    self->is_folder = TRUE;
  }
  if (!check_text (text, self->length, limits->path, error))
    return FALSE;

  while (pyxis_vfs_path_next (self, &at, &n)) {
    if (!check_name (text + at, n, limits->name, error))
      return FALSE;
    self->last = at;
  }

  return self->length == 0 || self->last + n == self->length ||
         check_name ("", 0, limits->name, error);
}

gboolean
pyxis_vfs_path_next (const PyxisVfsPath *self, gsize *at, gsize *length)
{
  gsize begin = *length > 0 ? *at + *length + 1 : 0;
  const char *slash;

  if (begin >= self->length)
    return FALSE;

  slash = memchr (self->text + begin, '/', self->length - begin);
  *at = begin;
  *length = slash ? (gsize) (slash - self->text) - begin : self->length - begin;
  return TRUE;
}

char *
pyxis_vfs_path_dup (const PyxisVfsPath *self)
{
  return g_strndup (self->text, self->length);
}

void
pyxis_vfs_path_set_error (const PyxisVfsPath *self, PyxisVfsErrno code, GError **error)
{
  g_autofree char *text = pyxis_vfs_path_dup (self);

  pyxis_vfs_set_error (error, code, text);
}
