/* SPDX-License-Identifier: Apache-2.0 */
#include "interpreter-snapshots.h"

#include <errno.h>
#include <glib/gstdio.h>

#include "cache-files.h"
#include "interpreter-snapshot.h"
#include "pyxis-core-resources.h"

#define SUFFIX ".snapshot"
#define SCRIPTS "/pyxis/js/"

/* What makes a snapshot and takes it: another of these, another snapshot. */
static const char *const scripts[] = { "make-snapshot.mjs",    "pyodide-compiled.py",
                                       "pyodide-lean.js",      "pyodide-restored.py",
                                       "pyodide-snapshot.mjs", NULL };

struct _PyxisInterpreterSnapshots {
  GObject parent_instance;

  char *folder;
  char *facts;
  GHashTable *told; /* (element-type utf8): the sentences so far; main thread */
};

enum { REFUSED, LACKING, N_SIGNALS };

static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (PyxisInterpreterSnapshots, pyxis_interpreter_snapshots, G_TYPE_OBJECT)

/* One on its way to the main thread. */
typedef struct {
  PyxisInterpreterSnapshots *self;
  char *sentence;
  char *version; /* (nullable): that lacks one */
} Refusal;

static void
refusal_free (gpointer data)
{
  Refusal *refusal = data;

  g_object_unref (refusal->self);
  g_free (refusal->sentence);
  g_free (refusal->version);
  g_free (refusal);
}

static gboolean
refused_cb (gpointer user_data)
{
  Refusal *refusal = user_data;

  if (g_hash_table_add (refusal->self->told, g_strdup (refusal->sentence)))
    g_signal_emit (refusal->self, signals[REFUSED], 0, refusal->sentence);
  if (refusal->version)
    g_signal_emit (refusal->self, signals[LACKING], 0, refusal->version);
  return G_SOURCE_REMOVE;
}

static void
refuse (PyxisInterpreterSnapshots *self, const PyxisRuntime *runtime, const char *why)
{
  Refusal *refusal = g_new0 (Refusal, 1);

  refusal->self = g_object_ref (self);
  if (pyxis_interpreter_snapshots_lacks (self, runtime))
    refusal->version = g_strdup (runtime->version);
  refusal->sentence = g_strdup_printf (
    "Pyodide %s starts the ordinary way, not from a snapshot: %s.", runtime->version, why);
  g_idle_add_full (G_PRIORITY_DEFAULT, refused_cb, refusal, refusal_free);
}

static PyxisCacheFiles
get_files (PyxisInterpreterSnapshots *self)
{
  return (PyxisCacheFiles){ self->folder, SUFFIX, PYXIS_INTERPRETER_SNAPSHOTS_MAX,
                            PYXIS_INTERPRETER_SNAPSHOTS_BYTES_MAX };
}

static char *
dup_path (PyxisInterpreterSnapshots *self, const PyxisRuntime *runtime)
{
  const PyxisCacheFiles files = get_files (self);

  return pyxis_cache_files_dup_path (&files, runtime, self->facts);
}

static GBytes *
read_image (PyxisInterpreterSnapshots *self, const PyxisRuntime *runtime, GError **error)
{
  g_autofree char *path = dup_path (self, runtime);
  g_autoptr (GBytes) file = pyxis_cache_files_read (path, PYXIS_INTERPRETER_SNAPSHOT_MAX, error);
  g_autoptr (PyxisInterpreterSnapshotKey) key = NULL;
  GBytes *image = NULL;

  if (!file)
    return NULL;
  key = pyxis_interpreter_snapshot_key_new (runtime, self->facts, error);
  image = key ? pyxis_interpreter_snapshot_unpack (file, key, error) : NULL;
  if (key && !image)
    g_unlink (path);
  return image;
}

