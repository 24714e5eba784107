/* SPDX-License-Identifier: Apache-2.0 */
#include "source.h"

#include "address.h"

#include <string.h>

G_DEFINE_INTERFACE (PyxisSource, pyxis_source, G_TYPE_OBJECT)

static void
pyxis_source_default_init (PyxisSourceInterface *iface)
{
}

gboolean
pyxis_source_is_hidden (const char *path)
{
  return path[0] == '.' || strstr (path, "/.");
}

void
pyxis_source_set_not_found (GError **error, const char *path)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no file “%s”.", path);
}

PyxisContent *
pyxis_source_open (PyxisSource *self, const char *path, GError **error)
{
  g_return_val_if_fail (PYXIS_IS_SOURCE (self), NULL);
  g_return_val_if_fail (path, NULL);

  if (!pyxis_address_check_path (path, NULL)) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         "There is no file with such a name.");
    return NULL;
  }
  if (pyxis_source_is_hidden (path)) {
    pyxis_source_set_not_found (error, path);
    return NULL;
  }

  return PYXIS_SOURCE_GET_IFACE (self)->open (self, path, error);
}

char *
pyxis_source_load_text (PyxisSource *self, const char *path, gsize limit, GError **error)
{
  g_autoptr (PyxisContent) content = pyxis_source_open (self, path, error);
  g_autofree char *text = NULL;
  gsize length;

  if (!content)
    return NULL;

  /* A byte more than allowed shows that there is more; the stream's size may be unknown. */
  if (content->size <= (goffset) limit) {
    text = g_malloc (limit + 1);
    if (!g_input_stream_read_all (content->stream, text, limit + 1, &length, NULL, error))
      return NULL;
  }
  if (!text || length > limit) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "“%s” is larger than %" G_GSIZE_FORMAT " bytes.", path, limit);
    return NULL;
  }
  if (!g_utf8_validate_len (text, length, NULL)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "“%s” is not UTF-8 text: save it in that encoding.", path);
    return NULL;
  }

  return g_strndup (text, length);
}

gboolean
pyxis_source_is_folder (PyxisSource *self, const char *path)
{
  g_return_val_if_fail (PYXIS_IS_SOURCE (self), FALSE);
  g_return_val_if_fail (path, FALSE);

  return pyxis_address_check_path (path, NULL) && !pyxis_source_is_hidden (path) &&
         PYXIS_SOURCE_GET_IFACE (self)->is_folder (self, path);
}

char **
pyxis_source_list_root (PyxisSource *self, guint limit, GError **error)
{
  g_return_val_if_fail (PYXIS_IS_SOURCE (self), NULL);

  return PYXIS_SOURCE_GET_IFACE (self)->list_root (self, limit, error);
}
