/* SPDX-License-Identifier: Apache-2.0 */
#include "memory-source.h"

#include <string.h>

#include "names.h"

struct _PyxisMemorySource {
  GObject parent_instance;
  PyxisSource *behind; /* (nullable) */
  GHashTable *files;   /* (element-type utf8 GBytes) */
};

static void pyxis_memory_source_source_init (PyxisSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PyxisMemorySource,
                               pyxis_memory_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PYXIS_TYPE_SOURCE,
                                                      pyxis_memory_source_source_init))

/* (nullable) (transfer full): the first name of `path` below `folder` as list_root () gives it. */
static char *
dup_name_below (const char *path, const char *folder)
{
  gsize length = strlen (folder);
  const char *rest = path + length;
  const char *slash;

  if (length > 0) {
    if (strncmp (path, folder, length) != 0 || *rest != '/')
      return NULL;
    rest++;
  }

  slash = strchr (rest, '/');
  return slash ? g_strndup (rest, slash + 1 - rest) : g_strdup (rest);
}

static gboolean
has_folder (PyxisMemorySource *self, const char *path)
{
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, &key, NULL)) {
    g_autofree char *name = dup_name_below (key, path);

    if (name)
      return TRUE;
  }

  return FALSE;
}

static PyxisContent *
pyxis_memory_source_open (PyxisSource *source, const char *path, GError **error)
{
  PyxisMemorySource *self = PYXIS_MEMORY_SOURCE (source);
  GBytes *bytes = g_hash_table_lookup (self->files, path);

  if (bytes)
    return pyxis_content_new_for_bytes (bytes);
  if (!*path || has_folder (self, path)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "“%s” is a folder.", path);
    return NULL;
  }
  if (self->behind)
    return pyxis_source_open (self->behind, path, error);

  pyxis_source_set_not_found (error, path);
  return NULL;
}

static gboolean
pyxis_memory_source_is_folder (PyxisSource *source, const char *path)
{
  PyxisMemorySource *self = PYXIS_MEMORY_SOURCE (source);

  if (g_hash_table_contains (self->files, path))
    return FALSE;

  return !*path || has_folder (self, path) ||
         (self->behind && pyxis_source_is_folder (self->behind, path));
}

/* The few files here come in addition to `limit` of those behind. */
static char **
pyxis_memory_source_list_root (PyxisSource *source, guint limit, GError **error)
{
  PyxisMemorySource *self = PYXIS_MEMORY_SOURCE (source);
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_auto (GStrv) behind = NULL;
  GHashTableIter iter;
  gpointer key;

  if (self->behind && !(behind = pyxis_source_list_root (self->behind, limit, error)))
    return NULL;

  for (char **name = behind; name && *name; name++)
    g_hash_table_add (names, g_strdup (*name));
  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    g_hash_table_add (names, dup_name_below (key, ""));

  return pyxis_names_dup_sorted_keys (names);
}

static void
pyxis_memory_source_source_init (PyxisSourceInterface *iface)
{
  iface->open = pyxis_memory_source_open;
  iface->is_folder = pyxis_memory_source_is_folder;
  iface->list_root = pyxis_memory_source_list_root;
}

static void
pyxis_memory_source_finalize (GObject *object)
{
  PyxisMemorySource *self = PYXIS_MEMORY_SOURCE (object);

  g_clear_object (&self->behind);
  g_hash_table_unref (self->files);
  G_OBJECT_CLASS (pyxis_memory_source_parent_class)->finalize (object);
}

static void
pyxis_memory_source_class_init (PyxisMemorySourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_memory_source_finalize;
}

static void
pyxis_memory_source_init (PyxisMemorySource *self)
{
  self->files =
    g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_bytes_unref);
}

PyxisMemorySource *
pyxis_memory_source_new (PyxisSource *behind)
{
  PyxisMemorySource *self = g_object_new (PYXIS_TYPE_MEMORY_SOURCE, NULL);

  self->behind = behind ? g_object_ref (behind) : NULL;
  return self;
}

void
pyxis_memory_source_put (PyxisMemorySource *self, const char *path, GBytes *bytes)
{
  g_hash_table_insert (self->files, g_strdup (path), g_bytes_ref (bytes));
}
