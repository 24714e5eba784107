/* SPDX-License-Identifier: Apache-2.0 */
#include "files-provider.h"

#include <glib/gi18n.h>

#include "file-tree.h"
#include "transfer-row.h"
#include "vfs-name.h"
#include "vfs-save.h"

struct _PyxisFilesProvider {
  GdkContentProvider parent_instance;

  PyxisVfs *vfs;
  char **paths;
  GPtrArray *parts; /* (element-type PyxisVfsPart): as they were then */
  GPtrArray *folders;
  gboolean is_cut;
};

enum { TRANSFER, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisFilesProvider, pyxis_files_provider, GDK_TYPE_CONTENT_PROVIDER)

/* What a thread is given to write. */
typedef struct {
  GPtrArray *parts;
  char *folder;
  char **paths;                /* where they are then */
  PyxisCopyProgress *progress; /* (nullable), as the rest: where nobody waits */
  GtkWidget *row;
  char *mime_type;
  GOutputStream *stream;
  int priority;
} Writing;

static void
writing_free (gpointer data)
{
  Writing *self = data;

  g_ptr_array_unref (self->parts);
  g_free (self->folder);
  g_strfreev (self->paths);
  g_clear_pointer (&self->progress, pyxis_copy_progress_unref);
  g_clear_object (&self->row);
  g_clear_object (&self->stream);
  g_free (self->mime_type);
  g_free (self);
}

static void
remove_folder (gpointer folder)
{
  pyxis_file_tree_remove (folder, NULL);
  g_free (folder);
}

/* (nullable) */
static Writing *
writing_new (PyxisFilesProvider *self, GError **error)
{
  char *folder = g_dir_make_tmp ("pyxis-files-XXXXXX", error);
  g_autoptr (GPtrArray) paths = g_ptr_array_new ();
  Writing *writing;

  if (!folder)
    return NULL;
  for (guint i = 0; i < self->parts->len; i++) {
    const char *name = pyxis_vfs_part_get_name (self->parts->pdata[i]);

    g_ptr_array_add (paths, g_build_filename (folder, name, NULL));
  }
  g_ptr_array_add (paths, NULL);
  g_ptr_array_add (self->folders, g_strdup (folder));
  writing = g_new0 (Writing, 1);
  writing->parts = g_ptr_array_ref (self->parts);
  writing->folder = folder;
  writing->paths = (char **) g_ptr_array_steal (paths, NULL);
  return writing;
}

static gboolean
write_parts (Writing *self, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < self->parts->len; i++)
    if (!pyxis_vfs_save (self->parts->pdata[i], self->paths[i], self->progress, cancellable, error))
      return FALSE;
  return TRUE;
}

static void
write_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError *error = NULL;

  if (write_parts (task_data, cancellable, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

/* (transfer full) */
static GdkFileList *
create_list (char **paths)
{
  GSList *files = NULL;
  GdkFileList *list;

  for (guint i = 0; paths[i]; i++)
    files = g_slist_prepend (files, g_file_new_for_path (paths[i]));
  files = g_slist_reverse (files);
  list = gdk_file_list_new_from_list (files);
  g_slist_free_full (files, g_object_unref);
  return list;
}

static GdkContentFormats *
pyxis_files_provider_ref_formats (GdkContentProvider *provider)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();

  gdk_content_formats_builder_add_gtype (builder, PYXIS_TYPE_FILES_PROVIDER);
  gdk_content_formats_builder_add_gtype (builder, GDK_TYPE_FILE_LIST);
  return gdk_content_formats_builder_free_to_formats (builder);
}

static GdkContentFormats *
pyxis_files_provider_ref_storable_formats (GdkContentProvider *provider)
{
  return gdk_content_formats_union_serialize_mime_types (
    pyxis_files_provider_ref_formats (provider));
}

static gboolean
pyxis_files_provider_get_value (GdkContentProvider *provider, GValue *value, GError **error)
{
  PyxisFilesProvider *self = PYXIS_FILES_PROVIDER (provider);
  g_auto (GStrv) paths = NULL;

  if (G_VALUE_HOLDS (value, PYXIS_TYPE_FILES_PROVIDER)) {
    g_value_set_object (value, self);
    return TRUE;
  }
  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return GDK_CONTENT_PROVIDER_CLASS (pyxis_files_provider_parent_class)
      ->get_value (provider, value, error);

  paths = pyxis_files_provider_write (self, error);
  if (paths)
    g_value_take_boxed (value, create_list (paths));
  return paths != NULL;
}

static void
serialized_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  GError *error = NULL;

  if (gdk_content_serialize_finish (result, &error))
    g_task_return_boolean (task, TRUE);
  else
    g_task_return_error (task, error);
}

static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  Writing *writing = g_task_get_task_data (task);
  GValue value = G_VALUE_INIT;
  GError *error = NULL;
  GtkWidget *parent = gtk_widget_get_parent (writing->row);

  if (GTK_IS_BOX (parent))
    gtk_box_remove (GTK_BOX (parent), writing->row);
  if (!g_task_propagate_boolean (G_TASK (result), &error)) {
    g_task_return_error (task, error);
    return;
  }
  g_value_init (&value, GDK_TYPE_FILE_LIST);
  g_value_take_boxed (&value, create_list (writing->paths));
  gdk_content_serialize_async (writing->stream, writing->mime_type, &value, writing->priority,
                               g_task_get_cancellable (task), serialized_cb, g_object_ref (task));
  g_value_unset (&value);
}

