/* SPDX-License-Identifier: Apache-2.0 */
#include "interpreter-files.h"

#define LIST_TIMEOUT_MS 5000
#define FOLDERS_MAX 200

struct _PyxisInterpreterFiles {
  GObject parent_instance;

  PyxisInterpreter *interpreter;
  GCancellable *cancellable;
  GPtrArray *folders; /* of PyxisInterpreterFolder, borrowed */
  guint idle;         /* a question is about to be asked; 0: none is */
  gboolean is_asking;
  gboolean is_stale; /* all of it is to be asked for again */
};

enum { CHANGED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisInterpreterFiles, pyxis_interpreter_files, G_TYPE_OBJECT)

static void
gone_cb (gpointer data, GObject *folder)
{
  g_ptr_array_remove_fast (PYXIS_INTERPRETER_FILES (data)->folders, folder);
}

/* (nullable) (transfer full) */
static PyxisInterpreterFolder *
find (PyxisInterpreterFiles *self, const char *path)
{
  for (guint i = 0; path && i < self->folders->len; i++)
    if (g_str_equal (pyxis_interpreter_folder_get_path (self->folders->pdata[i]), path))
      return g_object_ref (self->folders->pdata[i]);
  return NULL;
}

/* How many folders were answered. What is told may open and close folders. */
static guint
take (PyxisInterpreterFiles *self, const cJSON *answer)
{
  const cJSON *listed;
  guint n = 0;

  cJSON_ArrayForEach (listed, cJSON_GetObjectItemCaseSensitive (answer, "folders"))
  {
    const char *path = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (listed, "path"));
    g_autoptr (PyxisInterpreterFolder) folder = find (self, path);

    if (!folder || !pyxis_interpreter_folder_is_due (folder))
      continue;
    pyxis_interpreter_folder_take (folder, listed);
    n++;
  }
  return n;
}

