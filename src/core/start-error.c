/* SPDX-License-Identifier: Apache-2.0 */
#include "start-error.h"

#include <string.h>

gboolean
pyxis_start_error_is_of_python (PyxisEvent *error)
{
  g_autofree char *traceback = pyxis_event_dup_detail (error, "traceback");
  g_autofree char *type = pyxis_event_dup_detail (error, "type");

  if (pyxis_event_get_fields (error)->interpreter)
    return TRUE;
  if (type && g_regex_match_simple ("^PY[0-9]{4}$", type, 0, 0))
    return TRUE;
  return traceback &&
         (g_str_has_prefix (traceback, "Traceback ") || strstr (traceback, "/@pyxis/runtime/"));
}

gboolean
pyxis_start_error_is_uncaught (PyxisEvent *error)
{
  g_autofree char *handled = pyxis_event_dup_detail (error, "handled");

  return g_strcmp0 (handled, "true") != 0;
}

gboolean
pyxis_start_error_is_of_configuration (PyxisEvent *error)
{
  g_autofree char *type = pyxis_event_dup_detail (error, "type");

  g_autofree char *message = pyxis_event_dup_detail (error, "message");

  return g_strcmp0 (type, "PY1000") == 0 || (message && g_str_has_prefix (message, "Too many "));
}
