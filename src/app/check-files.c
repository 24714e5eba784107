/* SPDX-License-Identifier: Apache-2.0 */
#include "check-files.h"

#include <gio/gio.h>
#include <string.h>

#include "vfs-file.h"
#include "vfs-get.h"
#include "vfs-name.h"

#define ROOT "/vfs/"
#define DOWNLOADS "downloads/"

/* The last "=/vfs/" parts the two, so that LOCAL may hold any. */
static gboolean
split_put (const char *pair, char **local, char **path, GError **error)
{
  const char *middle = g_strrstr (pair, "=" ROOT);

  if (!middle || middle == pair || !middle[strlen ("=" ROOT)]) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "--put is LOCAL=/vfs/PATH, not “%s”.", pair);
    return FALSE;
  }
  *local = g_strndup (pair, middle - pair);
  *path = g_strdup (middle + strlen ("=" ROOT));
  return TRUE;
}

/* The first "=" parts the two. */
static gboolean
split_get (const char *pair, char **path, char **local, GError **error)
{
  const char *middle = strchr (pair, '=');

  if (!g_str_has_prefix (pair, ROOT) || !middle || middle == pair + strlen (ROOT) || !middle[1]) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                 "--get is /vfs/PATH=LOCAL, not “%s”.", pair);
    return FALSE;
  }
  *path = g_strndup (pair + strlen (ROOT), middle - pair - strlen (ROOT));
  *local = g_strdup (middle + 1);
  return TRUE;
}

static gboolean
put (PyxisVfs *vfs, const char *pair, GError **error)
{
  g_autofree char *local = NULL;
  g_autofree char *path = NULL;
  char *data = NULL;
  gsize length = 0;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) cause = NULL;

  if (!split_put (pair, &local, &path, error))
    return FALSE;
  if (!g_file_get_contents (local, &data, &length, &cause)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "--put cannot read a file: %s.",
                 cause->message);
    return FALSE;
  }
  bytes = g_bytes_new_take (data, length);
  if (pyxis_vfs_name_make_parents (vfs, path, &cause) && pyxis_vfs_put (vfs, path, bytes, &cause))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "--put cannot write “" ROOT "%s”: %s", path,
               cause->message);
  return FALSE;
}

static gboolean
get (PyxisVfs *vfs, const char *pair, GError **error)
{
  g_autofree char *local = NULL;
  g_autofree char *path = NULL;
  g_autoptr (PyxisContent) content = NULL;
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileOutputStream) stream = NULL;
  g_autoptr (GError) cause = NULL;

  if (!split_get (pair, &path, &local, error))
    return FALSE;
  content = pyxis_vfs_get (vfs, path, FALSE, NULL);
  if (!content) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "The app wrote no file “" ROOT "%s”, which --get names.", path);
    return FALSE;
  }
  file = g_file_new_for_commandline_arg (local);
  stream = g_file_replace (file, NULL, FALSE, G_FILE_CREATE_NONE, NULL, &cause);
  if (stream && g_output_stream_splice (G_OUTPUT_STREAM (stream), content->stream,
                                        G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET, NULL, &cause) >= 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "--get cannot write “%s”: %s.", local,
               cause->message);
  return FALSE;
}

gboolean
pyxis_check_files_put (PyxisVfs *vfs, const char *const *pairs, GError **error)
{
  for (; pairs && *pairs; pairs++)
    if (!put (vfs, *pairs, error))
      return FALSE;
  return TRUE;
}

gboolean
pyxis_check_files_can_get (const char *const *pairs, GError **error)
{
  for (; pairs && *pairs; pairs++) {
    g_autofree char *path = NULL;
    g_autofree char *local = NULL;

    if (!split_get (*pairs, &path, &local, error))
      return FALSE;
  }
  return TRUE;
}

char *
pyxis_check_files_find_missing_download (PyxisVfs *vfs, const char *const *pairs)
{
  for (; pairs && *pairs; pairs++) {
    g_autofree char *path = NULL;
    g_autofree char *local = NULL;
    g_autoptr (PyxisContent) content = NULL;

    if (!split_get (*pairs, &path, &local, NULL) || !g_str_has_prefix (path, DOWNLOADS))
      continue;
    content = pyxis_vfs_get (vfs, path, FALSE, NULL);
    if (!content)
      return g_strconcat (ROOT, path, NULL);
  }
  return NULL;
}

gboolean
pyxis_check_files_get (PyxisVfs *vfs, const char *const *pairs, GError **error)
{
  for (; pairs && *pairs; pairs++)
    if (!get (vfs, *pairs, error))
      return FALSE;
  return TRUE;
}
