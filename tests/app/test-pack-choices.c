/* SPDX-License-Identifier: Apache-2.0 */
#include "pack-dialog.h"

#include <gdk/x11/gdkx.h>

#include "../util/keys.h"
#include "../util/pack-sample.h"
#include "../util/project-window.h"
#include "../util/shown.h"
#include "pack-check-row.h"
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

static gboolean
has_no_hyphens (GtkLabel *label)
{
  PangoAttrList *attributes = gtk_label_get_attributes (label);
  GSList *all = attributes ? pango_attr_list_get_attributes (attributes) : NULL;
  gboolean has_none = FALSE;

  for (GSList *l = all; l; l = l->next)
    has_none |= ((PangoAttribute *) l->data)->klass->type == PANGO_ATTR_INSERT_HYPHENS &&
                !((PangoAttrInt *) l->data)->value;
  g_slist_free_full (all, (GDestroyNotify) pango_attribute_destroy);
  return has_none;
}

/* How many labels hold `text`, all of which break without a hyphen and have nothing selected. */
static guint
count_plain (GtkWidget *widget, const char *text)
{
  guint count = 0;

  if (GTK_IS_LABEL (widget) && strstr (gtk_label_get_text (GTK_LABEL (widget)), text)) {
    g_test_message ("%s", gtk_label_get_text (GTK_LABEL (widget)));
    g_assert_true (has_no_hyphens (GTK_LABEL (widget)));
    g_assert_false (gtk_label_get_selection_bounds (GTK_LABEL (widget), NULL, NULL));
    count++;
  }
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child;
       child = gtk_widget_get_next_sibling (child))
    count += count_plain (child, text);
  return count;
}

/* Ids and paths, in the summary, the checks and the options, and in the result; back from there nothing is selected. */
static void
test_breaks (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  GtkWidget *dialog = open_dialog (folder);

  g_assert_cmpuint (count_plain (dialog, "local.pyxis."), ==, 2);
  g_assert_cmpuint (count_plain (dialog, "clock.pyxis"), >=, 1);
  g_assert_true (gtk_widget_activate_action (dialog, "pack.pack", NULL));
  while (!shown_has_text (dialog, "Is Packed"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpuint (count_plain (dialog, "clock.pyxis"), >=, 2);
  g_free (temporary_folder_write (folder, "clock/pyscript.toml", "[pyxis]\nid = \"no\"\n", -1));
  g_assert_true (gtk_widget_activate_action (project_window_find (dialog, PYXIS_TYPE_PACK_CHOICES),
                                             "pack.again", NULL));
  g_assert_true (shown_has_text (dialog, "Not known yet"));
  g_assert_cmpuint (count_plain (dialog, "local.pyxis."), ==, 1);
  g_assert_nonnull (gtk_widget_get_ancestor (gtk_window_get_focus (GTK_WINDOW (dialog)),
                                             PYXIS_TYPE_PACK_CHECK_ROW));
  gtk_window_destroy (GTK_WINDOW (dialog));
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
  g_test_add_func ("/pack-choices/breaks", test_breaks);
  g_test_add_func ("/pack-choices/key-below", test_key_below);
}

int
main (int argc, char **argv)
{
  return project_window_run (argc, argv, add_tests);
}
