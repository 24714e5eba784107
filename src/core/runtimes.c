/* SPDX-License-Identifier: Apache-2.0 */
#include "runtimes.h"

#include "file-tree.h"
#include "folder-source.h"
#include "installation.h"
#include "runtime-kind.h"
#include "runtime-package.h"
#include "version.h"

#include <string.h>

/* One runtime with what it owns; `facts` is what others see of it. */
typedef struct {
  PyxisRuntime facts;
  char *version;
  char *path;
  char **files;
  PyxisSource *source; /* opened at the first call, under the lock */
} Entry;

struct _PyxisRuntimes {
  GObject parent_instance;

  char **roots;
  GPtrArray *all; /* (element-type Entry), which begins with a PyxisRuntime */
  GMutex lock;
};

G_DEFINE_FINAL_TYPE (PyxisRuntimes, pyxis_runtimes, G_TYPE_OBJECT)

static void
entry_free (Entry *self)
{
  g_free (self->version);
  g_free (self->path);
  g_strfreev (self->files);
  g_clear_object (&self->source);
  g_free (self);
}

static int
compare_entries (gconstpointer a, gconstpointer b)
{
  const PyxisRuntime *left = *(const PyxisRuntime *const *) a;
  const PyxisRuntime *right = *(const PyxisRuntime *const *) b;
  int order = strcmp (left->name, right->name);

  return order != 0 ? order : pyxis_version_compare (right->version, left->version);
}

/* Takes `path` and `files`. */
static Entry *
append_entry (PyxisRuntimes *self, const char *name, const char *version, char *path, char **files)
{
  Entry *entry = g_new0 (Entry, 1);

  entry->version = g_strdup (version);
  entry->path = path;
  entry->files = files;
  entry->facts.name = name;
  entry->facts.version = entry->version;
  entry->facts.path = entry->path;
  entry->facts.files = (const char *const *) entry->files;
  g_ptr_array_add (self->all, entry);
  return entry;
}

/* A folder that is not whole is passed over, as if it were not there: a newer or an older version
 * may well be. */
static void
add_entry (PyxisRuntimes *self,
           const PyxisRuntimeKind *kind,
           const char *root,
           const char *version,
           gboolean is_own)
{
  g_autofree char *path = g_build_filename (root, kind->name, version, NULL);
  g_auto (GStrv) files = NULL;
  Entry *entry;

  if (!pyxis_version_is_valid (version) || pyxis_runtimes_lookup (self, kind->name, version) ||
      !g_file_test (path, G_FILE_TEST_IS_DIR) || g_file_test (path, G_FILE_TEST_IS_SYMLINK))
    return;

  files = pyxis_file_tree_list (path, NULL);
  if (!files || !pyxis_runtime_kind_is_whole (kind, (const char *const *) files))
    return;

  entry = append_entry (self, kind->name, version, g_steal_pointer (&path), files);
  entry->facts.is_removable = is_own;
  files = NULL;
}

static void
scan_root (PyxisRuntimes *self, const char *root, gboolean is_own)
{
  gsize count;
  const PyxisRuntimeKind *kinds = pyxis_runtime_kind_get_all (&count);

  for (gsize i = 0; i < count; i++) {
    g_autofree char *folder = g_build_filename (root, kinds[i].name, NULL);
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    const char *version;

    while (dir && (version = g_dir_read_name (dir)) != NULL)
      add_entry (self, &kinds[i], root, version, is_own);
  }
}

static void
pyxis_runtimes_finalize (GObject *object)
{
  PyxisRuntimes *self = PYXIS_RUNTIMES (object);

  g_strfreev (self->roots);
  g_ptr_array_unref (self->all);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (pyxis_runtimes_parent_class)->finalize (object);
}

static void
pyxis_runtimes_class_init (PyxisRuntimesClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_runtimes_finalize;
}

static void
pyxis_runtimes_init (PyxisRuntimes *self)
{
  self->all = g_ptr_array_new_with_free_func ((GDestroyNotify) entry_free);
  g_mutex_init (&self->lock);
}

