/* SPDX-License-Identifier: Apache-2.0 */
#include "leave-question.h"

#include <glib/gi18n.h>

#include "save-files.h"
#include "session.h"

#define QUESTION "pyxis-leave-question"
#define MAX_NAMES 3

typedef void (*Leave) (PyxisProjectPage *page);

/* Of one page. */
typedef struct {
  Leave leave;
  GtkWidget *dialog; /* NULL: it is not asked */
} Question;

/* An answer holds for the attempt that it was asked for. */
static void
stayed_cb (PyxisView *view, gpointer user_data)
{
  pyxis_leave_question_reset (user_data);
}

static Question *
get_question (PyxisProjectPage *page)
{
  Question *question = g_object_get_data (G_OBJECT (page), QUESTION);

  if (!question) {
    question = g_new0 (Question, 1);
    g_object_set_data_full (G_OBJECT (page), QUESTION, question, g_free);
    g_signal_connect_object (pyxis_project_page_get_view (page), "stayed", G_CALLBACK (stayed_cb),
                             page, 0);
  }
  return question;
}

static void
leave (PyxisProjectPage *page)
{
  PyxisSession *session = pyxis_project_page_get_session (page);
  PyxisFileKeeper *keeper = pyxis_session_get_keeper (session);

  if (keeper)
    pyxis_file_keeper_set_leaving (keeper, session, TRUE);
  get_question (page)->leave (page);
}

/* The dialog may go with the window, which it must not do while it responds. */
static gboolean
leave_cb (gpointer user_data)
{
  if (pyxis_session_get_keeper (pyxis_project_page_get_session (user_data)))
    leave (user_data);
  return G_SOURCE_REMOVE;
}

static void
saved_cb (PyxisProjectPage *page)
{
  PyxisFileKeeper *keeper = pyxis_session_get_keeper (pyxis_project_page_get_session (page));

  /* The page goes on while its files are saved, and may have written more. */
  if (keeper && pyxis_file_keeper_count_losses (keeper) > 0)
    pyxis_leave_question_ask (page, get_question (page)->leave);
  else
    leave (page);
}

static void
response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  PyxisProjectPage *page = user_data;
  PyxisFileKeeper *keeper = pyxis_session_get_keeper (pyxis_project_page_get_session (page));
  g_auto (GStrv) paths = NULL;

  get_question (page)->dialog = NULL;
  if (g_str_equal (response, "discard"))
    g_idle_add_full (G_PRIORITY_DEFAULT, leave_cb, g_object_ref (page), g_object_unref);
  if (!keeper || !g_str_equal (response, "save"))
    return;
  paths = pyxis_vfs_unsaved_list (pyxis_file_keeper_get_unsaved (keeper));
  pyxis_save_files (page, (const char *const *) paths, saved_cb);
}

/* (transfer full): "a.txt, b.txt and 7 more". */
static char *
dup_names (PyxisFileKeeper *keeper)
{
  g_auto (GStrv) paths = pyxis_vfs_unsaved_list (pyxis_file_keeper_get_unsaved (keeper));
  g_autofree char *names = NULL;
  guint n = g_strv_length (paths);

  for (guint i = MAX_NAMES; i < n; i++)
    g_clear_pointer (&paths[i], g_free);
  names = g_strjoinv ("\n", paths);
  if (n <= MAX_NAMES)
    return g_steal_pointer (&names);
  return g_strdup_printf (ngettext ("%s\nand %u more", "%s\nand %u more", n - MAX_NAMES), names,
                          n - MAX_NAMES);
}

