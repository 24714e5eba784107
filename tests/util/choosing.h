/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "asking.h"

/* A user in GTK's own file chooser. */

static inline GtkFileChooser *
choosing_wait (void)
{
  return GTK_FILE_CHOOSER (asking_wait_for_window (GTK_TYPE_FILE_CHOOSER_DIALOG));
}

typedef struct {
  GtkFileChooser *chooser;
  GFile *file;
} Choosing;

static inline gboolean
choosing_cb (gpointer user_data)
{
  Choosing *choosing = user_data;

  gtk_file_chooser_set_file (choosing->chooser, choosing->file, NULL);
  return G_SOURCE_CONTINUE;
}

/* GTK says nothing when the folder that a chooser begins in is loaded, and forgets what was chosen before:
 * it is chosen until it stays so. */
static inline void
choosing_choose (const char *path)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  Choosing choosing = { choosing_wait (), file };
  g_autoptr (GFile) chosen = NULL;
  guint source = g_timeout_add (500, choosing_cb, &choosing);

  while (!(chosen = gtk_file_chooser_get_file (choosing.chooser)) || !g_file_equal (chosen, file)) {
    g_clear_object (&chosen);
    g_main_context_iteration (NULL, TRUE);
  }
  g_source_remove (source);
  gtk_dialog_response (GTK_DIALOG (choosing.chooser), GTK_RESPONSE_ACCEPT);
  asking_wait_for_none (GTK_TYPE_FILE_CHOOSER_DIALOG);
}

/* As a user does it who knows the path: written where the name is. */
static inline void
choosing_save (const char *path)
{
  GtkFileChooser *chooser = choosing_wait ();
  GtkWidget *entry;

  while (!(entry = asking_find (GTK_WIDGET (chooser), GTK_TYPE_ENTRY, NULL)))
    g_main_context_iteration (NULL, TRUE);
  gtk_editable_set_text (GTK_EDITABLE (entry), path);
  gtk_dialog_response (GTK_DIALOG (chooser), GTK_RESPONSE_ACCEPT);
  asking_wait_for_none (GTK_TYPE_FILE_CHOOSER_DIALOG);
}
