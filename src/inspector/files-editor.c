/* SPDX-License-Identifier: Apache-2.0 */
#include "files-editor.h"

#include <glib/gi18n.h>
#include <string.h>

#include "json-indent.h"
#include "media-type.h"
#include "source-buffer.h"
#include "source-text.h"
#include "text-patch.h"
#include "vfs-file.h"
#include "vfs-name.h"

#define MTIME "pyxis-mtime"

struct _PyxisFilesEditor {
  GtkWidget parent_instance;

  GtkWidget *bar;
  GtkWidget *box;
  GtkToggleButton *format_button;
  GtkInfoBar *notice;
  GtkLabel *notice_label;
  GtkLabel *state_label;
  GtkTextView *text_view;

  PyxisVfs *vfs;
  PyxisVfsHistory *history;
  GHashTable *drafts; /* path -> GtkSourceBuffer with changes */
  GtkSourceBuffer *buffer;
  char *path;
  gboolean is_whole; /* all of it is shown, as it is */
  gboolean is_json;
  gboolean is_formatted; /* as it is not */
};

enum { PROP_0, PROP_IS_MODIFIED, LAST_PROP };

static GParamSpec *pspecs[LAST_PROP];

G_DEFINE_FINAL_TYPE (PyxisFilesEditor, pyxis_files_editor, GTK_TYPE_WIDGET)

static gboolean
is_modified (PyxisFilesEditor *self)
{
  return self->buffer && gtk_text_buffer_get_modified (GTK_TEXT_BUFFER (self->buffer));
}

static void
update (PyxisFilesEditor *self)
{
  gboolean can_edit = self->is_whole && !self->is_formatted;

  gtk_text_view_set_editable (self->text_view, can_edit);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.save", is_modified (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "editor.revert", is_modified (self));
  gtk_widget_set_visible (GTK_WIDGET (self->format_button), self->is_json && !is_modified (self));
  gtk_widget_set_visible (self->bar, is_modified (self) || self->is_json || !self->is_whole);
  gtk_label_set_label (self->state_label, is_modified (self) ? _ ("Changed, not saved")
                                          : !self->is_whole  ? _ ("A part of it, to be read only")
                                                             : "");
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_IS_MODIFIED]);
}

static void
modified_cb (GtkTextBuffer *buffer, gpointer user_data)
{
  PyxisFilesEditor *self = user_data;

  if (gtk_text_buffer_get_modified (buffer))
    g_hash_table_insert (self->drafts, g_strdup (self->path), g_object_ref (buffer));
  else
    g_hash_table_remove (self->drafts, self->path);
  update (self);
}

/* `buffer` (transfer full) (nullable) */
static void
use_buffer (PyxisFilesEditor *self, GtkSourceBuffer *buffer)
{
  if (self->buffer)
    g_signal_handlers_disconnect_by_data (self->buffer, self);
  g_clear_object (&self->buffer);
  self->buffer = buffer;
  gtk_text_view_set_buffer (self->text_view, GTK_TEXT_BUFFER (buffer));
  if (buffer)
    g_signal_connect_object (buffer, "modified-changed", G_CALLBACK (modified_cb), self, 0);
}

/* When the file was changed that was read into the buffer. */
static void
set_mtime (GtkSourceBuffer *buffer, gint64 mtime)
{
  g_object_set_data_full (G_OBJECT (buffer), MTIME, g_memdup2 (&mtime, sizeof mtime), g_free);
}

static gint64
get_mtime (GtkSourceBuffer *buffer)
{
  return *(gint64 *) g_object_get_data (G_OBJECT (buffer), MTIME);
}

/* (transfer full) (nullable): as much of the file as is shown, and one byte. */
static GBytes *
read_file (PyxisFilesEditor *self, gint64 *mtime)
{
  PyxisVfsStat stat;
  g_autofree char *data = NULL;
  gssize n;

  if (!pyxis_vfs_stat (self->vfs, self->path, &stat, NULL) || stat.is_folder)
    return NULL;
  data = g_malloc (MIN (stat.size, PYXIS_SOURCE_TEXT_MAX + 1) + 1);
  n =
    pyxis_vfs_read (self->vfs, stat.ino, 0, data, MIN (stat.size, PYXIS_SOURCE_TEXT_MAX + 1), NULL);
  if (n < 0)
    return NULL;
  *mtime = stat.mtime;
  return g_bytes_new_take (g_steal_pointer (&data), n);
}

