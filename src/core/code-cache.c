/* SPDX-License-Identifier: Apache-2.0 */
#include "code-cache.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#include "cache-files.h"
#include "compiled-code.h"
#include "interpreter-snapshot-key.h"

#define SUFFIX ".code"
#define MARK "PXCO"
#define FACTS "compiled code"
#define FILE_MAX (PYXIS_COMPILED_CODE_MAX + 4096)
#define VERSIONS_MAX 100

/* Of a runtime, as its files were when it was read first. */
typedef struct {
  char *path;
  guint8 key[PYXIS_COMPILED_CODE_KEY_SIZE];
} Place;

struct _PyxisCodeCache {
  GObject parent_instance;

  char *folder;
  char *origin;
  GMutex writing;     /* one at a time */
  GMutex mutex;       /* of all below */
  GHashTable *places; /* (element-type utf8 Place): by version */
};

G_DEFINE_FINAL_TYPE (PyxisCodeCache, pyxis_code_cache, G_TYPE_OBJECT)

static void
place_clear (gpointer data)
{
  g_free (((Place *) data)->path);
}

static void
place_unref (gpointer data)
{
  g_atomic_rc_box_release_full (data, place_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Place, place_unref)

static PyxisCacheFiles
get_files (PyxisCodeCache *self)
{
  return (PyxisCacheFiles){ self->folder, SUFFIX, PYXIS_CODE_CACHE_FILES_MAX,
                            PYXIS_CODE_CACHE_BYTES_MAX };
}

/* Of the project and of the runtime's files as they are now. */
static Place *
place_new (PyxisCodeCache *self, const PyxisRuntime *runtime)
{
  g_autoptr (PyxisInterpreterSnapshotKey) key =
    pyxis_interpreter_snapshot_key_new (runtime, FACTS, NULL);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  const PyxisCacheFiles files = get_files (self);
  Place *place;
  gsize size = PYXIS_COMPILED_CODE_KEY_SIZE;

  if (!key)
    return NULL;
  place = g_atomic_rc_box_new0 (Place);
  place->path = pyxis_cache_files_dup_path (&files, runtime, self->origin);
  g_checksum_update (checksum, (const guchar *) self->origin, (gssize) strlen (self->origin) + 1);
  g_checksum_update (checksum, key->stamp, sizeof key->stamp);
  g_checksum_get_digest (checksum, place->key, &size);
  return place;
}

static GBytes *
read_entries (const Place *place, GError **error)
{
  g_autoptr (GBytes) file = pyxis_cache_files_read (place->path, FILE_MAX, error);

  return file ? pyxis_compiled_code_unpack (file, place->key, error) : NULL;
}

static GBytes *
add_mark (GBytes *entries)
{
  GByteArray *marked = g_byte_array_new ();

  g_byte_array_append (marked, (const guint8 *) MARK, strlen (MARK));
  if (entries && g_bytes_get_size (entries) > 0)
    g_byte_array_append (marked, g_bytes_get_data (entries, NULL),
                         (guint) g_bytes_get_size (entries));
  return g_byte_array_free_to_bytes (marked);
}

static void
pyxis_code_cache_finalize (GObject *object)
{
  PyxisCodeCache *self = PYXIS_CODE_CACHE (object);

  g_free (self->folder);
  g_free (self->origin);
  g_hash_table_unref (self->places);
  g_mutex_clear (&self->mutex);
  g_mutex_clear (&self->writing);

  G_OBJECT_CLASS (pyxis_code_cache_parent_class)->finalize (object);
}

static void
pyxis_code_cache_class_init (PyxisCodeCacheClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_code_cache_finalize;
}

static void
pyxis_code_cache_init (PyxisCodeCache *self)
{
  g_mutex_init (&self->writing);
  g_mutex_init (&self->mutex);
  self->places = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, place_unref);
}

PyxisCodeCache *
pyxis_code_cache_new (const char *folder, const char *origin)
{
  PyxisCodeCache *self = g_object_new (PYXIS_TYPE_CODE_CACHE, NULL);

  self->folder = g_strdup (folder);
  self->origin = g_strdup (origin);
  return self;
}

/* FALSE: there are too many. */
static gboolean
remember (PyxisCodeCache *self, const char *version, Place *place)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (g_hash_table_size (self->places) == VERSIONS_MAX)
    return FALSE;
  g_hash_table_replace (self->places, g_strdup (version), g_atomic_rc_box_acquire (place));
  return TRUE;
}

/* (transfer full) (nullable) */
static Place *
find_place (PyxisCodeCache *self, const char *version, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  Place *place = g_hash_table_lookup (self->places, version);

  if (place)
    return g_atomic_rc_box_acquire (place);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "There is no compiled code of Pyodide %s.",
               version);
  return NULL;
}

GBytes *
pyxis_code_cache_read (PyxisCodeCache *self, const PyxisRuntime *runtime)
{
  g_autoptr (Place) place = NULL;
  g_autoptr (GBytes) entries = NULL;
  g_autoptr (GError) error = NULL;

  g_return_val_if_fail (PYXIS_IS_CODE_CACHE (self), NULL);

  place = place_new (self, runtime);
  if (!place || !remember (self, runtime->version, place))
    return add_mark (NULL);
  entries = read_entries (place, &error);
  if (entries)
    g_utime (place->path, NULL); /* the oldest goes first, by its last use */
  else
    g_debug ("No compiled code: %s", error->message);
  return add_mark (entries);
}

static gboolean
write_merged (PyxisCodeCache *self, const Place *place, GBytes *entries, GError **error)
{
  const PyxisCacheFiles files = get_files (self);
  g_autoptr (PyxisFileLock) lock = pyxis_cache_files_lock (&files, error);
  g_autoptr (GBytes) older = NULL;
  g_autoptr (GBytes) merged = NULL;
  g_autoptr (GBytes) file = NULL;

  if (!lock)
    return FALSE;
  older = read_entries (place, NULL);
  merged = pyxis_compiled_code_merge (entries, older, error);
  if (!merged)
    return FALSE;
  if (older && g_bytes_equal (merged, older))
    return TRUE;
  file = pyxis_compiled_code_pack (place->key, merged);
  return pyxis_cache_files_write (&files, place->path, file, G_FILE_SET_CONTENTS_CONSISTENT, error);
}

gboolean
pyxis_code_cache_check (PyxisCodeCache *self, const char *version, GBytes *entries, GError **error)
{
  g_autoptr (Place) place = NULL;

  g_return_val_if_fail (PYXIS_IS_CODE_CACHE (self), FALSE);

  place = find_place (self, version, error);
  return place && pyxis_compiled_code_check (entries, error);
}

gboolean
pyxis_code_cache_add (PyxisCodeCache *self, const char *version, GBytes *entries, GError **error)
{
  g_autoptr (GMutexLocker) locker = NULL;
  g_autoptr (Place) place = NULL;

  g_return_val_if_fail (PYXIS_IS_CODE_CACHE (self), FALSE);

  place = find_place (self, version, error);
  if (!place)
    return FALSE;
  locker = g_mutex_locker_new (&self->writing);
  return write_merged (self, place, entries, error);
}
