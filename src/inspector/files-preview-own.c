/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gi18n.h>

#include "files-preview-private.h"
#include "files-roots.h"
#include "image-load.h"
#include "interpreter-read.h"
#include "json-indent.h"
#include "media-type.h"
#include "source-buffer.h"
#include "source-text.h"

static const char *
get_type (PyxisFilesPreview *self)
{
  return pyxis_media_type (pyxis_vfs_item_get_path (self->own));
}

static PyxisInterpreter *
get_interpreter (PyxisVfsItem *item)
{
  return pyxis_interpreter_files_get_interpreter (pyxis_vfs_item_get_owner (item));
}

/* (transfer full): JSON a value a line, as the project's files are shown. */
static GBytes *
dup_shown (PyxisFilesPreview *self)
{
  gsize size;
  const char *data = g_bytes_get_data (self->own_bytes, &size);
  gboolean is_json = g_str_has_prefix (get_type (self), "application/json");
  g_autofree char *text = is_json && size == self->stat.size ? g_strndup (data, size) : NULL;
  char *indented = text ? pyxis_json_indent (text) : NULL;

  return indented ? g_bytes_new_take (indented, strlen (indented)) : g_bytes_ref (self->own_bytes);
}

void
pyxis_files_preview_show_own_text (PyxisFilesPreview *self)
{
  GtkSourceBuffer *buffer = GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (self->own_view));
  g_autoptr (GBytes) bytes = dup_shown (self);
  gboolean is_whole =
    pyxis_source_buffer_fill (buffer, pyxis_vfs_item_get_name (self->own), get_type (self), bytes);

  is_whole = is_whole && g_bytes_get_size (self->own_bytes) >= self->stat.size;
  gtk_label_set_label (self->own_label, is_whole ? _ ("Only to be read: its interpreter keeps it")
                                                 : _ ("A part of it, to be read only"));
  gtk_stack_set_visible_child_name (self->stack, "own");
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisFilesPreview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    pyxis_interpreter_read_finish (PYXIS_INTERPRETER (source), result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->stack || !self->own)
    return;
  g_clear_object (&self->own_reading);
  if (error) {
    pyxis_files_preview_say (self, _ ("No Preview"), error->message);
    return;
  }
  g_clear_pointer (&self->own_bytes, g_bytes_unref);
  self->own_bytes = g_steal_pointer (&bytes);
  pyxis_files_preview_show_file (self);
}

/* As much as is shown. */
static void
read_start (PyxisFilesPreview *self)
{
  gboolean is_image = g_str_has_prefix (get_type (self), "image/");
  const PyxisInterpreterRead read = {
    .path = pyxis_vfs_item_get_path (self->own),
    .max = is_image ? PYXIS_IMAGE_BYTES_MAX : PYXIS_SOURCE_TEXT_MAX + 1,
  };

  self->stat.size = pyxis_vfs_item_get_size (self->own);
  self->stat.mtime = pyxis_vfs_item_get_mtime (self->own);
  g_cancellable_cancel (self->own_reading);
  g_clear_object (&self->own_reading);
  self->own_reading = g_cancellable_new ();
  pyxis_interpreter_read_async (get_interpreter (self->own), &read, self->own_reading, read_cb,
                                g_object_ref (self));
}

static void
show_own_folder (PyxisFilesPreview *self)
{
  const char *path = pyxis_vfs_item_get_path (self->own);
  const char *text = _ ("Open it to see what is in it.");

  if (g_str_equal (path, "/"))
    text = _ ("What this interpreter keeps for itself in memory, until the page goes. Only Python "
              "changes it; a copy in the shared files can be changed by all.");
  else if (g_str_equal (path, "/vfs"))
    text = _ ("These are the files that all interpreters share: they are above.");
  else if (pyxis_interpreter_files_is_closed (path))
    text = _ ("What is in it is made up by the interpreter, and is no files.");
  if (pyxis_interpreter_is_busy (get_interpreter (self->own)))
    text = _ ("Python is busy: what is in it is shown as soon as it has time.");
  gtk_label_set_label (self->facts_label, "");
  pyxis_files_preview_say (self, pyxis_vfs_item_get_name (self->own), text);
}

static void
show_item (PyxisFilesPreview *self)
{
  if (pyxis_vfs_item_is_folder (self->own))
    show_own_folder (self);
  else
    read_start (self);
}

static void
item_changed_cb (PyxisVfsItem *item, GParamSpec *pspec, gpointer user_data)
{
  show_item (user_data);
}

static void
busy_cb (PyxisInterpreter *interpreter, GParamSpec *pspec, gpointer user_data)
{
  PyxisFilesPreview *self = user_data;

  if (pyxis_vfs_item_is_folder (self->own) ||
      (!pyxis_interpreter_is_busy (interpreter) && !self->own_bytes))
    show_item (self);
}

void
pyxis_files_preview_leave_own (PyxisFilesPreview *self)
{
  if (!self->own)
    return;
  g_cancellable_cancel (self->own_reading);
  g_clear_object (&self->own_reading);
  g_signal_handlers_disconnect_by_data (self->own, self);
  g_signal_handlers_disconnect_by_data (get_interpreter (self->own), self);
  g_clear_object (&self->own);
  g_clear_pointer (&self->own_bytes, g_bytes_unref);
  gtk_widget_set_visible (self->own_bar, FALSE);
}

void
pyxis_files_preview_show_own (PyxisFilesPreview *self, PyxisVfsItem *item)
{
  if (self->own == item)
    return;
  pyxis_files_preview_leave_own (self);
  pyxis_files_preview_stop_picture (self);
  g_clear_pointer (&self->path, g_free);
  self->own = g_object_ref (item);
  self->stat = (PyxisVfsStat){ .is_folder = pyxis_vfs_item_is_folder (item) };
  g_signal_connect_object (item, "notify::size", G_CALLBACK (item_changed_cb), self, 0);
  g_signal_connect_object (item, "notify::mtime", G_CALLBACK (item_changed_cb), self, 0);
  g_signal_connect_object (get_interpreter (item), "notify::is-busy", G_CALLBACK (busy_cb), self,
                           0);
  gtk_label_set_label (self->name_label, pyxis_vfs_item_get_name (item));
  gtk_label_set_label (self->facts_label, "");
  gtk_label_set_label (self->own_label, _ ("Only to be read: its interpreter keeps it"));
  gtk_widget_set_visible (self->own_bar, !pyxis_vfs_item_is_folder (item));
  pyxis_files_preview_say (self, "", _ ("Python is asked what is in it."));
  show_item (self);
}
