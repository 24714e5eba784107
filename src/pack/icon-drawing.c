/* SPDX-License-Identifier: Apache-2.0 */
#include "icon-drawing.h"

#include <string.h>

#include "template.h"

/* (transfer full) */
static char *
find_letter (GKeyFile *letters, const char *name)
{
  g_autofree char *ascii = g_str_to_ascii (name, "C");

  for (const char *c = ascii; *c; c++) {
    const char key[] = { g_ascii_toupper (*c), '\0' };

    if (g_ascii_isalnum (*c))
      return g_key_file_get_string (letters, "letters", key, NULL);
    /* What cannot be written so becomes one. */
    if (*c == '?')
      break;
  }
  return g_key_file_get_string (letters, "letters", "other", NULL);
}

static guint
sum_bytes (const char *text)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);

  hash[8] = '\0';
  return (guint) g_ascii_strtoull (hash, NULL, 16);
}

GBytes *
pyxis_icon_drawing_new (const char *id, const char *name)
{
  g_autoptr (GBytes) text = pyxis_template_load ("letters.ini");
  g_autoptr (GKeyFile) letters = g_key_file_new ();
  g_auto (GStrv) pairs = NULL, colours = NULL;
  g_autofree char *letter = NULL;
  cJSON *values = cJSON_CreateObject ();
  gsize n_pairs = 0;
  GBytes *drawing;

  g_key_file_load_from_bytes (letters, text, G_KEY_FILE_NONE, NULL);
  pairs = g_key_file_get_string_list (letters, "colours", "pairs", &n_pairs, NULL);
  colours = g_strsplit (pairs[sum_bytes (id) % n_pairs], " ", 2);
  letter = find_letter (letters, name);

  cJSON_AddStringToObject (values, "light", colours[0]);
  cJSON_AddStringToObject (values, "dark", colours[1]);
  cJSON_AddStringToObject (values, "letter", letter);
  drawing = pyxis_template_fill ("icon.svg", PYXIS_TEMPLATE_XML, values);
  cJSON_Delete (values);
  return drawing;
}
