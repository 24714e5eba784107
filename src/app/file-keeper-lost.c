/* SPDX-License-Identifier: Apache-2.0 */
#include "file-keeper-lost.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#include "file-keeper-private.h"

const char *
pyxis_file_keeper_get_lost (PyxisFileKeeper *self)
{
  g_return_val_if_fail (PYXIS_IS_FILE_KEEPER (self), NULL);

  return self->kept->lost->len > 0 ? self->kept->lost->pdata[0] : NULL;
}

static gboolean
find_lost (PyxisFileKeeper *self, const char *path, guint *i)
{
  return g_ptr_array_find_with_equal_func (self->kept->lost, path, g_str_equal, i);
}

gboolean
pyxis_file_keeper_is_lost (PyxisFileKeeper *self, const char *path)
{
  g_return_val_if_fail (PYXIS_IS_FILE_KEEPER (self), FALSE);

  return find_lost (self, path, NULL);
}

gboolean
pyxis_file_keeper_take_lost (PyxisFileKeeper *self, const char *path)
{
  guint i;

  g_return_val_if_fail (PYXIS_IS_FILE_KEEPER (self), FALSE);

  if (!find_lost (self, path, &i))
    return FALSE;
  g_ptr_array_remove_index (self->kept->lost, i);
  g_signal_emit_by_name (self, "lost-changed");
  return TRUE;
}

void
pyxis_file_keeper_give_back_lost (PyxisFileKeeper *self, const char *path)
{
  g_return_if_fail (PYXIS_IS_FILE_KEEPER (self));

  g_ptr_array_insert (self->kept->lost, 0, g_strdup (path));
  g_signal_emit_by_name (self, "lost-changed");
}

void
pyxis_file_keeper_forget_lost (PyxisFileKeeper *self, const char *path)
{
  guint i;

  g_return_if_fail (PYXIS_IS_FILE_KEEPER (self));

  g_unlink (path);
  if (!find_lost (self, path, &i))
    return;
  g_ptr_array_remove_index (self->kept->lost, i);
  g_signal_emit_by_name (self, "lost-changed");
}

void
pyxis_file_keeper_pass_lost (PyxisFileKeeper *self, const char *path, const GError *why)
{
  g_autofree char *sentence = NULL;
  guint i;

  g_return_if_fail (PYXIS_IS_FILE_KEEPER (self));

  if (!find_lost (self, path, &i))
    return;
  g_ptr_array_remove_index (self->kept->lost, i);
  sentence =
    g_strdup_printf (_ ("Files that were not saved when Pyxis ended unexpectedly stay on the "
                        "disk, as they cannot be read: %s"),
                     why->message);
  g_signal_emit_by_name (self, "notice", "files", sentence);
}