static void
pyxis_files_provider_write_mime_type_async (GdkContentProvider *provider,
                                            const char *mime_type,
                                            GOutputStream *stream,
                                            int io_priority,
                                            GCancellable *cancellable,
                                            GAsyncReadyCallback callback,
                                            gpointer user_data)
{
  PyxisFilesProvider *self = PYXIS_FILES_PROVIDER (provider);
  g_autoptr (GTask) task = g_task_new (self, cancellable, callback, user_data);
  g_autoptr (GTask) inner = NULL;
  GError *error = NULL;
  Writing *writing = writing_new (self, &error);

  if (!writing) {
    g_task_return_error (task, error);
    return;
  }
  writing->mime_type = g_strdup (mime_type);
  writing->stream = g_object_ref (stream);
  writing->priority = io_priority;
  writing->row = g_object_ref_sink (pyxis_transfer_row_new (_ ("Writing files")));
  writing->progress =
    pyxis_copy_progress_ref (pyxis_transfer_row_get_progress (PYXIS_TRANSFER_ROW (writing->row)));
  for (guint i = 0; i < writing->parts->len; i++)
    pyxis_vfs_part_add_total (writing->parts->pdata[i], writing->progress);
  g_task_set_task_data (task, writing, writing_free);
  g_signal_emit (self, signals[TRANSFER], 0, writing->row);
  inner = g_task_new (self, pyxis_transfer_row_get_cancellable (PYXIS_TRANSFER_ROW (writing->row)),
                      written_cb, g_object_ref (task));
  g_task_set_task_data (inner, writing, NULL);
  g_task_run_in_thread (inner, write_thread);
}

static gboolean
pyxis_files_provider_write_mime_type_finish (GdkContentProvider *provider,
                                             GAsyncResult *result,
                                             GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
pyxis_files_provider_finalize (GObject *object)
{
  PyxisFilesProvider *self = PYXIS_FILES_PROVIDER (object);

  g_object_unref (self->vfs);
  g_strfreev (self->paths);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->folders);

  G_OBJECT_CLASS (pyxis_files_provider_parent_class)->finalize (object);
}

static void
pyxis_files_provider_class_init (PyxisFilesProviderClass *klass)
{
  GdkContentProviderClass *provider_class = GDK_CONTENT_PROVIDER_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pyxis_files_provider_finalize;
  provider_class->get_value = pyxis_files_provider_get_value;
  provider_class->ref_formats = pyxis_files_provider_ref_formats;
  provider_class->ref_storable_formats = pyxis_files_provider_ref_storable_formats;
  provider_class->write_mime_type_async = pyxis_files_provider_write_mime_type_async;
  provider_class->write_mime_type_finish = pyxis_files_provider_write_mime_type_finish;

  signals[TRANSFER] = g_signal_new ("transfer", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, GTK_TYPE_WIDGET);
}

static void
pyxis_files_provider_init (PyxisFilesProvider *self)
{
  self->parts = g_ptr_array_new_with_free_func ((GDestroyNotify) pyxis_vfs_part_unref);
}

GPtrArray *
pyxis_files_provider_folders_new (void)
{
  return g_ptr_array_new_with_free_func (remove_folder);
}

GdkContentProvider *
pyxis_files_provider_new (PyxisVfs *vfs,
                          const char *const *paths,
                          gboolean is_cut,
                          GPtrArray *folders)
{
  PyxisFilesProvider *self = g_object_new (PYXIS_TYPE_FILES_PROVIDER, NULL);
  g_autoptr (GHashTable) names = g_hash_table_new (g_str_hash, g_str_equal);

  self->vfs = g_object_ref (vfs);
  self->paths = pyxis_vfs_name_dup_tops (paths);
  self->is_cut = is_cut;
  self->folders = g_ptr_array_ref (folders);
  for (guint i = 0; self->paths[i]; i++) {
    PyxisVfsPart *part = pyxis_vfs_take_part (vfs, self->paths[i], NULL);

    /* Of two with one name, the first. */
    if (part && g_hash_table_add (names, (char *) pyxis_vfs_part_get_name (part)))
      g_ptr_array_add (self->parts, part);
    else if (part)
      pyxis_vfs_part_unref (part);
  }
  return GDK_CONTENT_PROVIDER (self);
}

PyxisVfs *
pyxis_files_provider_get_vfs (PyxisFilesProvider *self)
{
  return self->vfs;
}

const char *const *
pyxis_files_provider_get_paths (PyxisFilesProvider *self)
{
  return (const char *const *) self->paths;
}

gboolean
pyxis_files_provider_is_cut (PyxisFilesProvider *self)
{
  return self->is_cut;
}

char **
pyxis_files_provider_write (PyxisFilesProvider *self, GError **error)
{
  Writing *writing = writing_new (self, error);
  char **paths = NULL;

  if (!writing)
    return NULL;
  if (write_parts (writing, NULL, error))
    paths = g_steal_pointer (&writing->paths);
  writing_free (writing);
  return paths;
}
