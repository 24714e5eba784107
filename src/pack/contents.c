/* SPDX-License-Identifier: Apache-2.0 */
#include "contents.h"

#include <string.h>

#include "contents-hash.h"
#include "folder-source.h"
#include "hash.h"
#include "icon.h"
#include "licences.h"
#include "manifest.h"
#include "memory-source.h"
#include "needs.h"

static void
item_free (gpointer data)
{
  PyxisContentsItem *self = data;

  g_free (self->path);
  g_free (self->inner);
  g_clear_object (&self->source);
  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self);
}

static int
compare_items (gconstpointer a, gconstpointer b)
{
  const PyxisContentsItem *one = *(const PyxisContentsItem *const *) a;
  const PyxisContentsItem *other = *(const PyxisContentsItem *const *) b;

  return strcmp (one->path, other->path);
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const PyxisManifestFile *one = *(const PyxisManifestFile *const *) a;
  const PyxisManifestFile *other = *(const PyxisManifestFile *const *) b;

  return strcmp (one->path, other->path);
}

static PyxisContentsItem *
add_item_at (PyxisContents *self, const char *path, PyxisSource *source, const char *inner)
{
  PyxisContentsItem *item = g_new0 (PyxisContentsItem, 1);

  item->path = g_strdup (path);
  item->source = g_object_ref (source);
  item->inner = g_strdup (inner);
  g_ptr_array_add (self->items, item);
  return item;
}

static void
add_item (PyxisContents *self, const char *folder, PyxisSource *source, const char *inner)
{
  g_autofree char *path = g_strdup_printf ("%s/%s", folder, inner);

  add_item_at (self, path, source, inner);
}

static gboolean
add_runtime (PyxisContents *self,
             PyxisRuntimes *runtimes,
             const PyxisNeeds *needs,
             const PyxisRuntime *runtime,
             GError **error)
{
  PyxisSource *source = pyxis_runtimes_get_source (runtimes, runtime, error);
  g_autofree char *folder = g_strdup_printf ("runtime/%s/%s", runtime->name, runtime->version);

  if (!source)
    return FALSE;
  for (gsize i = 0; runtime->files[i]; i++) {
    if (pyxis_needs_file (needs, runtime, runtime->files[i]))
      add_item (self, folder, source, runtime->files[i]);
  }
  g_ptr_array_add (self->runtimes, pyxis_manifest_runtime_new (runtime->name, runtime->version));
  return TRUE;
}

static gboolean
add_runtimes (PyxisContents *self,
              PyxisProject *project,
              const PyxisInventory *inventory,
              PyxisRuntimes *runtimes,
              GError **error)
{
  g_autoptr (PyxisNeeds) needs = pyxis_needs_find (project, inventory, runtimes, error);
  g_autoptr (PyxisSource) licences = pyxis_licences_new ();

  if (!needs)
    return FALSE;
  for (guint i = 0; i < needs->runtimes->len; i++) {
    const PyxisRuntime *runtime = needs->runtimes->pdata[i];
    const char *const *texts = pyxis_licences_of_runtime (runtime->name);

    if (!add_runtime (self, runtimes, needs, runtime, error))
      return FALSE;
    for (gsize j = 0; texts[j]; j++)
      add_item (self, "licences", licences, texts[j]);
  }
  return TRUE;
}

/* The configuration of a page that was named would be that of its folder, not of the app. */
static gboolean
check_folder (const char *folder, GError **error)
{
  g_autofree char *shown = g_filename_display_name (folder);

  if (!g_file_test (folder, G_FILE_TEST_EXISTS) || g_file_test (folder, G_FILE_TEST_IS_DIR))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY,
               "“%s” is no folder; name the folder of the project.", shown);
  return FALSE;
}

static PyxisContents *
contents_new (void)
{
  PyxisContents *self = g_new0 (PyxisContents, 1);

  self->items = g_ptr_array_new_with_free_func (item_free);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) pyxis_manifest_file_free);
  self->runtimes = g_ptr_array_new_with_free_func ((GDestroyNotify) pyxis_manifest_runtime_free);
  return self;
}

static gboolean
fill (PyxisContents *self,
      PyxisProject *project,
      PyxisRuntimes *runtimes,
      GCancellable *cancellable,
      GError **error)
{
  const char *folder = pyxis_project_get_path (project);
  g_autoptr (PyxisInventory) inventory = NULL;
  g_autoptr (PyxisSource) source = NULL;

  self->description = pyxis_description_new (project, error);
  inventory = self->description ? pyxis_inventory_new (folder, cancellable, error) : NULL;
  source = inventory ? pyxis_folder_source_new (folder, error) : NULL;
  if (!source ||
      (self->description->icon && !pyxis_icon_check (source, self->description->icon, error)))
    return FALSE;

  self->left_out = pyxis_inventory_dup_note (inventory);
  for (guint i = 0; i < inventory->files->len; i++)
    add_item (self, "app", source, ((PyxisInventoryFile *) inventory->files->pdata[i])->path);
  if (runtimes && !add_runtimes (self, project, inventory, runtimes, error))
    return FALSE;
  g_ptr_array_sort (self->items, compare_items);
  return pyxis_contents_hash (self, cancellable, error);
}

