/* SPDX-License-Identifier: Apache-2.0 */
#include "permission-bar.h"

#include <glib/gi18n.h>

#include "info-bar.h"

#include "permission.h"

#define RESPONSE_BLOCK 1
#define RESPONSE_ALLOW 2

struct _PyxisPermissionBar {
  GtkWidget parent_instance;

  GtkInfoBar *info_bar;
  GtkLabel *label;

  GPtrArray *waiting; /* of PyxisPermission, the first is shown; the view limits how many. NULL when
                         disposed of: those that are dropped then are denied */
  char *name;
};

G_DEFINE_FINAL_TYPE (PyxisPermissionBar, pyxis_permission_bar, GTK_TYPE_WIDGET)

/* %s is the project's name. */
static const char *
get_sentence (PyxisPermissionKind kind)
{
  static const struct {
    PyxisPermissionKind kind;
    const char *sentence;
  } sentences[] = {
    { PYXIS_PERMISSION_NOTIFICATIONS, N_ ("“%s” wants to send notifications.") },
    { PYXIS_PERMISSION_CAMERA | PYXIS_PERMISSION_MICROPHONE,
      N_ ("“%s” wants to use the camera and the microphone.") },
    { PYXIS_PERMISSION_CAMERA, N_ ("“%s” wants to use the camera.") },
    { PYXIS_PERMISSION_MICROPHONE, N_ ("“%s” wants to use the microphone.") },
    { PYXIS_PERMISSION_SCREEN, N_ ("“%s” wants to see the screen.") },
    { PYXIS_PERMISSION_LOCATION, N_ ("“%s” wants to know where you are.") },
    { PYXIS_PERMISSION_CLIPBOARD, N_ ("“%s” wants to read the clipboard.") },
    { PYXIS_PERMISSION_POINTER, N_ ("“%s” wants to hide the pointer and keep it inside.") },
    { PYXIS_PERMISSION_PROTECTED_MEDIA, N_ ("“%s” wants to play protected media.") },
    { PYXIS_PERMISSION_STORAGE, N_ ("“%s” wants to use the data of another site.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sentences); i++)
    if (sentences[i].kind == kind)
      return _ (sentences[i].sentence);
  return _ ("“%s” wants to use something that needs your permission.");
}

static void
update (PyxisPermissionBar *self)
{
  PyxisPermission *permission = self->waiting->len > 0 ? self->waiting->pdata[0] : NULL;
  g_autofree char *text = NULL;

  if (permission) {
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wformat-nonliteral"
    text = g_strdup_printf (get_sentence (pyxis_permission_get_kind (permission)), self->name);
#pragma GCC diagnostic pop
    gtk_label_set_text (self->label, text);
  }
  gtk_info_bar_set_revealed (self->info_bar, permission != NULL);
}

static void
answered_cb (PyxisPermission *permission, gpointer user_data)
{
  PyxisPermissionBar *self = user_data;

  if (!self->waiting)
    return;
  g_ptr_array_remove (self->waiting, permission);
  update (self);
}

static void
permission_cb (PyxisView *view, PyxisPermission *permission, gpointer user_data)
{
  PyxisPermissionBar *self = user_data;

  g_ptr_array_add (self->waiting, g_object_ref (permission));
  g_signal_connect_object (permission, "answered", G_CALLBACK (answered_cb), self, 0);
  update (self);
}

static void
response_cb (GtkInfoBar *info_bar, int response, gpointer user_data)
{
  PyxisPermissionBar *self = user_data;
  PyxisPermissionAnswer answer = response == RESPONSE_ALLOW   ? PYXIS_PERMISSION_ALLOWED
                                 : response == RESPONSE_BLOCK ? PYXIS_PERMISSION_BLOCKED
                                                              : PYXIS_PERMISSION_DENIED;
  g_autoptr (PyxisPermission) permission = NULL;

  if (self->waiting->len == 0)
    return;
  permission = g_object_ref (self->waiting->pdata[0]);
  pyxis_permission_answer (permission, answer);
}

static void
pyxis_permission_bar_dispose (GObject *object)
{
  PyxisPermissionBar *self = PYXIS_PERMISSION_BAR (object);

  g_clear_pointer (&self->waiting, g_ptr_array_unref);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_PERMISSION_BAR);

  G_OBJECT_CLASS (pyxis_permission_bar_parent_class)->dispose (object);
}

static void
pyxis_permission_bar_finalize (GObject *object)
{
  g_free (PYXIS_PERMISSION_BAR (object)->name);

  G_OBJECT_CLASS (pyxis_permission_bar_parent_class)->finalize (object);
}

static void
pyxis_permission_bar_class_init (PyxisPermissionBarClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pyxis_permission_bar_dispose;
  object_class->finalize = pyxis_permission_bar_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/permission-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisPermissionBar, info_bar);
  gtk_widget_class_bind_template_child (widget_class, PyxisPermissionBar, label);
  gtk_widget_class_bind_template_callback (widget_class, response_cb);
}

static void
pyxis_permission_bar_init (PyxisPermissionBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  pyxis_info_bar_name_close (self->info_bar);
  self->waiting = g_ptr_array_new_with_free_func (g_object_unref);
}

void
pyxis_permission_bar_attach (PyxisPermissionBar *self, PyxisView *view, const char *name)
{
  g_return_if_fail (PYXIS_IS_PERMISSION_BAR (self));

  g_free (self->name);
  self->name = g_strdup (name);
  g_signal_connect_object (view, "permission", G_CALLBACK (permission_cb), self, 0);
}
