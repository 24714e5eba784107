/* SPDX-License-Identifier: Apache-2.0 */
#include "file-request.h"

#include "file-request-private.h"
#include "folder-files.h"

struct _PyxisFileRequest {
  GObject parent_instance;

  WebKitFileChooserRequest *request;
  PyxisFolderAsk *folder; /* NULL: files are asked for, or it is answered */
  gboolean is_folder;
  GCancellable *cancellable; /* of the walk through a folder */
  gboolean is_answered;
};

enum { ANSWERED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisFileRequest, pyxis_file_request, G_TYPE_OBJECT)

/* `paths` is NULL for none. */
static void
answer (PyxisFileRequest *self, const char *const *paths)
{
  if (self->is_answered)
    return;
  self->is_answered = TRUE;
  g_cancellable_cancel (self->cancellable);
  g_clear_pointer (&self->folder, pyxis_folder_ask_drop);
  if (paths)
    webkit_file_chooser_request_select_files (self->request, paths);
  else
    webkit_file_chooser_request_cancel (self->request);
  g_signal_emit (self, signals[ANSWERED], 0);
}

static void
pyxis_file_request_dispose (GObject *object)
{
  PyxisFileRequest *self = PYXIS_FILE_REQUEST (object);

  if (self->request)
    answer (self, NULL);
  g_clear_object (&self->request);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (pyxis_file_request_parent_class)->dispose (object);
}

static void
pyxis_file_request_class_init (PyxisFileRequestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyxis_file_request_dispose;

  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pyxis_file_request_init (PyxisFileRequest *self)
{
  self->cancellable = g_cancellable_new ();
}

PyxisFileRequest *
pyxis_file_request_new (WebKitFileChooserRequest *request, PyxisFolderAsk *folder, PyxisView *view)
{
  PyxisFileRequest *self = g_object_new (PYXIS_TYPE_FILE_REQUEST, NULL);

  self->request = g_object_ref (request);
  self->folder = folder;
  self->is_folder = folder != NULL;
  g_signal_connect_object (view, "withdrawn", G_CALLBACK (pyxis_file_request_cancel), self,
                           G_CONNECT_SWAPPED);
  return self;
}

gboolean
pyxis_file_request_is_multiple (PyxisFileRequest *self)
{
  g_return_val_if_fail (PYXIS_IS_FILE_REQUEST (self), FALSE);

  return webkit_file_chooser_request_get_select_multiple (self->request);
}

gboolean
pyxis_file_request_is_folder (PyxisFileRequest *self)
{
  g_return_val_if_fail (PYXIS_IS_FILE_REQUEST (self), FALSE);

  return self->is_folder;
}

GtkFileFilter *
pyxis_file_request_get_filter (PyxisFileRequest *self)
{
  g_return_val_if_fail (PYXIS_IS_FILE_REQUEST (self), NULL);

  return webkit_file_chooser_request_get_mime_types_filter (self->request);
}

void
pyxis_file_request_select (PyxisFileRequest *self, const char *const *paths)
{
  const char *one[] = { NULL, NULL };

  g_return_if_fail (PYXIS_IS_FILE_REQUEST (self));
  g_return_if_fail (paths && paths[0]);

  one[0] = paths[0];
  answer (self, pyxis_file_request_is_multiple (self) ? paths : one);
}

static void
list_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  char **names = pyxis_folder_files_list (task_data, cancellable, &error);

  if (names)
    g_task_return_pointer (task, names, (GDestroyNotify) g_strfreev);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

void
pyxis_file_request_select_folder_async (PyxisFileRequest *self,
                                        const char *folder,
                                        GAsyncReadyCallback callback,
                                        gpointer user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (PYXIS_IS_FILE_REQUEST (self));
  g_return_if_fail (self->is_folder && folder);

  task = g_task_new (self, self->cancellable, callback, user_data);
  g_task_set_task_data (task, g_strdup (folder), g_free);
  g_task_run_in_thread (task, list_thread);
}

/* The page must know the names before it has the files. */
gboolean
pyxis_file_request_select_folder_finish (PyxisFileRequest *self,
                                         GAsyncResult *result,
                                         GError **error)
{
  g_auto (GStrv) names = g_task_propagate_pointer (G_TASK (result), error);
  g_auto (GStrv) paths = NULL;

  if (!names)
    return FALSE;
  if (self->folder)
    pyxis_folder_ask_answer (g_steal_pointer (&self->folder), (const char *const *) names);
  paths = pyxis_folder_files_dup_paths (g_task_get_task_data (G_TASK (result)),
                                        (const char *const *) names);
  answer (self, (const char *const *) paths);
  return TRUE;
}

void
pyxis_file_request_cancel (PyxisFileRequest *self)
{
  g_return_if_fail (PYXIS_IS_FILE_REQUEST (self));

  answer (self, NULL);
}
