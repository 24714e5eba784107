/* SPDX-License-Identifier: Apache-2.0 */
#include "shown-text.h"

#include <string.h>

char *
pyxis_shown_text_dup (const char *text, gsize max, const char *ending)
{
  g_autofree char *valid = g_utf8_make_valid (text ? text : "", -1);

  if (strlen (valid) <= max)
    return g_steal_pointer (&valid);
  *g_utf8_find_prev_char (valid, valid + max + 1) = '\0';
  return g_strconcat (valid, ending, NULL);
}
