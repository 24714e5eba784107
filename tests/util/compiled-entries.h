/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <string.h>

/* Adds a module as compiled-code.h describes one; `code` is text here. */
static inline void
compiled_entries_add (GByteArray *entries, const char *path, const char *code)
{
  const guint32 lengths[] = { GUINT32_TO_LE ((guint32) strlen (path)),
                              GUINT32_TO_LE ((guint32) strlen (code)) };

  g_byte_array_append (entries, (const guint8 *) lengths, sizeof lengths);
  g_byte_array_append (entries, (const guint8 *) "digest 8", 8);
  g_byte_array_append (entries, (const guint8 *) path, (guint) strlen (path));
  g_byte_array_append (entries, (const guint8 *) code, (guint) strlen (code));
}

/* (transfer full): `words` are paths and codes in turn. */
static inline GBytes *
compiled_entries_new (const char *words)
{
  GByteArray *entries = g_byte_array_new ();
  g_auto (GStrv) all = g_strsplit (words, " ", -1);

  for (guint i = 0; all[0] && all[i] && all[i + 1]; i += 2)
    compiled_entries_add (entries, all[i], all[i + 1]);
  return g_byte_array_free_to_bytes (entries);
}