/* (transfer full): what is to be shown of the bytes. */
static GBytes *
format (PyxisFilesEditor *self, GBytes *bytes)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  char *indented = self->is_formatted ? pyxis_json_indent (text) : NULL;

  if (!indented) {
    self->is_formatted = FALSE;
    return g_bytes_ref (bytes);
  }
  return g_bytes_new_take (indented, strlen (indented));
}

/* Another text in the buffer that is seen. Whether all of it is shown. */
static gboolean
patch (PyxisFilesEditor *self, GBytes *shown)
{
  gboolean is_cut;
  g_autofree char *text = pyxis_source_text_make (shown, &is_cut);

  g_signal_handlers_block_by_func (self->buffer, modified_cb, self);
  pyxis_text_patch (self->text_view, text);
  gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (self->buffer), FALSE);
  g_signal_handlers_unblock_by_func (self->buffer, modified_cb, self);
  return !is_cut;
}

static gboolean
fill (PyxisFilesEditor *self, GBytes *shown)
{
  GtkSourceBuffer *buffer = gtk_source_buffer_new (NULL);
  gboolean is_whole =
    pyxis_source_buffer_fill (buffer, pyxis_vfs_name_get_last (self->path), NULL, shown);

  pyxis_source_buffer_follow_style (buffer);
  gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (buffer), FALSE);
  use_buffer (self, buffer);
  return is_whole;
}

/* `is_same`: it is the file that is seen already. */
static void
read_again (PyxisFilesEditor *self, gboolean is_same)
{
  gint64 mtime = 0;
  g_autoptr (GBytes) bytes = read_file (self, &mtime);
  g_autoptr (GBytes) shown = NULL;
  gsize size;
  const char *data;

  if (!bytes)
    return;
  data = g_bytes_get_data (bytes, &size);
  shown = format (self, bytes);
  self->is_whole =
    (is_same ? patch (self, shown) : fill (self, shown)) && g_utf8_validate_len (data, size, NULL);
  set_mtime (self->buffer, mtime);
  gtk_info_bar_set_revealed (self->notice, FALSE);
  update (self);
}

static void
format_toggled_cb (GtkToggleButton *button, gpointer user_data)
{
  PyxisFilesEditor *self = user_data;

  if (!self->path || is_modified (self))
    return;
  self->is_formatted = self->is_json && gtk_toggle_button_get_active (button);
  read_again (self, TRUE);
}

static void
say (PyxisFilesEditor *self, const char *sentence)
{
  gtk_label_set_label (self->notice_label, sentence);
  gtk_info_bar_set_revealed (self->notice, TRUE);
}

static gboolean
save (PyxisFilesEditor *self, const char *path, GtkSourceBuffer *buffer, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  PyxisVfsStat stat;
  char *text;

  g_object_get (buffer, "text", &text, NULL);
  bytes = g_bytes_new_take (text, strlen (text));
  if (!pyxis_vfs_history_put (self->history, path, bytes, error))
    return FALSE;
  if (pyxis_vfs_stat (self->vfs, path, &stat, NULL))
    set_mtime (buffer, stat.mtime);
  gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (buffer), FALSE);
  return TRUE;
}

static void
save_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisFilesEditor *self = PYXIS_FILES_EDITOR (widget);
  g_autoptr (GError) error = NULL;

  if (save (self, self->path, self->buffer, &error))
    gtk_info_bar_set_revealed (self->notice, FALSE);
  else
    say (self, error->message);
}

static void
revert_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisFilesEditor *self = PYXIS_FILES_EDITOR (widget);

  gtk_text_buffer_set_modified (GTK_TEXT_BUFFER (self->buffer), FALSE);
  read_again (self, TRUE);
}

static void
pyxis_files_editor_dispose (GObject *object)
{
  PyxisFilesEditor *self = PYXIS_FILES_EDITOR (object);

  if (self->text_view)
    pyxis_files_editor_set_vfs (self, NULL, NULL);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_FILES_EDITOR);

  G_OBJECT_CLASS (pyxis_files_editor_parent_class)->dispose (object);
}