PyxisRuntimes *
pyxis_runtimes_new (const char *const *roots)
{
  PyxisRuntimes *self = g_object_new (PYXIS_TYPE_RUNTIMES, NULL);

  self->roots = g_strdupv ((char **) roots);
  for (gsize i = 0; roots[i]; i++)
    scan_root (self, roots[i], i == 0);
  g_ptr_array_sort (self->all, compare_entries);

  return self;
}

PyxisRuntimes *
pyxis_runtimes_new_installed (void)
{
  g_auto (GStrv) roots = pyxis_installation_dup_runtime_roots ();

  return pyxis_runtimes_new ((const char *const *) roots);
}

gboolean
pyxis_runtimes_add_source (PyxisRuntimes *self,
                           const char *name,
                           const char *version,
                           PyxisSource *source,
                           const char *const *files,
                           const char *digest)
{
  const PyxisRuntimeKind *kind = pyxis_runtime_kind_lookup (name);
  Entry *entry;

  if (!kind || strcmp (kind->name, name) != 0 || !pyxis_version_is_valid (version) ||
      !pyxis_runtime_kind_is_whole (kind, files) || pyxis_runtimes_lookup (self, name, version))
    return FALSE;

  entry = append_entry (self, kind->name, version, g_strdup (digest), g_strdupv ((char **) files));
  entry->source = g_object_ref (source);
  entry->facts.digest = entry->path;
  g_ptr_array_sort (self->all, compare_entries);
  return TRUE;
}

GPtrArray *
pyxis_runtimes_get_all (PyxisRuntimes *self)
{
  return self->all;
}

const PyxisRuntime *
pyxis_runtimes_lookup (PyxisRuntimes *self, const char *name, const char *version)
{
  for (guint i = 0; i < self->all->len; i++) {
    const PyxisRuntime *runtime = g_ptr_array_index (self->all, i);

    if (strcmp (runtime->name, name) == 0 && strcmp (runtime->version, version) == 0)
      return runtime;
  }

  return NULL;
}

const PyxisRuntime *
pyxis_runtimes_nearest (PyxisRuntimes *self, const char *name, const char *wanted)
{
  g_autofree const char **versions = g_new0 (const char *, self->all->len + 1);
  const char *nearest;
  guint count = 0;

  for (guint i = 0; i < self->all->len; i++) {
    const PyxisRuntime *runtime = g_ptr_array_index (self->all, i);

    if (strcmp (runtime->name, name) == 0)
      versions[count++] = runtime->version;
  }

  nearest = pyxis_version_nearest (versions, wanted);
  return nearest ? pyxis_runtimes_lookup (self, name, nearest) : NULL;
}

gboolean
pyxis_runtime_has_file (const PyxisRuntime *self, const char *file)
{
  return g_strv_contains (self->files, file);
}

PyxisSource *
pyxis_runtimes_get_source (PyxisRuntimes *self, const PyxisRuntime *runtime, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Entry *entry = (Entry *) runtime;

  if (!entry->source)
    entry->source = pyxis_folder_source_new (runtime->path, error);

  return entry->source;
}

GVariant *
pyxis_runtimes_describe (PyxisRuntimes *self)
{
  GVariantBuilder builder;

  g_variant_builder_init (&builder, G_VARIANT_TYPE ("a(ssas)"));
  for (guint i = 0; i < self->all->len; i++) {
    const PyxisRuntime *runtime = g_ptr_array_index (self->all, i);

    g_variant_builder_add (&builder, "(ss^as)", runtime->name, runtime->version, runtime->files);
  }

  return g_variant_builder_end (&builder);
}

char *
pyxis_runtimes_add (PyxisRuntimes *self, const char *package, GError **error)
{
  g_return_val_if_fail (self->roots[0], NULL);

  return pyxis_runtime_package_install (package, self->roots[0], error);
}

gboolean
pyxis_runtimes_remove (PyxisRuntimes *self, const char *name, const char *version, GError **error)
{
  const PyxisRuntime *runtime = pyxis_runtimes_lookup (self, name, version);

  if (!runtime) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "There is no runtime %s %s; pyxis runtime list shows those there are.", name,
                 version);
    return FALSE;
  }
  if (!runtime->is_removable) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                 "%s %s belongs to the system; only runtimes that you added can be removed.", name,
                 version);
    return FALSE;
  }

  return pyxis_runtime_package_uninstall (runtime->path, self->roots[0], error);
}
