/* SPDX-License-Identifier: Apache-2.0 */
#include "zip-locale.h"

#include <glib.h>

locale_t
pyxis_zip_locale_enter (void)
{
  static gsize locale = 0;

  if (g_once_init_enter (&locale)) {
    locale_t utf8 = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);

    g_once_init_leave (&locale, utf8 ? (gsize) utf8 : (gsize) LC_GLOBAL_LOCALE);
  }

  return uselocale ((locale_t) locale);
}
