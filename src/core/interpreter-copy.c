/* SPDX-License-Identifier: Apache-2.0 */
#include "interpreter-copy.h"

#include "interpreter-files.h"
#include "interpreter-read.h"
#include "vfs-file.h"
#include "vfs-item.h"
#include "vfs-name.h"

#define LIST_TIMEOUT_MS 10000

/* Folders in folders, and files and folders in all. */
#define DEPTH_MAX 40
#define FILES_MAX 100000

/* The kind of an entry (resources/js/interpreter-files.js), as a link that leads nowhere. */
#define OTHER 2

/* Something to be copied. */
typedef struct {
  PyxisVfsItem *item;
  char *to;
  guint depth;
} Step;

typedef struct {
  PyxisVfs *vfs;
  PyxisCopyProgress *progress; /* (nullable) */
  GQueue steps;                /* of Step, what is next first */
  Step *step;                  /* (nullable): that is under way */
} Copying;

static void
step_free (gpointer data)
{
  Step *self = data;

  g_object_unref (self->item);
  g_free (self->to);
  g_free (self);
}

static void
copying_free (gpointer data)
{
  Copying *self = data;

  g_queue_clear_full (&self->steps, step_free);
  g_clear_pointer (&self->step, step_free);
  g_clear_pointer (&self->progress, pyxis_copy_progress_unref);
  g_object_unref (self->vfs);
  g_free (self);
}

/* Takes `to`. */
static void
add_step (Copying *self, PyxisVfsItem *item, char *to, guint depth)
{
  Step *step = g_new (Step, 1);

  *step = (Step){ g_object_ref (item), to, depth };
  g_queue_push_tail (&self->steps, step);
  if (self->progress)
    pyxis_copy_progress_add_total (self->progress,
                                   pyxis_vfs_item_get_size (item) + PYXIS_COPY_PROGRESS_FILE);
}

static void
set_too_much (GError **error, const char *path)
{
  g_set_error (
    error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
    "“%s” holds more than Pyxis copies at once, or a link that leads in a circle: let Python "
    "write what is wanted to /vfs.",
    path);
}

/* What the file system of the copy has no room for is said in words of the interpreter's. */
static void
say_refused (GError **error, const Step *step)
{
  if (g_error_matches (*error, PYXIS_VFS_ERROR, PYXIS_VFS_ENOSPC) ||
      g_error_matches (*error, PYXIS_VFS_ERROR, PYXIS_VFS_ENAMETOOLONG)) {
    g_clear_error (error);
    set_too_much (error, pyxis_vfs_item_get_path (step->item));
  }
}

/* (transfer full): the names of what is neither file nor folder, borrowed. */
static GHashTable *
get_others (const cJSON *listed)
{
  GHashTable *others = g_hash_table_new (g_str_hash, g_str_equal);
  const cJSON *entry;

  cJSON_ArrayForEach (entry, cJSON_GetObjectItemCaseSensitive (listed, "entries"))
  {
    char *name = cJSON_GetStringValue (cJSON_GetArrayItem (entry, 0));
    const cJSON *kind = cJSON_GetArrayItem (entry, 1);

    if (name && kind && kind->valueint == OTHER)
      g_hash_table_add (others, name);
  }
  return others;
}

/* Below the folder of the step that is under way. */
static void
add_entries (Copying *self, PyxisInterpreterFolder *folder, GHashTable *others)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (folder)); i++) {
    g_autoptr (PyxisVfsItem) item = g_list_model_get_item (G_LIST_MODEL (folder), i);
    const char *name = pyxis_vfs_item_get_name (item);

    if (!g_hash_table_contains (others, name))
      add_step (self, item, pyxis_vfs_name_dup_path (self->step->to, name), self->step->depth + 1);
  }
}

static gboolean
take_list (Copying *self, const cJSON *answer, GError **error)
{
  const char *path = pyxis_vfs_item_get_path (self->step->item);
  GObject *owner = pyxis_vfs_item_get_owner (self->step->item);
  const cJSON *listed =
    cJSON_GetArrayItem (cJSON_GetObjectItemCaseSensitive (answer, "folders"), 0);
  g_autoptr (PyxisInterpreterFolder) folder = pyxis_interpreter_folder_new (owner, path);
  g_autoptr (GHashTable) others = get_others (listed);

  pyxis_interpreter_folder_take (folder, listed);
  if (pyxis_interpreter_folder_get_more (folder) > 0 ||
      (self->step->depth >= DEPTH_MAX && g_list_model_get_n_items (G_LIST_MODEL (folder)) > 0)) {
    set_too_much (error, path);
    return FALSE;
  }
  if (!pyxis_vfs_make_folder (self->vfs, self->step->to, 0755, error))
    return FALSE;
  add_entries (self, folder, others);
  return TRUE;
}

