/* SPDX-License-Identifier: Apache-2.0 */
#include "server-port.h"

#define FIRST_PORT 49152
#define LAST_PORT 65534

void
pyxis_server_explain_port (guint port, const GError *cause, GError **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_ADDRESS_IN_USE,
                 "Port %u of 127.0.0.1 is taken by another program; close that one.", port);
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                 "Port %u is kept for system services; ports from 1024 on are free.", port);
  else
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED, "Nothing can listen on port %u: %s", port,
                 cause->message);
}

guint16
pyxis_server_port_for_origin (const char *origin)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, origin, -1);
  guint64 number = 0;

  hash[15] = '\0';
  number = g_ascii_strtoull (hash, NULL, 16);
  return FIRST_PORT + number % (LAST_PORT - FIRST_PORT + 1);
}
