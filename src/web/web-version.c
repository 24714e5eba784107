/* SPDX-License-Identifier: Apache-2.0 */
#include "web-version.h"

#include <libsoup/soup.h>
#include <webkit/webkit.h>

char *
pyxis_web_version_dup_webkit (void)
{
  return g_strdup_printf ("%u.%u.%u", webkit_get_major_version (), webkit_get_minor_version (),
                          webkit_get_micro_version ());
}

char *
pyxis_web_version_dup_soup (void)
{
  return g_strdup_printf ("%u.%u.%u", soup_get_major_version (), soup_get_minor_version (),
                          soup_get_micro_version ());
}
