/* SPDX-License-Identifier: Apache-2.0 */
#include "pack-dialog.h"

#include <gdk/x11/gdkx.h>

#include "../util/keys.h"
#include "../util/pack-sample.h"
#include "../util/project-window.h"
#include "../util/shown.h"
#include "pack-choices.h"

/* The options of an app by real keys, which xdotool sends to whichever window has the focus. */

/* With many notes above them, in a small window. */
static GtkWidget *
open_dialog (const TemporaryFolder *folder)
{
  g_autofree char *path = pack_sample_make (folder);
  g_autofree char *toml = temporary_folder_write (folder, "clock/pyscript.toml", "", 0);
  g_autoptr (PyxisProject) project = pyxis_project_load (path, NULL);
  GtkWidget *dialog = pyxis_pack_dialog_new (NULL, project);

  gtk_window_set_default_size (GTK_WINDOW (dialog), 360, 300);
  gtk_window_present (GTK_WINDOW (dialog));
  while (!shown_has_text (dialog, "before they are packed"))
    g_main_context_iteration (NULL, TRUE);
  return dialog;
}

static void
wait_for_menu (GtkMenuButton *button)
{
  GtkPopover *popover;

  while (!(popover = gtk_menu_button_get_popover (button)) ||
         !gtk_widget_get_mapped (GTK_WIDGET (popover)))
    g_main_context_iteration (NULL, TRUE);
}

/* The menu of a row that is scrolled out of sight, and off the screen, opens over its window: by its key, and
 * by Space where it has the focus. */
static void
test_key_below (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  GtkWidget *dialog = open_dialog (folder);
  GtkWidget *choices = project_window_find (dialog, PYXIS_TYPE_PACK_CHOICES);
  GtkMenuButton *button = project_window_find (choices, GTK_TYPE_MENU_BUTTON);
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (
    GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (choices, GTK_TYPE_SCROLLED_WINDOW)));

  keys_focus (dialog);
  gtk_adjustment_set_value (adjustment, 0);
  keys_wait_for_frames (dialog);
  keys_press ("alt+k");
  wait_for_menu (button);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 0);
  keys_press ("Escape");
  while (gtk_widget_get_mapped (GTK_WIDGET (gtk_menu_button_get_popover (button))))
    g_main_context_iteration (NULL, TRUE);

  gtk_widget_child_focus (GTK_WIDGET (button), GTK_DIR_TAB_FORWARD);
  keys_wait_for_frames (dialog);
  gtk_adjustment_set_value (adjustment, 0);
  keys_wait_for_frames (dialog);
  keys_press ("space");
  wait_for_menu (button);
  g_assert_cmpfloat (gtk_adjustment_get_value (adjustment), >, 0);
  gtk_window_destroy (GTK_WINDOW (dialog));
}

static void
add_tests (void)
{
  g_test_add_func ("/pack-choices/key-below", test_key_below);
}

int
main (int argc, char **argv)
{
  return project_window_run (argc, argv, add_tests);
}
