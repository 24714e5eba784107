/* SPDX-License-Identifier: Apache-2.0 */
#include "zip-index.h"

#include <string.h>

#include "address.h"
#include "names.h"
#include "source.h"

struct _PyxisZipIndex {
  GArray *entries; /* (element-type PyxisZipEntry): sorted by path, so that whatever lies below a
                      folder stands together; no path twice */
  guint archive_length;
  char *prefix; /* of the folder that was entered, with its slash; "" for none */
};

static void
clear_entry (gpointer data)
{
  g_free (((PyxisZipEntry *) data)->path);
}

static PyxisZipEntry *
entry_at (PyxisZipIndex *self, guint i)
{
  return &g_array_index (self->entries, PyxisZipEntry, i);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const PyxisZipEntry *one = a, *other = b;
  int order = strcmp (one->path, other->path);

  return order != 0 ? order : one->ordinal < other->ordinal ? -1 : 1;
}

static void
add_entry (PyxisZipIndex *self, const PyxisZipHeader *header, guint ordinal)
{
  g_autofree char *path = g_strdup (header->path);
  gsize length = path ? strlen (path) : 0;
  PyxisZipEntry entry = {
    .ordinal = ordinal,
    .size = header->size,
    .mtime = header->mtime,
    .is_folder = header->is_folder,
    .is_plain = header->is_plain,
  };

  if (header->is_folder && length > 1 && path[length - 1] == '/')
    path[length - 1] = '\0';
  if (length == 0 || !pyxis_address_check_path (path, NULL) || pyxis_source_is_hidden (path) ||
      strcmp (path, "__MACOSX") == 0 || g_str_has_prefix (path, "__MACOSX/"))
    return;

  entry.path = g_steal_pointer (&path);
  g_array_append_val (self->entries, entry);
}

static gboolean
read_entries (PyxisZipIndex *self, PyxisZipArchive *archive, GError **error)
{
  g_autoptr (GError) local = NULL;
  const PyxisZipHeader *header;

  for (guint ordinal = 0; (header = pyxis_zip_archive_next (archive, &local)); ordinal++) {
    if (ordinal == PYXIS_ZIP_MAX_ENTRIES) {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "The zip file has more than %d entries: unpack it and open the folder.",
                   PYXIS_ZIP_MAX_ENTRIES);
      return FALSE;
    }
    add_entry (self, header, ordinal);
    self->archive_length = ordinal + 1;
  }

  if (local) {
    g_propagate_error (error, g_steal_pointer (&local));
    return FALSE;
  }

  return TRUE;
}

static void
remove_duplicates (PyxisZipIndex *self)
{
  guint kept = 0;

  for (guint i = 0; i < self->entries->len; i++) {
    if (kept > 0 && strcmp (entry_at (self, kept - 1)->path, entry_at (self, i)->path) == 0) {
      clear_entry (entry_at (self, i));
      continue;
    }
    *entry_at (self, kept++) = *entry_at (self, i);
  }

  /* What lies behind was moved or freed. */
  g_array_set_clear_func (self->entries, NULL);
  g_array_set_size (self->entries, kept);
  g_array_set_clear_func (self->entries, clear_entry);
}

/* (transfer full): "folder/" where everything lies in one folder, else "". */
static char *
find_prefix (PyxisZipIndex *self)
{
  g_autofree char *prefix = NULL;
  gsize length;

  if (self->entries->len == 0)
    return g_strdup ("");

  length = strcspn (entry_at (self, 0)->path, "/");
  prefix = g_strdup_printf ("%.*s/", (int) length, entry_at (self, 0)->path);

  for (guint i = 0; i < self->entries->len; i++) {
    const PyxisZipEntry *entry = entry_at (self, i);
    gboolean is_the_folder = entry->is_folder && strlen (entry->path) == length &&
                             strncmp (entry->path, prefix, length) == 0;

    if (!is_the_folder && !g_str_has_prefix (entry->path, prefix))
      return g_strdup ("");
  }

  return g_steal_pointer (&prefix);
}

PyxisZipIndex *
pyxis_zip_index_new (PyxisZipArchive *archive, GError **error)
{
  g_autoptr (PyxisZipIndex) self = g_new0 (PyxisZipIndex, 1);

  self->entries = g_array_new (FALSE, FALSE, sizeof (PyxisZipEntry));
  g_array_set_clear_func (self->entries, clear_entry);
  if (!read_entries (self, archive, error))
    return NULL;

  g_array_sort (self->entries, compare_entries);
  remove_duplicates (self);
  self->prefix = find_prefix (self);

  return g_steal_pointer (&self);
}

/* The first entry whose path is not less than `path`; the number of entries if there is none. */
static guint
lower_bound (PyxisZipIndex *self, const char *path)
{
  guint low = 0, high = self->entries->len;

  while (low < high) {
    guint middle = low + (high - low) / 2;

    if (strcmp (entry_at (self, middle)->path, path) < 0)
      low = middle + 1;
    else
      high = middle;
  }

  return low;
}

static const PyxisZipEntry *
find (PyxisZipIndex *self, const char *full)
{
  guint i = lower_bound (self, full);

  return i < self->entries->len && strcmp (entry_at (self, i)->path, full) == 0 ? entry_at (self, i)
                                                                                : NULL;
}

const PyxisZipEntry *
pyxis_zip_index_lookup (PyxisZipIndex *self, const char *path)
{
  g_autofree char *full = g_strconcat (self->prefix, path, NULL);
  const PyxisZipEntry *entry = find (self, full);

  return entry && !entry->is_folder ? entry : NULL;
}

guint
pyxis_zip_index_get_archive_length (PyxisZipIndex *self)
{
  return self->archive_length;
}

gboolean
pyxis_zip_index_has_folder (PyxisZipIndex *self, const char *path)
{
  g_autofree char *full = g_strconcat (self->prefix, path, NULL);
  g_autofree char *below = g_strconcat (full, "/", NULL);
  const PyxisZipEntry *entry = find (self, full);
  guint i = lower_bound (self, below);

  if (!*path || (entry && entry->is_folder))
    return TRUE;

  return i < self->entries->len && g_str_has_prefix (entry_at (self, i)->path, below);
}

char **
pyxis_zip_index_list_root (PyxisZipIndex *self, guint limit)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = lower_bound (self, self->prefix); i < self->entries->len; i++) {
    const PyxisZipEntry *entry = entry_at (self, i);
    const char *rest = entry->path + strlen (self->prefix);
    const char *slash;

    if (!g_str_has_prefix (entry->path, self->prefix) || g_hash_table_size (names) >= limit)
      break;
    slash = strchr (rest, '/');
    if (slash || entry->is_folder)
      g_hash_table_add (names, g_strdup_printf ("%.*s/", (int) strcspn (rest, "/"), rest));
    else
      g_hash_table_add (names, g_strdup (rest));
  }

  return pyxis_names_dup_sorted_keys (names);
}

void
pyxis_zip_index_free (PyxisZipIndex *self)
{
  g_array_unref (self->entries);
  g_free (self->prefix);
  g_free (self);
}
