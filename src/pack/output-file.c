/* SPDX-License-Identifier: Apache-2.0 */
#include "output-file.h"

#include <errno.h>
#include <unistd.h>

gboolean
pyxis_output_file_fail (GError **error)
{
  int code = errno;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code),
               "The app cannot be written: %s. Choose another place for it.", g_strerror (code));
  return FALSE;
}

gboolean
pyxis_output_file_write (int fd, const void *data, gsize length, GError **error)
{
  const guint8 *at = data;

  while (length > 0) {
    gssize n = write (fd, at, length);

    if (n < 0 && errno == EINTR)
      continue;
    if (n < 0)
      return pyxis_output_file_fail (error);
    at += n;
    length -= (gsize) n;
  }
  return TRUE;
}