PyxisContents *
pyxis_contents_new_of_project (PyxisProject *project,
                               PyxisRuntimes *runtimes,
                               GCancellable *cancellable,
                               GError **error)
{
  g_autoptr (PyxisContents) self = NULL;

  if (!check_folder (pyxis_project_get_path (project), error))
    return NULL;
  self = contents_new ();
  if (!fill (self, project, runtimes, cancellable, error))
    return NULL;

  self->manifest = pyxis_manifest_write (self->description, self->runtimes, self->files);
  return g_steal_pointer (&self);
}

PyxisProject *
pyxis_contents_load_project (const char *folder, GError **error)
{
  return check_folder (folder, error) ? pyxis_project_load (folder, error) : NULL;
}

PyxisContents *
pyxis_contents_new (const char *folder,
                    PyxisRuntimes *runtimes,
                    GCancellable *cancellable,
                    GError **error)
{
  g_autoptr (PyxisProject) project = pyxis_contents_load_project (folder, error);

  return project ? pyxis_contents_new_of_project (project, runtimes, cancellable, error) : NULL;
}

/* G_MAXUINT: it has none. */
static guint
find_item (const PyxisContents *self, const char *path)
{
  for (guint i = 0; i < self->items->len; i++) {
    if (g_str_equal (((PyxisContentsItem *) self->items->pdata[i])->path, path))
      return i;
  }
  return G_MAXUINT;
}

/* (transfer full): what was not kept, once more. */
static GBytes *
read_again (const PyxisContentsItem *item, gsize most, const char *hash, GError **error)
{
  g_autoptr (PyxisContent) content = pyxis_source_open (item->source, item->inner, error);
  g_autofree guint8 *data = g_malloc (most + 1);
  g_autofree char *found = NULL;
  gsize length = 0;

  if (!content || !g_input_stream_read_all (content->stream, data, most + 1, &length, NULL, error))
    return NULL;
  found = pyxis_hash_bytes (data, length);
  if (length <= most && !g_str_equal (found, hash)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "“%s” was changed while the app was packed; pack it again.", item->inner);
    return NULL;
  }
  return g_bytes_new (data, length);
}

GBytes *
pyxis_contents_load (const PyxisContents *self, const char *path, gsize most, GError **error)
{
  guint i = find_item (self, path);
  const PyxisContentsItem *item = i < G_MAXUINT ? self->items->pdata[i] : NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (!item) {
    pyxis_source_set_not_found (error, path);
    return NULL;
  }
  bytes = item->bytes
            ? g_bytes_ref (item->bytes)
            : read_again (item, most, ((PyxisManifestFile *) self->files->pdata[i])->hash, error);
  if (bytes && g_bytes_get_size (bytes) > most) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "“%s” is larger than %" G_GSIZE_FORMAT " bytes; make it smaller.", item->inner,
                 most);
    return NULL;
  }
  return g_steal_pointer (&bytes);
}

static void
copy_items (const PyxisContents *from, PyxisContents *to)
{
  for (guint i = 0; i < from->items->len; i++) {
    const PyxisContentsItem *item = from->items->pdata[i];
    const PyxisManifestFile *file = from->files->pdata[i];

    add_item_at (to, item->path, item->source, item->inner)->bytes =
      item->bytes ? g_bytes_ref (item->bytes) : NULL;
    g_ptr_array_add (to->files, pyxis_manifest_file_new (file->path, file->size, file->hash));
  }
  for (guint i = 0; i < from->runtimes->len; i++) {
    const PyxisManifestRuntime *runtime = from->runtimes->pdata[i];

    g_ptr_array_add (to->runtimes, pyxis_manifest_runtime_new (runtime->name, runtime->version));
  }
}

static void
add_bytes (PyxisContents *self, const char *path, GBytes *bytes)
{
  g_autoptr (PyxisMemorySource) source = pyxis_memory_source_new (NULL);
  gsize length;
  const void *data = g_bytes_get_data (bytes, &length);
  g_autofree char *hash = pyxis_hash_bytes (data, length);

  pyxis_memory_source_put (source, path, bytes);
  add_item_at (self, path, PYXIS_SOURCE (source), path)->bytes = g_bytes_ref (bytes);
  g_ptr_array_add (self->files, pyxis_manifest_file_new (path, (goffset) length, hash));
  g_ptr_array_sort (self->items, compare_items);
  g_ptr_array_sort (self->files, compare_files);
  self->size += (goffset) length;
}

PyxisContents *
pyxis_contents_new_with (const PyxisContents *self, const char *path, GBytes *bytes)
{
  PyxisContents *copy = contents_new ();

  copy->description = pyxis_description_ref (self->description);
  copy->size = self->size;
  copy->left_out = g_strdup (self->left_out);
  copy_items (self, copy);
  if (path)
    add_bytes (copy, path, bytes);
  copy->manifest = pyxis_manifest_write (copy->description, copy->runtimes, copy->files);
  return copy;
}

void
pyxis_contents_free (PyxisContents *self)
{
  g_clear_pointer (&self->description, pyxis_description_free);
  g_ptr_array_unref (self->items);
  g_ptr_array_unref (self->files);
  g_ptr_array_unref (self->runtimes);
  g_free (self->manifest);
  g_free (self->left_out);
  g_free (self);
}