static void
pyxis_files_editor_finalize (GObject *object)
{
  PyxisFilesEditor *self = PYXIS_FILES_EDITOR (object);

  g_hash_table_unref (self->drafts);

  G_OBJECT_CLASS (pyxis_files_editor_parent_class)->finalize (object);
}

static void
pyxis_files_editor_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_IS_MODIFIED)
    g_value_set_boolean (value, is_modified (PYXIS_FILES_EDITOR (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_files_editor_class_init (PyxisFilesEditorClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pyxis_files_editor_dispose;
  object_class->finalize = pyxis_files_editor_finalize;
  object_class->get_property = pyxis_files_editor_get_property;

  pspecs[PROP_IS_MODIFIED] = g_param_spec_boolean ("is-modified", NULL, NULL, FALSE,
                                                   G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/files-editor.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesEditor, bar);
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesEditor, box);
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesEditor, format_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesEditor, notice);
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesEditor, notice_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesEditor, state_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisFilesEditor, text_view);
  gtk_widget_class_bind_template_callback (widget_class, format_toggled_cb);
  gtk_widget_class_install_action (widget_class, "editor.save", NULL, save_cb);
  gtk_widget_class_install_action (widget_class, "editor.revert", NULL, revert_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_s, GDK_CONTROL_MASK, "editor.save",
                                       NULL);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_files_editor_init (PyxisFilesEditor *self)
{
  self->drafts = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pyxis_files_editor_set_vfs (PyxisFilesEditor *self, PyxisVfs *vfs, PyxisVfsHistory *history)
{
  g_return_if_fail (PYXIS_IS_FILES_EDITOR (self));

  g_hash_table_remove_all (self->drafts);
  use_buffer (self, NULL);
  g_clear_pointer (&self->path, g_free);
  g_set_object (&self->vfs, vfs);
  g_set_object (&self->history, history);
}

void
pyxis_files_editor_open (PyxisFilesEditor *self, const char *path)
{
  GtkSourceBuffer *draft = g_hash_table_lookup (self->drafts, path);
  gboolean is_same = g_strcmp0 (self->path, path) == 0;

  g_return_if_fail (PYXIS_IS_FILES_EDITOR (self) && self->vfs);

  if (is_same) {
    pyxis_files_editor_refresh (self);
    return;
  }
  g_free (self->path);
  self->path = g_strdup (path);
  self->is_json = g_str_has_suffix (pyxis_media_type (path), "json");
  self->is_formatted =
    self->is_json && !draft && gtk_toggle_button_get_active (self->format_button);
  if (!draft) {
    read_again (self, FALSE);
    return;
  }
  self->is_whole = TRUE;
  use_buffer (self, g_object_ref (draft));
  update (self);
  pyxis_files_editor_refresh (self);
}

void
pyxis_files_editor_refresh (PyxisFilesEditor *self)
{
  PyxisVfsStat stat;
  gboolean is_there;

  g_return_if_fail (PYXIS_IS_FILES_EDITOR (self));

  if (!self->path || !self->buffer)
    return;
  is_there = pyxis_vfs_stat (self->vfs, self->path, &stat, NULL) && !stat.is_folder;
  if (is_there && stat.mtime == get_mtime (self->buffer))
    return;
  if (!is_modified (self)) {
    if (is_there)
      read_again (self, TRUE);
    return;
  }
  say (self, is_there
               ? _ ("The file has changed meanwhile. Save replaces it, Revert reads it again.")
               : _ ("The file is gone. Save makes it again."));
}

gboolean
pyxis_files_editor_has_draft (PyxisFilesEditor *self, const char *path)
{
  return g_hash_table_contains (self->drafts, path);
}

gboolean
pyxis_files_editor_save_drafts (PyxisFilesEditor *self, GError **error)
{
  g_autoptr (GList) paths = NULL;
  gboolean are_saved = TRUE;

  g_return_val_if_fail (PYXIS_IS_FILES_EDITOR (self), FALSE);

  paths = g_hash_table_get_keys (self->drafts);
  for (GList *l = paths; l; l = l->next) {
    g_autofree char *path = g_strdup (l->data);
    GtkSourceBuffer *buffer = g_hash_table_lookup (self->drafts, path);

    if (!save (self, path, buffer, are_saved ? error : NULL))
      are_saved = FALSE;
    else if (buffer != self->buffer)
      g_hash_table_remove (self->drafts, path);
  }
  return are_saved;
}
