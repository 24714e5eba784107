/* SPDX-License-Identifier: Apache-2.0 */
#include "archive-failure.h"

gboolean
pyxis_archive_failure_set (struct archive *archive, GError **error)
{
  const char *reason = archive_error_string (archive);
  int code = archive_errno (archive);

  if (error && *error)
    return FALSE;
  g_set_error (error, G_IO_ERROR,
               code > 0 ? g_io_error_from_errno (code) : (gint) G_IO_ERROR_FAILED,
               "The app cannot be written: %s. Choose another place for it.",
               code > 0 ? g_strerror (code)
               : reason ? reason
                        : "unknown reason");
  return FALSE;
}