static GtkWidget *
new_dialog (PyxisProjectPage *page, PyxisFileKeeper *keeper, guint n)
{
  const char *name = pyxis_project_get_name (pyxis_project_page_get_project (page));
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (page), GTK_TYPE_WINDOW);
  GtkWidget *dialog = adw_message_dialog_new (
    GTK_WINDOW (window), ngettext ("Save the File?", "Save the Files?", n), NULL);
  AdwMessageDialog *self = ADW_MESSAGE_DIALOG (dialog);
  g_autofree char *names = dup_names (keeper);

  adw_message_dialog_format_body (
    self,
    ngettext ("“%s” has %u file in memory, below /vfs, that is not saved. It will be lost:\n%s",
              "“%s” has %u files in memory, below /vfs, that are not saved. They will be lost:\n%s",
              n),
    name, n, names);
  adw_message_dialog_add_responses (self, "cancel", _ ("_Cancel"), "discard", _ ("_Discard"),
                                    "save", _ ("_Save All…"), NULL);
  adw_message_dialog_set_response_appearance (self, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_response_appearance (self, "save", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (self, "save");
  adw_message_dialog_set_close_response (self, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (response_cb), page, 0);
  return dialog;
}

static void
ask_for_files (PyxisProjectPage *page)
{
  PyxisSession *session = pyxis_project_page_get_session (page);
  PyxisFileKeeper *keeper = pyxis_session_get_keeper (session);
  Question *question = get_question (page);
  guint n = 0;

  if (keeper && pyxis_file_keeper_is_last (keeper, session))
    n = pyxis_file_keeper_count_losses (keeper);
  if (n == 0) {
    leave (page);
    return;
  }
  question->dialog = new_dialog (page, keeper, n);
  gtk_window_present (GTK_WINDOW (question->dialog));
}

static gboolean
ask_for_files_cb (gpointer user_data)
{
  if (pyxis_session_get_keeper (pyxis_project_page_get_session (user_data)))
    ask_for_files (user_data);
  return G_SOURCE_REMOVE;
}

static void
typed_response_cb (AdwMessageDialog *dialog, const char *response, gpointer user_data)
{
  get_question (user_data)->dialog = NULL;
  if (g_str_equal (response, "discard"))
    g_idle_add_full (G_PRIORITY_DEFAULT, ask_for_files_cb, g_object_ref (user_data),
                     g_object_unref);
}

/* What was typed into a file on the Files page, and cannot become a part of it. */
static GtkWidget *
new_typed_dialog (PyxisProjectPage *page, const GError *why)
{
  GtkWidget *window = gtk_widget_get_ancestor (GTK_WIDGET (page), GTK_TYPE_WINDOW);
  GtkWidget *dialog =
    adw_message_dialog_new (GTK_WINDOW (window), _ ("Discard What You Typed?"), NULL);
  AdwMessageDialog *self = ADW_MESSAGE_DIALOG (dialog);

  adw_message_dialog_format_body (
    self, _ ("On the Files page you changed a file, which cannot be saved: %s"), why->message);
  adw_message_dialog_add_responses (self, "cancel", _ ("_Cancel"), "discard", _ ("_Discard"), NULL);
  adw_message_dialog_set_response_appearance (self, "discard", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (self, "cancel");
  adw_message_dialog_set_close_response (self, "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (typed_response_cb), page, 0);
  return dialog;
}

void
pyxis_leave_question_ask (PyxisProjectPage *page, Leave may_leave)
{
  Question *question = get_question (page);
  g_autoptr (GError) error = NULL;

  question->leave = may_leave;
  if (!question->dialog && pyxis_panel_save_drafts (pyxis_project_page_get_panel (page), &error)) {
    ask_for_files (page);
    return;
  }
  if (!question->dialog)
    question->dialog = new_typed_dialog (page, error);
  gtk_window_present (GTK_WINDOW (question->dialog));
}

gboolean
pyxis_leave_question_is_answered (PyxisProjectPage *page)
{
  PyxisSession *session = pyxis_project_page_get_session (page);
  PyxisFileKeeper *keeper = pyxis_session_get_keeper (session);

  return !keeper || pyxis_file_keeper_is_leaving (keeper, session);
}

void
pyxis_leave_question_reset (PyxisProjectPage *page)
{
  PyxisSession *session = pyxis_project_page_get_session (page);
  PyxisFileKeeper *keeper = pyxis_session_get_keeper (session);

  if (keeper)
    pyxis_file_keeper_set_leaving (keeper, session, FALSE);
}
