/* SPDX-License-Identifier: Apache-2.0 */
#include "page-actions-private.h"

#include <glib/gi18n.h>

#include "address.h"
#include "alert.h"
#include "change-question.h"
#include "file-work.h"
#include "page-file.h"
#include "source-text.h"
#include "source-window.h"
#include "toast.h"

static GtkWidget *
new_source_window (PyxisProjectPage *page, const char *path, GBytes *bytes)
{
  PyxisProject *project = pyxis_project_page_get_project (page);
  g_autofree char *encoded = pyxis_address_encode_path (path);
  g_autofree char *address = g_strconcat ("pyxis://project", encoded, NULL);
  g_autofree char *file = pyxis_page_file_dup_path (project, address);

  return pyxis_source_window_new (path, pyxis_project_get_name (project), bytes, file);
}

/* A place that is being opened: its file may be large, and in an archive. */
typedef struct {
  GWeakRef page;
  PyxisSource *source;
  char *path;
  guint line;
  char *text; /* what comes of it */
} Opening;

static void
opening_free (gpointer data)
{
  Opening *self = data;

  g_weak_ref_clear (&self->page);
  g_object_unref (self->source);
  g_free (self->path);
  g_free (self->text);
  g_free (self);
}

static gboolean
read_place (gpointer data, PyxisCopyProgress *progress, GCancellable *cancellable, GError **error)
{
  Opening *self = data;

  self->text = pyxis_source_load_text (self->source, self->path, PYXIS_SOURCE_TEXT_MAX, error);
  return self->text && !g_cancellable_set_error_if_cancelled (cancellable, error);
}

static void
show_place (gpointer data, const GError *error)
{
  Opening *self = data;
  g_autoptr (PyxisProjectPage) page = g_weak_ref_get (&self->page);
  GtkWindow *parent = page ? pyxis_page_actions_get_window (page) : NULL;
  g_autoptr (GBytes) bytes = NULL;
  GtkWidget *window = NULL;

  if (!parent || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (error) {
    pyxis_alert_show (parent, _ ("The File Cannot Be Shown"), error->message);
    return;
  }
  bytes = g_bytes_new (self->text, strlen (self->text));
  window = new_source_window (page, self->path, bytes);
  gtk_window_set_application (GTK_WINDOW (window), gtk_window_get_application (parent));
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_present (GTK_WINDOW (window));
  pyxis_source_window_show_line (PYXIS_SOURCE_WINDOW (window), self->line);
}

static void
open_place_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PyxisProjectPage *page = user_data;
  Opening *opening = g_new0 (Opening, 1);

  g_weak_ref_init (&opening->page, page);
  opening->source = g_object_ref (pyxis_project_get_source (pyxis_project_page_get_project (page)));
  g_variant_get (parameter, "(su)", &opening->path, &opening->line);
  pyxis_file_work_run (pyxis_page_actions_get_window (page), _ ("Opening a File"), read_place,
                       show_place, opening, opening_free);
}

/* A file that was made is found when the project is opened. */
static void
say_changed (const PyxisProjectChange *change, gpointer owner)
{
  GtkWidget *view = GTK_WIDGET (pyxis_project_page_get_view (owner));
  g_autofree char *text = g_strdup_printf (
    change->before ? _ ("Changed “%s”") : _ ("Made “%s”: open the project again to use it"),
    change->path);

  if (!view)
    return;
  if (change->before)
    pyxis_toast_say_with_action (view, text, _ ("_Reload"), "page.reload");
  else
    pyxis_toast_say (view, text);
}

static void
show_change_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PyxisProjectPage *page = user_data;
  PyxisFailureList *failures = pyxis_panel_get_failures (pyxis_project_page_get_panel (page));
  guint position = pyxis_failure_list_find (failures, g_variant_get_uint64 (parameter));
  g_autoptr (PyxisFailure) failure = g_list_model_get_item (G_LIST_MODEL (failures), position);
  const PyxisAdvice *advice = failure ? pyxis_failure_get_advice (failure) : NULL;
  g_autoptr (GError) error = NULL;
  PyxisProjectChange *change = NULL;

  if (!advice)
    return; /* a new page has come meanwhile */
  change = pyxis_project_change_new (
    pyxis_project_page_get_project (page), pyxis_failure_get_page (failure),
    pyxis_event_get_fields (pyxis_failure_get_event (failure))->interpreter, advice, &error);
  if (change)
    pyxis_change_question_ask (pyxis_page_actions_get_window (page),
                               pyxis_project_page_get_project (page), change, say_changed,
                               G_OBJECT (page));
  else
    pyxis_alert_show (pyxis_page_actions_get_window (page), _ ("Pyxis Cannot Change This Itself"),
                      error->message);
}

static void
read_section_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PyxisAdvisor *advisor = pyxis_session_get_advisor (pyxis_project_page_get_session (user_data));
  const PyxisAdviceSection *section = pyxis_advice_table_get_section (
    pyxis_advisor_get_table (advisor), g_variant_get_string (parameter, NULL));
  g_autofree char *text = NULL;

  if (!section)
    return;
  g_ptr_array_add (section->paragraphs, NULL);
  text = g_strjoinv ("\n\n", (char **) section->paragraphs->pdata);
  g_ptr_array_remove_index (section->paragraphs, section->paragraphs->len - 1);
  pyxis_alert_show (pyxis_page_actions_get_window (user_data), section->title, text);
}

void
pyxis_page_errors_add_actions (GActionMap *actions, PyxisProjectPage *page)
{
  static const GActionEntry entries[] = {
    { "open-place", open_place_cb, "(su)" },
    { "show-change", show_change_cb, "t" },
    { "read-section", read_section_cb, "s" },
  };

  g_action_map_add_action_entries (actions, entries, G_N_ELEMENTS (entries), page);
}
