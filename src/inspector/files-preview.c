/* SPDX-License-Identifier: Apache-2.0 */
#include "files-preview.h"

#include <glib/gi18n.h>
#include <string.h>

#include "files-format.h"
#include "files-preview-private.h"
#include "image-load.h"
#include "media-type.h"
#include "source-buffer.h"
#include "source-text.h"
#include "vfs-file.h"
#include "vfs-name.h"

G_DEFINE_FINAL_TYPE (PyxisFilesPreview, pyxis_files_preview, GTK_TYPE_WIDGET)

void
pyxis_files_preview_say (PyxisFilesPreview *self, const char *title, const char *description)
{
  g_autofree char *escaped = description ? g_markup_escape_text (description, -1) : NULL;

  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status, escaped);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

static void
set_facts (PyxisFilesPreview *self, const char *more)
{
  g_autofree char *size = pyxis_files_format_size (self->stat.size);
  g_autofree char *time = pyxis_files_format_time (self->stat.mtime);
  g_autofree char *text = g_strjoin (" · ", size, time, more, NULL);

  gtk_label_set_label (self->facts_label, text);
}

/* (transfer full) (nullable) */
static GBytes *
read_bytes (PyxisFilesPreview *self, gsize max)
{
  gsize size = MIN (self->stat.size, max);
  g_autofree char *data = NULL;
  gssize n;

  if (self->own_bytes)
    return g_bytes_new_from_bytes (self->own_bytes, 0,
                                   MIN (size, g_bytes_get_size (self->own_bytes)));
  data = g_try_malloc (size + 1);
  n = data ? pyxis_vfs_read (self->vfs, self->stat.ino, 0, data, size, NULL) : -1;

  return n < 0 ? NULL : g_bytes_new_take (g_steal_pointer (&data), n);
}

static gboolean
is_text (PyxisFilesPreview *self)
{
  g_autoptr (GBytes) bytes = read_bytes (self, PYXIS_SOURCE_PROBE_MAX);

  return !bytes || pyxis_source_text_is_text (bytes);
}

void
pyxis_files_preview_stop_picture (PyxisFilesPreview *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static const char *
get_path (PyxisFilesPreview *self)
{
  return self->own ? pyxis_vfs_item_get_path (self->own) : self->path;
}

static void
show_binary (PyxisFilesPreview *self, const char *why)
{
  g_autofree char *text = NULL;

  if (!why)
    text = g_strdup_printf (g_dngettext (NULL, "%" G_GUINT64_FORMAT " byte, which are no text.",
                                         "%" G_GUINT64_FORMAT " bytes, which are no text.",
                                         MIN (self->stat.size, G_MAXINT)),
                            self->stat.size);
  pyxis_files_preview_say (self, _ ("No Preview"), why ? why : text);
}

static void
show_other (PyxisFilesPreview *self, const char *why)
{
  if (is_text (self) && self->own) {
    pyxis_files_preview_show_own_text (self);
  } else if (is_text (self)) {
    pyxis_files_editor_open (self->editor, self->path);
    gtk_stack_set_visible_child_name (self->stack, "text");
  } else {
    show_binary (self, why);
  }
}

static void
image_loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisFilesPreview) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisImage) image = pyxis_image_load_finish (result, &error);
  g_autofree char *size = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->stack)
    return;
  g_clear_object (&self->cancellable);
  if (!image) {
    show_other (self, g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED)
                        ? error->message
                        : _ ("It is no picture that can be shown."));
    return;
  }
  size = g_strdup_printf (_ ("%d × %d pixels"), image->width, image->height);
  set_facts (self, size);
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (image->texture));
  gtk_stack_set_visible_child_name (self->stack, "image");
}

static void
show_image (PyxisFilesPreview *self)
{
  g_autoptr (GBytes) bytes = NULL;

  if (self->stat.size > PYXIS_IMAGE_BYTES_MAX) {
    show_binary (self, _ ("The picture is too large to be shown."));
    return;
  }
  bytes = read_bytes (self, PYXIS_IMAGE_BYTES_MAX);
  self->cancellable = g_cancellable_new ();
  gtk_picture_set_alternative_text (self->picture, pyxis_vfs_name_get_last (get_path (self)));
  pyxis_image_load_async (bytes, self->cancellable, image_loaded_cb, g_object_ref (self));
}

static void
show_folder (PyxisFilesPreview *self)
{
  g_autoptr (GArray) entries = pyxis_vfs_list (self->vfs, self->path, NULL);
  guint n = entries ? entries->len : 0;
  g_autofree char *text = g_strdup_printf (
    g_dngettext (NULL, "%u file or folder is in it.", "%u files and folders are in it.", n), n);

  gtk_label_set_label (self->facts_label, "");
  pyxis_files_preview_say (self, pyxis_vfs_name_get_last (self->path), text);
}

