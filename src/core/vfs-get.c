/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-get.h"

#include <cjson/cJSON.h>
#include <string.h>

#include "source.h"
#include "vfs-file.h"

static int
compare (gconstpointer one, gconstpointer other)
{
  return strcmp (((const PyxisVfsEntry *) one)->name, ((const PyxisVfsEntry *) other)->name);
}

static cJSON *
describe (const PyxisVfsEntry *entry)
{
  cJSON *object = cJSON_CreateObject ();

  cJSON_AddStringToObject (object, "name", entry->name);
  cJSON_AddStringToObject (object, "type", entry->stat.is_folder ? "dir" : "file");
  cJSON_AddNumberToObject (object, "size", (double) entry->stat.size);
  cJSON_AddNumberToObject (object, "mtime", (double) entry->stat.mtime);
  cJSON_AddNumberToObject (object, "mode", entry->stat.mode);
  return object;
}

static PyxisContent *
get_folder (PyxisVfs *vfs, const char *path, GError **error)
{
  g_autoptr (GArray) entries = pyxis_vfs_list (vfs, path, error);
  g_autoptr (GBytes) bytes = NULL;
  cJSON *list = NULL;
  cJSON *answer = NULL;
  char *text = NULL;

  if (!entries)
    return NULL;
  g_array_sort (entries, compare);
  answer = cJSON_CreateObject ();
  list = cJSON_AddArrayToObject (answer, "entries");
  for (guint i = 0; i < entries->len; i++)
    cJSON_AddItemToArray (list, describe (&g_array_index (entries, PyxisVfsEntry, i)));
  text = cJSON_PrintUnformatted (answer);
  bytes = g_bytes_new_take (text, strlen (text));
  cJSON_Delete (answer);
  return pyxis_content_new_for_bytes (bytes);
}

static PyxisContent *
get_file (PyxisVfs *vfs, const char *path, GError **error)
{
  PyxisVfsStat stat;
  GInputStream *stream = NULL;

  if (!pyxis_vfs_stat (vfs, path, &stat, error))
    return NULL;
  stream = pyxis_vfs_open_stream (vfs, path, error);
  if (!stream)
    return NULL;
  return pyxis_content_new (stream, (goffset) stat.size, stat.mtime / 1000);
}

/* Takes `local`. */
static void
translate (GError *local, const char *path, GError **error)
{
  static const struct {
    PyxisVfsErrno from;
    GIOErrorEnum to;
  } codes[] = {
    { PYXIS_VFS_EISDIR, G_IO_ERROR_IS_DIRECTORY },
    { PYXIS_VFS_EINVAL, G_IO_ERROR_INVALID_FILENAME },
    { PYXIS_VFS_ENAMETOOLONG, G_IO_ERROR_FILENAME_TOO_LONG },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (g_error_matches (local, PYXIS_VFS_ERROR, codes[i].from)) {
      g_set_error_literal (error, G_IO_ERROR, codes[i].to, local->message);
      g_error_free (local);
      return;
    }
  pyxis_source_set_not_found (error, path);
  g_error_free (local);
}

PyxisContent *
pyxis_vfs_get (PyxisVfs *vfs, const char *path, gboolean is_folder, GError **error)
{
  g_autoptr (GError) local = NULL;
  PyxisContent *content = is_folder ? get_folder (vfs, path, &local) : get_file (vfs, path, &local);

  if (!content)
    translate (g_steal_pointer (&local), path, error);
  return content;
}
