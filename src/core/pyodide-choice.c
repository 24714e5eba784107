/* SPDX-License-Identifier: Apache-2.0 */
#include "pyodide-choice.h"

#include <glib/gstdio.h>
#include <string.h>
#include <utime.h>

#include "cache-files.h"
#include "interpreter-snapshot-key.h"

#define NAME "pyodide"
#define SUFFIX ".pyodide"
#define PREFIX "/@pyxis/runtime/" NAME "/"
#define MODULE "/pyodide.mjs"
#define VERSION_MAX 64 /* bytes of one that is kept; none that is installed is longer */

struct _PyxisPyodideChoice {
  GObject parent_instance;

  PyxisRuntimes *runtimes;
  char *folder; /* (nullable) */
  char *origin;
  const PyxisRuntime *expected; /* (nullable) */
  const PyxisRuntime *kept;     /* (nullable): in the file */
  guint saving;                 /* a source; 0: nothing waits to be saved */
  gboolean is_guess;
  gboolean is_open; /* the page has asked for none yet */
};

G_DEFINE_FINAL_TYPE (PyxisPyodideChoice, pyxis_pyodide_choice, G_TYPE_OBJECT)

static char *
dup_path (PyxisPyodideChoice *self)
{
  g_autofree char *name = g_strconcat (self->origin, SUFFIX, NULL);

  return g_build_filename (self->folder, name, NULL);
}

/* (nullable) */
static const PyxisRuntime *
load (PyxisPyodideChoice *self)
{
  g_autofree char *path = dup_path (self);
  g_autoptr (GBytes) bytes = pyxis_cache_files_read (path, VERSION_MAX, NULL);
  g_autofree char *version = NULL;

  if (!bytes)
    return NULL;
  g_utime (path, NULL); /* the oldest goes first, by its last use */
  version = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  return pyxis_runtimes_lookup (self->runtimes, NAME, version);
}

static gboolean
save (PyxisPyodideChoice *self, GError **error)
{
  const PyxisCacheFiles files = { self->folder, SUFFIX, PYXIS_PYODIDE_CHOICE_FILES_MAX,
                                  PYXIS_PYODIDE_CHOICE_FILES_MAX * VERSION_MAX };
  const char *version = self->expected->version;
  g_autofree char *path = dup_path (self);
  g_autoptr (GBytes) bytes = g_bytes_new (version, strlen (version));
  g_autoptr (PyxisFileLock) lock = pyxis_cache_files_lock (&files, error);

  if (!lock)
    return FALSE;
  g_unlink (path); /* whatever it is: it is not replaced but written, and a pipe would wait */
  return pyxis_cache_files_write (&files, path, bytes, G_FILE_SET_CONTENTS_NONE, error);
}

static gboolean
save_cb (gpointer user_data)
{
  PyxisPyodideChoice *self = user_data;
  g_autoptr (GError) error = NULL;

  self->saving = 0;
  if (save (self, &error))
    self->kept = self->expected;
  else
    g_debug ("The version of Pyodide is not kept: %s", error->message);
  return G_SOURCE_REMOVE;
}

/* Once nothing else is to be done: the page starts just now, and a guess that is lost costs little. What could not be
 * saved is tried again with the next page. */
static void
save_later (PyxisPyodideChoice *self)
{
  if (self->folder && !self->saving && self->expected != self->kept)
    self->saving = g_idle_add_full (G_PRIORITY_LOW, save_cb, self, NULL);
}

/* (nullable): whose module the request `text` was for. */
static const PyxisRuntime *
find_asked (PyxisPyodideChoice *self, const char *text)
{
  const char *place = text ? strstr (text, PREFIX) : NULL;
  const char *version = place ? place + strlen (PREFIX) : "";
  gsize length = strcspn (version, "/");
  g_autofree char *asked = NULL;

  if (!g_str_equal (version + length, MODULE))
    return NULL;
  asked = g_strndup (version, length);
  return pyxis_runtimes_lookup (self->runtimes, NAME, asked);
}

static void
appended_cb (PyxisEventLog *log, PyxisEvent *event, gpointer user_data)
{
  PyxisPyodideChoice *self = user_data;
  const PyxisEventFields *fields = pyxis_event_get_fields (event);
  const PyxisRuntime *asked = NULL;

  if (!self->is_open || !g_str_equal (fields->kind, "request"))
    return;
  asked = find_asked (self, fields->text);
  if (!asked)
    return;
  self->is_open = FALSE;
  self->expected = asked;
  save_later (self);
}

static void
pyxis_pyodide_choice_finalize (GObject *object)
{
  PyxisPyodideChoice *self = PYXIS_PYODIDE_CHOICE (object);

  g_clear_handle_id (&self->saving, g_source_remove);
  g_object_unref (self->runtimes);
  g_free (self->folder);
  g_free (self->origin);

  G_OBJECT_CLASS (pyxis_pyodide_choice_parent_class)->finalize (object);
}

static void
pyxis_pyodide_choice_class_init (PyxisPyodideChoiceClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_pyodide_choice_finalize;
}

static void
pyxis_pyodide_choice_init (PyxisPyodideChoice *self)
{
}

PyxisPyodideChoice *
pyxis_pyodide_choice_new (const char *folder,
                          const char *origin,
                          PyxisRuntimes *runtimes,
                          PyxisEventLog *log)
{
  PyxisPyodideChoice *self = g_object_new (PYXIS_TYPE_PYODIDE_CHOICE, NULL);
  GPtrArray *all = pyxis_runtimes_get_all (runtimes);
  guint n = 0;

  self->runtimes = g_object_ref (runtimes);
  self->folder = g_strdup (folder);
  self->origin = g_strdup (origin);
  for (guint i = 0; i < all->len; i++) {
    const PyxisRuntime *runtime = all->pdata[i];

    if (!g_str_equal (runtime->name, NAME))
      continue;
    self->expected = runtime;
    n++;
  }
  if (n < 2)
    return self;
  self->is_guess = TRUE;
  self->expected = self->kept = folder ? load (self) : NULL;
  g_signal_connect_object (log, "appended", G_CALLBACK (appended_cb), self, 0);
  return self;
}

const char *
pyxis_pyodide_choice_get_version (PyxisPyodideChoice *self)
{
  g_return_val_if_fail (PYXIS_IS_PYODIDE_CHOICE (self), "");

  /* Of some versions no memory is ever kept, and who asks for it anyway is told so. */
  if (!self->expected ||
      (self->is_guess && !pyxis_interpreter_snapshot_key_is_known (self->expected)))
    return "";
  return self->expected->version;
}

gboolean
pyxis_pyodide_choice_is_guess (PyxisPyodideChoice *self)
{
  g_return_val_if_fail (PYXIS_IS_PYODIDE_CHOICE (self), FALSE);

  return self->is_guess;
}

void
pyxis_pyodide_choice_begin_page (PyxisPyodideChoice *self)
{
  g_return_if_fail (PYXIS_IS_PYODIDE_CHOICE (self));

  self->is_open = TRUE;
}
