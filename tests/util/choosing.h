/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "asking.h"

/* A user in GTK's own file chooser. */

static inline GtkFileChooser *
choosing_wait (void)
{
  return GTK_FILE_CHOOSER (asking_wait_for_window (GTK_TYPE_FILE_CHOOSER_DIALOG));
}

/* The folder that the chooser begins in may be loaded after that, and what was chosen be forgotten: then
 * once more. */
static inline void
choosing_choose (const char *path)
{
  GtkFileChooser *chooser = choosing_wait ();
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFile) first = NULL;
  g_autoptr (GFile) last = NULL;

  while (!(first = gtk_file_chooser_get_current_folder (chooser)))
    g_main_context_iteration (NULL, TRUE);
  for (;;) {
    g_autoptr (GFile) chosen = gtk_file_chooser_get_file (chooser);

    if (chosen && g_file_equal (chosen, file))
      break;
    if (!last || (chosen && !g_file_equal (chosen, last)))
      gtk_file_chooser_set_file (chooser, file, NULL);
    if (chosen)
      g_set_object (&last, chosen);
    else if (!last)
      g_set_object (&last, file);
    g_main_context_iteration (NULL, TRUE);
  }
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  asking_wait_for_none (GTK_TYPE_FILE_CHOOSER_DIALOG);
}
