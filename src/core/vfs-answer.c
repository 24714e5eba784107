/* SPDX-License-Identifier: Apache-2.0 */
#include <cjson/cJSON.h>

#include "vfs-client-private.h"

static void
append_stat (GString *text, const PyxisVfsStat *stat)
{
  g_string_append_printf (
    text, "[%d,%" G_GUINT64_FORMAT ",%" G_GINT64_FORMAT ",%" G_GUINT64_FORMAT ",%u]",
    stat->is_folder, stat->size, stat->mtime, stat->ino, stat->mode);
}

char *
pyxis_vfs_answer_print_stat (const PyxisVfsStat *stat)
{
  GString *text = g_string_new (NULL);

  append_stat (text, stat);
  return g_string_free (text, FALSE);
}

GBytes *
pyxis_vfs_answer_print_entries (GArray *entries)
{
  GString *text = g_string_new ("{");

  for (guint i = 0; i < entries->len; i++) {
    const PyxisVfsEntry *entry = &g_array_index (entries, PyxisVfsEntry, i);
    cJSON *name = cJSON_CreateStringReference (entry->name);
    char *quoted = cJSON_PrintUnformatted (name);

    g_string_append_printf (text, "%s%s:", i > 0 ? "," : "", quoted);
    append_stat (text, &entry->stat);
    cJSON_free (quoted);
    cJSON_Delete (name);
  }
  g_string_append_c (text, '}');
  return g_string_free_to_bytes (text);
}

void
pyxis_vfs_answer_clear (PyxisVfsAnswer *self)
{
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_clear_pointer (&self->stat, g_free);
}