static void ask_soon (PyxisInterpreterFiles *self);

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisInterpreterFiles) self = user_data;
  g_autoptr (GError) error = NULL;
  cJSON *answer = pyxis_interpreter_call_finish (PYXIS_INTERPRETER (source), result, &error);
  guint n_answered = answer ? take (self, answer) : 0;

  cJSON_Delete (answer);
  self->is_asking = FALSE;
  if (error)
    g_debug ("%s", error->message);
  /* One answer has not room for all. */
  if (self->is_stale)
    pyxis_interpreter_files_refresh (self);
  else if (n_answered > 0)
    ask_soon (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

/* (transfer full) (nullable): what is to be listed; NULL where nothing is. A tree opens a folder, and lets go
 * of it, only to see whether it could be opened. */
static cJSON *
make_values (PyxisInterpreterFiles *self)
{
  cJSON *values = cJSON_CreateObject ();
  cJSON *paths = cJSON_AddArrayToObject (values, "paths");
  guint n = 0;

  for (guint i = 0; i < self->folders->len && n < FOLDERS_MAX; i++) {
    PyxisInterpreterFolder *folder = self->folders->pdata[i];

    if (!pyxis_interpreter_folder_is_due (folder))
      continue;
    cJSON_AddItemToArray (paths, cJSON_CreateString (pyxis_interpreter_folder_get_path (folder)));
    n++;
  }
  if (n == 0)
    g_clear_pointer (&values, cJSON_Delete);
  return values;
}

static gboolean
can_ask (PyxisInterpreterFiles *self)
{
  return !self->is_asking && !pyxis_interpreter_is_busy (self->interpreter) &&
         pyxis_interpreter_is_alive (self->interpreter);
}

static void
ask (PyxisInterpreterFiles *self, const cJSON *values)
{
  const PyxisInterpreterCall call = { "list", values, LIST_TIMEOUT_MS };

  self->is_asking = TRUE;
  pyxis_interpreter_call_async (self->interpreter, &call, self->cancellable, listed_cb,
                                g_object_ref (self));
}

static gboolean
idle_cb (gpointer user_data)
{
  PyxisInterpreterFiles *self = user_data;
  cJSON *values = can_ask (self) ? make_values (self) : NULL;

  self->idle = 0;
  if (values)
    ask (self, values);
  cJSON_Delete (values);
  return G_SOURCE_REMOVE;
}

/* What is wanted in one go is asked in one go; with the priority of an event, for what moves in a window may leave
 * no time for others. */
static void
ask_soon (PyxisInterpreterFiles *self)
{
  if (!self->idle && !self->is_asking)
    self->idle = g_idle_add_full (G_PRIORITY_DEFAULT, idle_cb, self, NULL);
}

static void
busy_cb (PyxisInterpreter *interpreter, GParamSpec *pspec, gpointer user_data)
{
  if (!pyxis_interpreter_is_busy (interpreter))
    pyxis_interpreter_files_refresh (user_data);
}

static void
pyxis_interpreter_files_dispose (GObject *object)
{
  PyxisInterpreterFiles *self = PYXIS_INTERPRETER_FILES (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_handle_id (&self->idle, g_source_remove);
  for (guint i = 0; i < self->folders->len; i++)
    g_object_weak_unref (self->folders->pdata[i], gone_cb, self);
  g_ptr_array_set_size (self->folders, 0);

  G_OBJECT_CLASS (pyxis_interpreter_files_parent_class)->dispose (object);
}

static void
pyxis_interpreter_files_finalize (GObject *object)
{
  PyxisInterpreterFiles *self = PYXIS_INTERPRETER_FILES (object);

  g_object_unref (self->cancellable);
  g_object_unref (self->interpreter);
  g_ptr_array_unref (self->folders);

  G_OBJECT_CLASS (pyxis_interpreter_files_parent_class)->finalize (object);
}

static void
pyxis_interpreter_files_class_init (PyxisInterpreterFilesClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyxis_interpreter_files_dispose;
  object_class->finalize = pyxis_interpreter_files_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
pyxis_interpreter_files_init (PyxisInterpreterFiles *self)
{
  self->cancellable = g_cancellable_new ();
  self->folders = g_ptr_array_new ();
}

PyxisInterpreterFiles *
pyxis_interpreter_files_new (PyxisInterpreter *interpreter)
{
  PyxisInterpreterFiles *self = g_object_new (PYXIS_TYPE_INTERPRETER_FILES, NULL);

  self->interpreter = g_object_ref (interpreter);
  g_signal_connect_object (interpreter, "notify::is-busy", G_CALLBACK (busy_cb), self, 0);
  return self;
}

PyxisInterpreter *
pyxis_interpreter_files_get_interpreter (PyxisInterpreterFiles *self)
{
  return self->interpreter;
}

PyxisInterpreterFolder *
pyxis_interpreter_files_open (PyxisInterpreterFiles *self, const char *path)
{
  PyxisInterpreterFolder *folder;

  g_return_val_if_fail (PYXIS_IS_INTERPRETER_FILES (self) && path, NULL);

  folder = find (self, path);
  if (folder)
    return folder;
  folder = pyxis_interpreter_folder_new (G_OBJECT (self), path);
  g_object_weak_ref (G_OBJECT (folder), gone_cb, self);
  g_ptr_array_add (self->folders, folder);
  ask_soon (self);
  return folder;
}

gboolean
pyxis_interpreter_files_is_open (PyxisInterpreterFiles *self)
{
  return self->folders->len > 0;
}

void
pyxis_interpreter_files_refresh (PyxisInterpreterFiles *self)
{
  g_return_if_fail (PYXIS_IS_INTERPRETER_FILES (self));

  self->is_stale = self->is_asking;
  for (guint i = 0; i < self->folders->len && !self->is_asking; i++)
    pyxis_interpreter_folder_set_due (self->folders->pdata[i]);
  ask_soon (self);
}

gboolean
pyxis_interpreter_files_is_closed (const char *path)
{
  return g_str_equal (path, "/vfs") || g_str_equal (path, "/proc") || g_str_equal (path, "/dev");
}
