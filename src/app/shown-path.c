/* SPDX-License-Identifier: Apache-2.0 */
#include "shown-path.h"

#include <glib.h>
#include <string.h>

char *
pyxis_shown_path_dup (const char *path)
{
  g_autofree char *shown = g_filename_display_name (path);
  const char *home = g_get_home_dir ();
  gsize length = strlen (home);

  if (length > 1 && g_str_has_prefix (shown, home) &&
      (shown[length] == '/' || shown[length] == '\0'))
    return g_strconcat ("~", shown + length, NULL);
  return g_steal_pointer (&shown);
}
