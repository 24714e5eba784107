/* SPDX-License-Identifier: Apache-2.0 */
#include "pack-checks.h"

#include <glib/gi18n.h>

#include "advice-table.h"
#include "alert.h"
#include "pack-check-row.h"
#include "pack-fix-dialog.h"

#define FIX "pyxis-fix"
#define ADVICE "pyxis-advice"

struct _PyxisPackChecks {
  AdwPreferencesGroup parent_instance;

  GtkListBox *list;

  PyxisProject *project;
  PyxisAdviceTable *advice;
};

enum { CHANGED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisPackChecks, pyxis_pack_checks, ADW_TYPE_PREFERENCES_GROUP)

static GtkWindow *
get_window (PyxisPackChecks *self)
{
  return GTK_WINDOW (gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW));
}

static void
made (const PyxisProjectChange *change, gpointer owner)
{
  g_signal_emit (owner, signals[CHANGED], 0);
}

/* A text that the author gives. */
static void
set_cb (GtkWidget *row, gpointer user_data)
{
  PyxisPackChecks *self = user_data;
  const PyxisDescriptionFix *fix = g_object_get_data (G_OBJECT (row), FIX);

  gtk_window_present (GTK_WINDOW (
    pyxis_pack_fix_dialog_new (get_window (self), self->project, fix, made, G_OBJECT (self))));
}

/* A change that is known already: of a key's name. */
static void
rename_cb (GtkWidget *row, gpointer user_data)
{
  PyxisPackChecks *self = user_data;
  const PyxisAdvice *advice = g_object_get_data (G_OBJECT (row), ADVICE);
  g_autoptr (GError) error = NULL;
  PyxisProjectChange *change = pyxis_project_change_new (self->project, NULL, NULL, advice, &error);

  if (change)
    pyxis_change_question_ask (get_window (self), self->project, change, made, G_OBJECT (self));
  else
    pyxis_alert_show (get_window (self), _ ("Pyxis Cannot Change This Itself"), error->message);
}

static void
open_cb (GtkWidget *row, gpointer user_data)
{
  PyxisPackChecks *self = user_data;
  const char *name = pyxis_project_get_configuration (self->project)->file;
  g_autofree char *path = g_build_filename (pyxis_project_get_path (self->project), name, NULL);
  g_autofree char *uri = g_filename_to_uri (path, NULL, NULL);

  gtk_show_uri (get_window (self), uri, GDK_CURRENT_TIME);
}

static void
add_set_row (PyxisPackChecks *self,
             PyxisPackCheckKind kind,
             const char *sentence,
             const PyxisDescriptionFix *fix)
{
  g_autofree char *name = g_strdup_printf (_ ("Set “%s”"), fix->key);
  GtkWidget *row = pyxis_pack_check_row_new (kind, sentence, _ ("Set…"), name);

  g_object_set_data_full (G_OBJECT (row), FIX, pyxis_description_fix_copy (fix),
                          (GDestroyNotify) pyxis_description_fix_free);
  g_signal_connect (row, "clicked", G_CALLBACK (set_cb), self);
  gtk_list_box_append (self->list, row);
}

/* Takes `advice`. */
static void
add_rename_row (PyxisPackChecks *self, const char *sentence, PyxisAdvice *advice)
{
  GtkWidget *row =
    pyxis_pack_check_row_new (PYXIS_PACK_CHECK_NOTE, sentence, _ ("Fix…"), advice->fix);

  g_object_set_data_full (G_OBJECT (row), ADVICE, advice, (GDestroyNotify) pyxis_advice_free);
  g_signal_connect (row, "clicked", G_CALLBACK (rename_cb), self);
  gtk_list_box_append (self->list, row);
}

/* What only the author can change, in the file where there is one. */
static void
add_open_row (PyxisPackChecks *self, PyxisPackCheckKind kind, const char *sentence)
{
  const char *file = pyxis_project_get_configuration (self->project)->file;
  g_autofree char *name = g_strdup_printf (_ ("Open “%s”"), file ? file : "");
  GtkWidget *row = pyxis_pack_check_row_new (kind, sentence, file ? _ ("Open") : NULL, name);

  g_signal_connect (row, "clicked", G_CALLBACK (open_cb), self);
  gtk_list_box_append (self->list, row);
}

static void
add_note (PyxisPackChecks *self, const char *sentence, const PyxisDescriptionFix *fix)
{
  PyxisAdvice *advice = fix ? NULL : pyxis_advice_table_find (self->advice, "notice", sentence);

  if (fix)
    add_set_row (self, PYXIS_PACK_CHECK_NOTE, sentence, fix);
  else if (advice && g_strcmp0 (advice->change, "rename-key") == 0)
    add_rename_row (self, sentence, g_steal_pointer (&advice));
  else
    add_open_row (self, PYXIS_PACK_CHECK_NOTE, sentence);
  pyxis_advice_free (advice);
}

static void
begin (PyxisPackChecks *self, PyxisProject *project)
{
  GtkWidget *child;

  g_set_object (&self->project, project);
  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->list))))
    gtk_list_box_remove (self->list, child);
}

static void
pyxis_pack_checks_dispose (GObject *object)
{
  PyxisPackChecks *self = PYXIS_PACK_CHECKS (object);

  g_clear_object (&self->project);
  g_clear_pointer (&self->advice, pyxis_advice_table_free);

  G_OBJECT_CLASS (pyxis_pack_checks_parent_class)->dispose (object);
}

static void
pyxis_pack_checks_class_init (PyxisPackChecksClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_pack_checks_dispose;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/pack-checks.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisPackChecks, list);
}

static void
pyxis_pack_checks_init (PyxisPackChecks *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  self->advice = pyxis_advice_table_new ();
}

void
pyxis_pack_checks_show_notes (PyxisPackChecks *self,
                              PyxisProject *project,
                              const PyxisDescription *description)
{
  g_return_if_fail (PYXIS_IS_PACK_CHECKS (self));

  begin (self, project);
  for (guint i = 0; i < description->notes->len; i++)
    add_note (self, description->notes->pdata[i], description->fixes->pdata[i]);
  if (description->notes->len == 0)
    gtk_list_box_append (self->list,
                         pyxis_pack_check_row_new (PYXIS_PACK_CHECK_FINE,
                                                   _ ("The description is complete."), NULL, NULL));
}

void
pyxis_pack_checks_show_faults (PyxisPackChecks *self,
                               PyxisProject *project,
                               const GPtrArray *faults)
{
  g_return_if_fail (PYXIS_IS_PACK_CHECKS (self));

  begin (self, project);
  for (guint i = 0; i < faults->len; i++) {
    const PyxisDescriptionFault *fault = faults->pdata[i];

    if (fault->fix)
      add_set_row (self, PYXIS_PACK_CHECK_ERROR, fault->sentence, fault->fix);
    else
      add_open_row (self, PYXIS_PACK_CHECK_ERROR, fault->sentence);
  }
}

void
pyxis_pack_checks_show_error (PyxisPackChecks *self, PyxisProject *project, const GError *error)
{
  g_return_if_fail (PYXIS_IS_PACK_CHECKS (self));

  begin (self, project);
  add_open_row (self, PYXIS_PACK_CHECK_ERROR, error->message);
}
