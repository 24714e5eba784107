/* SPDX-License-Identifier: Apache-2.0 */
#include "opened-chooser.h"

#include <glib/gi18n.h>
#include <string.h>

#include "chosen-paths.h"
#include "opened-files.h"

typedef struct {
  GWeakRef page;
  const PyxisDescription *description;
} Choice;

static void
choice_free (gpointer data, GClosure *closure)
{
  Choice *choice = data;

  g_weak_ref_clear (&choice->page);
  g_free (choice);
}

static void
response_cb (GtkNativeDialog *dialog, int response, gpointer user_data)
{
  Choice *choice = user_data;
  g_autoptr (PyxisProjectPage) page = g_weak_ref_get (&choice->page);
  g_autoptr (GPtrArray) paths =
    response == GTK_RESPONSE_ACCEPT ? pyxis_chosen_paths_dup (GTK_FILE_CHOOSER (dialog)) : NULL;

  if (page && paths && paths->len > 1)
    pyxis_opened_files_open (page, choice->description, (const char *const *) paths->pdata);
  g_object_unref (dialog);
}

/* (transfer full) */
static GtkFileFilter *
make_filter (const PyxisDescription *description)
{
  GtkFileFilter *filter = gtk_file_filter_new ();

  for (gsize i = 0; description->opens[i]; i++)
    gtk_file_filter_add_mime_type (filter, description->opens[i]);
  /* A type of its own is known to the desktop only where the app is installed. */
  for (gsize i = 0; description->patterns[i]; i++)
    gtk_file_filter_add_pattern (filter, strchr (description->patterns[i], ' ') + 1);
  return filter;
}

static void
add_filters (GtkFileChooser *chooser, GtkFileFilter *filter)
{
  g_autoptr (GtkFileFilter) all = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ ("Files for This App"));
  gtk_file_filter_set_name (all, _ ("All Files"));
  gtk_file_filter_add_pattern (all, "*");
  gtk_file_chooser_add_filter (chooser, filter);
  gtk_file_chooser_add_filter (chooser, all);
  gtk_file_chooser_set_filter (chooser, filter);
  gtk_file_chooser_set_select_multiple (chooser, TRUE);
}

void
pyxis_opened_chooser_show (PyxisProjectPage *page, const PyxisDescription *description)
{
  GtkWindow *window = GTK_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (page), GTK_TYPE_WINDOW));
  g_autoptr (GtkFileFilter) filter = make_filter (description);
  GtkFileChooserNative *dialog = gtk_file_chooser_native_new (
    _ ("Open Files"), window, GTK_FILE_CHOOSER_ACTION_OPEN, NULL, NULL);
  Choice *choice = g_new0 (Choice, 1);

  add_filters (GTK_FILE_CHOOSER (dialog), filter);
  choice->description = description;
  g_weak_ref_init (&choice->page, page);
  g_signal_connect_data (dialog, "response", G_CALLBACK (response_cb), choice, choice_free, 0);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (dialog), TRUE);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (dialog));
}
