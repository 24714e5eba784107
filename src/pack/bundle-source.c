/* SPDX-License-Identifier: Apache-2.0 */
#include "bundle-source.h"

#include <string.h>

#include "hash.h"
#include "names.h"

struct _PyxisBundleSource {
  GObject parent_instance;

  PyxisBundle *bundle;
  char *prefix; /* with its slash */
};

static void pyxis_bundle_source_source_init (PyxisSourceInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PyxisBundleSource,
                               pyxis_bundle_source,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (PYXIS_TYPE_SOURCE,
                                                      pyxis_bundle_source_source_init))

/* (nullable): the path of file `i` below the prefix. */
static const char *
path_at (PyxisBundleSource *self, guint i)
{
  const PyxisManifestFile *file = pyxis_bundle_get_manifest (self->bundle)->files->pdata[i];

  return g_str_has_prefix (file->path, self->prefix) ? file->path + strlen (self->prefix) : NULL;
}

static gboolean
pyxis_bundle_source_is_folder (PyxisSource *source, const char *path)
{
  PyxisBundleSource *self = PYXIS_BUNDLE_SOURCE (source);
  const GPtrArray *files = pyxis_bundle_get_manifest (self->bundle)->files;
  g_autofree char *below = g_strconcat (path, "/", NULL);

  for (guint i = 0; *path && i < files->len; i++) {
    const char *inner = path_at (self, i);

    if (inner && g_str_has_prefix (inner, below))
      return TRUE;
  }
  return !*path;
}

static PyxisContent *
pyxis_bundle_source_open (PyxisSource *source, const char *path, GError **error)
{
  PyxisBundleSource *self = PYXIS_BUNDLE_SOURCE (source);
  g_autofree char *whole = g_strconcat (self->prefix, path, NULL);
  g_autoptr (GError) local = NULL;
  PyxisContent *content = *path ? pyxis_bundle_open_file (self->bundle, whole, &local) : NULL;

  if (content)
    return content;
  if (local && !g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    g_propagate_error (error, g_steal_pointer (&local));
  else if (pyxis_bundle_source_is_folder (source, path))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY, "“%s” is a folder.", path);
  else
    pyxis_source_set_not_found (error, path);
  return NULL;
}

static char **
pyxis_bundle_source_list_root (PyxisSource *source, guint limit, GError **error)
{
  PyxisBundleSource *self = PYXIS_BUNDLE_SOURCE (source);
  const GPtrArray *files = pyxis_bundle_get_manifest (self->bundle)->files;
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < files->len && g_hash_table_size (names) < limit; i++) {
    const char *inner = path_at (self, i);
    const char *slash = inner ? strchr (inner, '/') : NULL;

    if (slash)
      g_hash_table_add (names, g_strndup (inner, (gsize) (slash - inner) + 1));
    else if (inner)
      g_hash_table_add (names, g_strdup (inner));
  }
  return pyxis_names_dup_sorted_keys (names);
}

static void
pyxis_bundle_source_source_init (PyxisSourceInterface *iface)
{
  iface->open = pyxis_bundle_source_open;
  iface->is_folder = pyxis_bundle_source_is_folder;
  iface->list_root = pyxis_bundle_source_list_root;
}

static void
pyxis_bundle_source_finalize (GObject *object)
{
  PyxisBundleSource *self = PYXIS_BUNDLE_SOURCE (object);

  g_clear_object (&self->bundle);
  g_free (self->prefix);

  G_OBJECT_CLASS (pyxis_bundle_source_parent_class)->finalize (object);
}

static void
pyxis_bundle_source_class_init (PyxisBundleSourceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_bundle_source_finalize;
}

static void
pyxis_bundle_source_init (PyxisBundleSource *self)
{
}

PyxisSource *
pyxis_bundle_source_new (PyxisBundle *bundle, const char *folder)
{
  PyxisBundleSource *self = g_object_new (PYXIS_TYPE_BUNDLE_SOURCE, NULL);

  self->bundle = g_object_ref (bundle);
  self->prefix = g_strconcat (folder, "/", NULL);
  return PYXIS_SOURCE (self);
}

char *
pyxis_bundle_source_dup_digest (PyxisBundleSource *self)
{
  const GPtrArray *files = pyxis_bundle_get_manifest (self->bundle)->files;
  g_autoptr (GString) all = g_string_new (NULL);

  for (guint i = 0; i < files->len; i++) {
    const PyxisManifestFile *file = files->pdata[i];
    const char *inner = path_at (self, i);

    if (inner)
      g_string_append_printf (all, "%s %s\n", file->hash, inner);
  }
  return pyxis_hash_bytes (all->str, all->len);
}

char **
pyxis_bundle_source_list (PyxisBundleSource *self)
{
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();

  for (guint i = 0; i < pyxis_bundle_get_manifest (self->bundle)->files->len; i++) {
    const char *inner = path_at (self, i);

    if (inner)
      g_strv_builder_add (paths, inner);
  }
  return g_strv_builder_end (paths);
}
