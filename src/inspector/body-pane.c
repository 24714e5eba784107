/* SPDX-License-Identifier: Apache-2.0 */
#include "body-pane.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

#include "image-load.h"
#include "json-indent.h"
#include "source-buffer.h"
#include "source-text.h"

struct _PyxisBodyPane {
  GtkWidget parent_instance;

  GtkWidget *box;
  GtkSourceBuffer *buffer;
  GtkPicture *picture;
  GtkLabel *remark_label;
  GtkStack *stack;
  AdwStatusPage *status_page;

  GCancellable *cancellable; /* of the picture that is decoded; NULL: none is */
};

G_DEFINE_FINAL_TYPE (PyxisBodyPane, pyxis_body_pane, GTK_TYPE_WIDGET)

static void
say (PyxisBodyPane *self, const char *sentence)
{
  g_autofree char *escaped = g_markup_escape_text (sentence, -1);

  adw_status_page_set_description (self->status_page, escaped);
  gtk_stack_set_visible_child_name (self->stack, "status");
}

static void
show_binary (PyxisBodyPane *self, GBytes *bytes)
{
  g_autofree char *size = g_format_size (g_bytes_get_size (bytes));
  g_autofree char *sentence = g_strdup_printf (_ ("%s, which are no text."), size);

  say (self, sentence);
}

/* (transfer full): a JSON text is written for machines. */
static GBytes *
indent (GBytes *bytes)
{
  g_autofree char *text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  char *indented = pyxis_json_indent (text);

  return indented ? g_bytes_new_take (indented, strlen (indented)) : g_bytes_ref (bytes);
}

static void
show_text (PyxisBodyPane *self, const char *name, const char *type, GBytes *bytes)
{
  gboolean is_json = g_str_has_suffix (type, "json");
  g_autoptr (GBytes) shown = is_json ? indent (bytes) : g_bytes_ref (bytes);

  if (!pyxis_source_text_is_text (shown)) {
    show_binary (self, bytes);
    return;
  }
  pyxis_source_buffer_fill (self->buffer, name, is_json ? "application/json" : type, shown);
  gtk_stack_set_visible_child_name (self->stack, "text");
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisBodyPane) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisImage) image = pyxis_image_load_finish (result, &error);

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED) || !self->stack)
    return;
  g_clear_object (&self->cancellable);
  if (!image) {
    say (self, _ ("It is no picture that can be shown."));
    return;
  }
  gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (image->texture));
  gtk_stack_set_visible_child_name (self->stack, "image");
}

static void
stop_picture (PyxisBodyPane *self)
{
  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
pyxis_body_pane_dispose (GObject *object)
{
  PyxisBodyPane *self = PYXIS_BODY_PANE (object);

  stop_picture (self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_BODY_PANE);

  G_OBJECT_CLASS (pyxis_body_pane_parent_class)->dispose (object);
}

static void
pyxis_body_pane_class_init (PyxisBodyPaneClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_body_pane_dispose;

  g_type_ensure (GTK_SOURCE_TYPE_VIEW);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/body-pane.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisBodyPane, box);
  gtk_widget_class_bind_template_child (widget_class, PyxisBodyPane, buffer);
  gtk_widget_class_bind_template_child (widget_class, PyxisBodyPane, picture);
  gtk_widget_class_bind_template_child (widget_class, PyxisBodyPane, remark_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisBodyPane, stack);
  gtk_widget_class_bind_template_child (widget_class, PyxisBodyPane, status_page);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_body_pane_init (PyxisBodyPane *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pyxis_source_buffer_follow_style (self->buffer);
}

void
pyxis_body_pane_show (
  PyxisBodyPane *self, const char *name, const char *type, GBytes *bytes, const char *remark)
{
  g_return_if_fail (PYXIS_IS_BODY_PANE (self) && name && type);

  stop_picture (self);
  gtk_label_set_text (self->remark_label, remark ? remark : "");
  gtk_widget_set_visible (GTK_WIDGET (self->remark_label), bytes && remark);
  if (!bytes) {
    say (self, remark);
  } else if (g_bytes_get_size (bytes) == 0) {
    say (self, _ ("The answer was empty."));
  } else if (g_str_has_prefix (type, "image/")) {
    self->cancellable = g_cancellable_new ();
    gtk_picture_set_alternative_text (self->picture, name);
    pyxis_image_load_async (bytes, self->cancellable, loaded_cb, g_object_ref (self));
  } else {
    show_text (self, name, type, bytes);
  }
}