static void
add_scripts (GChecksum *checksum)
{
  for (gsize i = 0; scripts[i]; i++) {
    g_autofree char *path = g_strconcat (SCRIPTS, scripts[i], NULL);
    g_autoptr (GBytes) bytes =
      g_resource_lookup_data (pyxis_core_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

    g_assert (bytes);
    g_checksum_update (checksum, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
  }
}

static void
pyxis_interpreter_snapshots_finalize (GObject *object)
{
  PyxisInterpreterSnapshots *self = PYXIS_INTERPRETER_SNAPSHOTS (object);

  g_free (self->folder);
  g_free (self->facts);
  g_hash_table_unref (self->told);

  G_OBJECT_CLASS (pyxis_interpreter_snapshots_parent_class)->finalize (object);
}

static void
pyxis_interpreter_snapshots_class_init (PyxisInterpreterSnapshotsClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_interpreter_snapshots_finalize;
  signals[REFUSED] = g_signal_new ("refused", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
  signals[LACKING] = g_signal_new ("lacking", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);
}

static void
pyxis_interpreter_snapshots_init (PyxisInterpreterSnapshots *self)
{
  self->told = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
}

PyxisInterpreterSnapshots *
pyxis_interpreter_snapshots_new (const char *folder, const char *facts)
{
  PyxisInterpreterSnapshots *self = g_object_new (PYXIS_TYPE_INTERPRETER_SNAPSHOTS, NULL);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);

  add_scripts (checksum);
  self->folder = g_strdup (folder);
  self->facts = g_strdup_printf ("format %d\nscripts %s\n%s", PYXIS_INTERPRETER_SNAPSHOT_FORMAT,
                                 g_checksum_get_string (checksum), facts);
  return self;
}

GBytes *
pyxis_interpreter_snapshots_read (PyxisInterpreterSnapshots *self, const PyxisRuntime *runtime)
{
  g_autoptr (GError) error = NULL;
  GBytes *image = NULL;

  g_return_val_if_fail (PYXIS_IS_INTERPRETER_SNAPSHOTS (self), NULL);

  if (!pyxis_interpreter_snapshot_key_is_known (runtime)) {
    refuse (self, runtime, "this version keeps its files in another way");
    return NULL;
  }
  image = read_image (self, runtime, &error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    refuse (self, runtime, "none has been made yet");
  else if (error)
    refuse (self, runtime, error->message);
  return image;
}

gboolean
pyxis_interpreter_snapshots_lacks (PyxisInterpreterSnapshots *self, const PyxisRuntime *runtime)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (PYXIS_IS_INTERPRETER_SNAPSHOTS (self), FALSE);

  path = dup_path (self, runtime);
  return pyxis_interpreter_snapshot_key_is_known (runtime) &&
         !g_file_test (path, G_FILE_TEST_EXISTS);
}

PyxisFileLock *
pyxis_interpreter_snapshots_lock (PyxisInterpreterSnapshots *self, GError **error)
{
  const PyxisCacheFiles files = get_files (self);
  g_autoptr (GError) failure = NULL;
  PyxisFileLock *lock;

  g_return_val_if_fail (PYXIS_IS_INTERPRETER_SNAPSHOTS (self), NULL);

  lock = pyxis_cache_files_lock (&files, &failure);
  if (!lock)
    g_set_error_literal (error, G_IO_ERROR, failure->code,
                         failure->code == G_IO_ERROR_BUSY ? "another Pyxis is making one"
                                                          : failure->message);
  return lock;
}

PyxisInterpreterSnapshotKey *
pyxis_interpreter_snapshots_take_key (PyxisInterpreterSnapshots *self,
                                      const PyxisRuntime *runtime,
                                      GError **error)
{
  g_return_val_if_fail (PYXIS_IS_INTERPRETER_SNAPSHOTS (self), NULL);

  return pyxis_interpreter_snapshot_key_new (runtime, self->facts, error);
}

gboolean
pyxis_interpreter_snapshots_write (PyxisInterpreterSnapshots *self,
                                   PyxisInterpreterSnapshotKey *key,
                                   GBytes *image,
                                   GError **error)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) file = NULL;
  const PyxisCacheFiles files = get_files (self);

  g_return_val_if_fail (PYXIS_IS_INTERPRETER_SNAPSHOTS (self), FALSE);

  path = dup_path (self, key->runtime);
  if (!pyxis_interpreter_snapshot_key_read (key, error))
    return FALSE;
  file = pyxis_interpreter_snapshot_pack (key, image, error);
  if (!file)
    return FALSE;
  return pyxis_cache_files_write (
    &files, path, file, G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, error);
}
