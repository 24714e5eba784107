/* SPDX-License-Identifier: Apache-2.0 */
#include "files-menu.h"

GtkPopover *
pyxis_files_menu_attach (GtkWidget *tree)
{
  g_autoptr (GtkBuilder) builder =
    gtk_builder_new_from_resource ("/pyxis/inspector/ui/files-menu.ui");
  GtkPopover *popover = GTK_POPOVER (gtk_builder_get_object (builder, "popover"));

  gtk_widget_set_parent (GTK_WIDGET (popover), tree);
  return popover;
}

void
pyxis_files_menu_add_keys (GtkWidgetClass *klass)
{
  static const struct {
    guint key;
    GdkModifierType modifiers;
    const char *action;
  } keys[] = {
    { GDK_KEY_KP_Delete, 0, "files.delete" },
    { GDK_KEY_Delete, 0, "files.delete" }, /* the last is in the menu */
    { GDK_KEY_F2, 0, "files.rename" },
    { GDK_KEY_n, GDK_CONTROL_MASK | GDK_SHIFT_MASK, "files.new-folder" },
    { GDK_KEY_z, GDK_CONTROL_MASK, "files.undo" },
    { GDK_KEY_s, GDK_CONTROL_MASK, "files.save" },
    { GDK_KEY_x, GDK_CONTROL_MASK, "files.cut" },
    { GDK_KEY_c, GDK_CONTROL_MASK, "files.copy" },
    { GDK_KEY_v, GDK_CONTROL_MASK, "files.paste" },
    { GDK_KEY_l, GDK_CONTROL_MASK, "files.refresh" },
    { GDK_KEY_Menu, 0, "tree.menu" },
    { GDK_KEY_F10, GDK_SHIFT_MASK, "tree.menu" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_widget_class_add_binding_action (klass, keys[i].key, keys[i].modifiers, keys[i].action,
                                         NULL);
}