void
pyxis_files_preview_show_file (PyxisFilesPreview *self)
{
  pyxis_files_preview_stop_picture (self);
  if (self->stat.is_folder) {
    show_folder (self);
    return;
  }
  set_facts (self, NULL);
  if (self->stat.size > 0 && g_str_has_prefix (pyxis_media_type (get_path (self)), "image/"))
    show_image (self);
  else
    show_other (self, NULL);
}

static void
pyxis_files_preview_dispose (GObject *object)
{
  PyxisFilesPreview *self = PYXIS_FILES_PREVIEW (object);

  if (self->stack)
    pyxis_files_preview_leave_own (self);
  pyxis_files_preview_stop_picture (self);
  g_clear_object (&self->vfs);
  g_clear_pointer (&self->path, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_FILES_PREVIEW);

  G_OBJECT_CLASS (pyxis_files_preview_parent_class)->dispose (object);
}

static void
pyxis_files_preview_class_init (PyxisFilesPreviewClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_files_preview_dispose;

  g_type_ensure (PYXIS_TYPE_FILES_EDITOR);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/pyxis/inspector/ui/files-preview.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesPreview, box);
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesPreview, editor);
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesPreview, facts_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesPreview, name_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesPreview, own_bar);
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesPreview, own_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesPreview, own_view);
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesPreview, picture);
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesPreview, stack);
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesPreview, status);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_files_preview_init (PyxisFilesPreview *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pyxis_source_buffer_follow_style (GTK_SOURCE_BUFFER (gtk_text_view_get_buffer (self->own_view)));
  pyxis_files_preview_show (self, NULL, 0);
}

void
pyxis_files_preview_set_vfs (PyxisFilesPreview *self, PyxisVfs *vfs, PyxisVfsHistory *history)
{
  g_return_if_fail (PYXIS_IS_FILES_PREVIEW (self));

  pyxis_files_preview_show (self, NULL, 0);
  g_set_object (&self->vfs, vfs);
  pyxis_files_editor_set_vfs (self->editor, vfs, history);
}

static void
show_none (PyxisFilesPreview *self, guint n)
{
  g_autofree char *text =
    g_strdup_printf (g_dngettext (NULL, "%u File Is Selected", "%u Files Are Selected", n), n);

  pyxis_files_preview_stop_picture (self);
  g_clear_pointer (&self->path, g_free);
  gtk_label_set_label (self->name_label, "");
  gtk_label_set_label (self->facts_label, "");
  pyxis_files_preview_say (self, n > 0 ? text : "",
                           n > 0 ? NULL : _ ("Select a file to see what is in it."));
}

/* A file that went while it was changed here: only here the change can still be saved. */
static gboolean
is_orphan (PyxisFilesPreview *self)
{
  PyxisVfsStat stat;

  return self->path && pyxis_files_editor_has_draft (self->editor, self->path) &&
         !pyxis_vfs_stat (self->vfs, self->path, &stat, NULL);
}

void
pyxis_files_preview_show (PyxisFilesPreview *self, PyxisVfsItem *item, guint n)
{
  const char *path = item ? pyxis_vfs_item_get_path (item) : NULL;
  PyxisVfsStat stat;

  g_return_if_fail (PYXIS_IS_FILES_PREVIEW (self));

  if (item && pyxis_vfs_item_get_owner (item)) {
    pyxis_files_preview_show_own (self, item);
    return;
  }
  pyxis_files_preview_leave_own (self);
  if (n == 0 && is_orphan (self)) {
    pyxis_files_editor_refresh (self->editor);
    return;
  }
  if (!path || !pyxis_vfs_stat (self->vfs, path, &stat, NULL)) {
    show_none (self, n);
    return;
  }
  if (g_strcmp0 (self->path, path) == 0 && stat.ino == self->stat.ino) {
    pyxis_files_preview_refresh (self);
    return;
  }
  g_free (self->path);
  self->path = g_strdup (path);
  self->stat = stat;
  gtk_label_set_label (self->name_label, pyxis_vfs_name_get_last (path));
  pyxis_files_preview_show_file (self);
}

void
pyxis_files_preview_refresh (PyxisFilesPreview *self)
{
  PyxisVfsStat stat;

  g_return_if_fail (PYXIS_IS_FILES_PREVIEW (self));

  if (!self->path)
    return;
  if (pyxis_vfs_stat (self->vfs, self->path, &stat, NULL)) {
    gboolean is_changed = stat.mtime != self->stat.mtime || stat.ino != self->stat.ino;

    self->stat = stat;
    /* The editor has saved what it shows, and may be undone to what was shown before. */
    if (is_changed)
      pyxis_files_preview_show_file (self);
    else if (g_str_equal (gtk_stack_get_visible_child_name (self->stack), "text"))
      pyxis_files_editor_refresh (self->editor);
  } else if (is_orphan (self)) {
    pyxis_files_editor_refresh (self->editor);
  } else {
    show_none (self, 0);
  }
}

PyxisFilesEditor *
pyxis_files_preview_get_editor (PyxisFilesPreview *self)
{
  return self->editor;
}
