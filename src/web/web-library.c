/* SPDX-License-Identifier: Apache-2.0 */
#include "web-library.h"

#include <libsoup/soup.h>
#include <webkit/webkit.h>

char *
pyxis_web_library_dup_webkit_version (void)
{
  return g_strdup_printf ("%u.%u.%u", webkit_get_major_version (), webkit_get_minor_version (),
                          webkit_get_micro_version ());
}

char *
pyxis_web_library_dup_soup_version (void)
{
  return g_strdup_printf ("%u.%u.%u", soup_get_major_version (), soup_get_minor_version (),
                          soup_get_micro_version ());
}

void
pyxis_web_library_initialize (void)
{
  /* Class initialisation of the context starts WebKit. */
  g_type_class_unref (g_type_class_ref (WEBKIT_TYPE_WEB_CONTEXT));
}