static gboolean
take_bytes (Copying *self, GBytes *bytes, GError **error)
{
  PyxisVfsStat stat;

  return pyxis_vfs_put (self->vfs, self->step->to, bytes, error) &&
         pyxis_vfs_stat (self->vfs, self->step->to, &stat, error) &&
         pyxis_vfs_set_mtime (self->vfs, stat.ino, pyxis_vfs_item_get_mtime (self->step->item),
                              error);
}

static void copy_next (GTask *task);

/* Takes `task` and `error` (nullable). */
static void
end_step (GTask *task, GError *error)
{
  Copying *self = g_task_get_task_data (task);

  if (error) {
    say_refused (&error, self->step);
    g_task_return_error (task, error);
    g_object_unref (task);
    return;
  }
  if (self->progress)
    pyxis_copy_progress_add (self->progress,
                             pyxis_vfs_item_get_size (self->step->item) + PYXIS_COPY_PROGRESS_FILE);
  g_clear_pointer (&self->step, step_free);
  copy_next (task);
}

static void
listed_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  cJSON *answer = pyxis_interpreter_call_finish (PYXIS_INTERPRETER (source), result, &error);

  if (answer)
    take_list (g_task_get_task_data (task), answer, &error);
  cJSON_Delete (answer);
  end_step (task, error);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  GTask *task = user_data;
  GError *error = NULL;
  g_autoptr (GBytes) bytes =
    pyxis_interpreter_read_finish (PYXIS_INTERPRETER (source), result, &error);

  if (bytes)
    take_bytes (g_task_get_task_data (task), bytes, &error);
  end_step (task, error);
}

static void
list (GTask *task, const char *path)
{
  cJSON *values = cJSON_CreateObject ();
  const PyxisInterpreterCall call = { "list", values, LIST_TIMEOUT_MS };

  cJSON_AddItemToArray (cJSON_AddArrayToObject (values, "paths"), cJSON_CreateString (path));
  pyxis_interpreter_call_async (g_task_get_source_object (task), &call,
                                g_task_get_cancellable (task), listed_cb, task);
  cJSON_Delete (values);
}

/* Takes `task`. */
static void
copy_next (GTask *task)
{
  Copying *self = g_task_get_task_data (task);
  PyxisInterpreterRead read = { NULL, 0, NULL };

  do {
    g_clear_pointer (&self->step, step_free);
    self->step = g_queue_pop_head (&self->steps);
  } while (self->step &&
           pyxis_interpreter_files_is_closed (pyxis_vfs_item_get_path (self->step->item)));
  if (!self->step) {
    g_task_return_pointer (task, g_object_ref (self->vfs), g_object_unref);
    g_object_unref (task);
    return;
  }
  read.path = pyxis_vfs_item_get_path (self->step->item);
  if (pyxis_vfs_item_is_folder (self->step->item))
    list (task, read.path);
  else
    pyxis_interpreter_read_async (g_task_get_source_object (task), &read,
                                  g_task_get_cancellable (task), read_cb, task);
}

/* (transfer full) */
static PyxisVfs *
new_vfs (void)
{
  PyxisVfsLimits limits;

  pyxis_vfs_limits_init (&limits);
  limits.bytes = PYXIS_INTERPRETER_COPY_MAX;
  limits.files = FILES_MAX;
  return pyxis_vfs_new_with_limits (&limits);
}

/* (transfer full): the name of an interpreter's root may hold anything that a page called it. */
static char *
dup_top_name (PyxisVfsItem *item)
{
  return g_strdelimit (g_strdup (pyxis_vfs_item_get_name (item)), "/", '-');
}

void
pyxis_interpreter_copy_async (PyxisInterpreter *interpreter,
                              GPtrArray *items,
                              PyxisCopyProgress *progress,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  GTask *task = g_task_new (interpreter, cancellable, callback, user_data);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);
  Copying *self = g_new0 (Copying, 1);

  self->vfs = new_vfs ();
  self->progress = progress ? pyxis_copy_progress_ref (progress) : NULL;
  g_queue_init (&self->steps);
  g_task_set_task_data (task, self, copying_free);
  for (guint i = 0; i < items->len; i++) {
    g_autofree char *name = dup_top_name (items->pdata[i]);
    char *to = g_strdup (name);

    for (guint n = 2; !g_hash_table_add (names, to); n++) {
      g_free (to);
      to = g_strdup_printf ("%s (%u)", name, n);
    }
    add_step (self, items->pdata[i], to, 0);
  }
  copy_next (task);
}

PyxisVfs *
pyxis_interpreter_copy_finish (PyxisInterpreter *interpreter, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, interpreter), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}
