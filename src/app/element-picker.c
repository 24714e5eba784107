/* SPDX-License-Identifier: Apache-2.0 */
#include "element-picker.h"

#include <glib/gi18n.h>

struct _PyxisElementPicker {
  GtkWidget parent_instance;
};

enum { PICKED, CANCELLED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisElementPicker, pyxis_element_picker, GTK_TYPE_WIDGET)

static void
pressed_cb (GtkGestureClick *gesture, int n, double x, double y, gpointer user_data)
{
  PyxisElementPicker *self = user_data;

  if (gtk_gesture_single_get_current_button (GTK_GESTURE_SINGLE (gesture)) != GDK_BUTTON_PRIMARY) {
    pyxis_element_picker_cancel (self);
    return;
  }
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[PICKED], 0, x, y);
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint keyval,
                guint keycode,
                GdkModifierType state,
                gpointer user_data)
{
  if (keyval != GDK_KEY_Escape)
    return GDK_EVENT_PROPAGATE;
  pyxis_element_picker_cancel (user_data);
  return GDK_EVENT_STOP;
}

/* Who goes elsewhere with the keyboard has other things in mind. */
static void
left_cb (GtkEventControllerFocus *controller, gpointer user_data)
{
  pyxis_element_picker_cancel (user_data);
}

static void
pyxis_element_picker_class_init (PyxisElementPickerClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  signals[PICKED] = g_signal_new ("picked", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 2, G_TYPE_DOUBLE, G_TYPE_DOUBLE);
  signals[CANCELLED] = g_signal_new ("cancelled", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_css_name (widget_class, "elementpicker");
}

static void
pyxis_element_picker_init (PyxisElementPicker *self)
{
  GtkGesture *click = gtk_gesture_click_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  GtkWidget *widget = GTK_WIDGET (self);

  gtk_gesture_single_set_button (GTK_GESTURE_SINGLE (click), 0);
  g_signal_connect (click, "pressed", G_CALLBACK (pressed_cb), self);
  g_signal_connect (keys, "key-pressed", G_CALLBACK (key_pressed_cb), self);
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), self);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (click));
  gtk_widget_add_controller (widget, keys);
  gtk_widget_add_controller (widget, focus);
  gtk_widget_set_focusable (widget, TRUE);
  gtk_widget_set_cursor_from_name (widget, "crosshair");
  gtk_widget_set_visible (widget, FALSE);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                  _ ("Click on what a script shows. Escape ends this."), -1);
}

void
pyxis_element_picker_begin (PyxisElementPicker *self)
{
  g_return_if_fail (PYXIS_IS_ELEMENT_PICKER (self));

  gtk_widget_set_visible (GTK_WIDGET (self), TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self));
}

void
pyxis_element_picker_cancel (PyxisElementPicker *self)
{
  g_return_if_fail (PYXIS_IS_ELEMENT_PICKER (self));

  if (!gtk_widget_get_visible (GTK_WIDGET (self)))
    return;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);
  g_signal_emit (self, signals[CANCELLED], 0);
}
