/* SPDX-License-Identifier: Apache-2.0 */
#include "comparison-window.h"

#include <glib/gi18n.h>

#include "comparison-item.h"
#include "export.h"
#include "file-work.h"
#include "row-words.h"

/* Of a file's name, over a column. */
#define TITLE_CHARS 24

struct _PyxisComparisonWindow {
  AdwWindow parent_instance;

  GtkColumnViewColumn *after_column;
  GtkColumnViewColumn *before_column;
  GtkNoSelection *selection;
  GtkStack *stack;
  AdwWindowTitle *window_title;
};

G_DEFINE_FINAL_TYPE (PyxisComparisonWindow, pyxis_comparison_window, ADW_TYPE_WINDOW)

static void
pyxis_comparison_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), PYXIS_TYPE_COMPARISON_WINDOW);

  G_OBJECT_CLASS (pyxis_comparison_window_parent_class)->dispose (object);
}

static void
pyxis_comparison_window_class_init (PyxisComparisonWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_comparison_window_dispose;

  g_type_ensure (PYXIS_TYPE_COMPARISON_ITEM);
  g_type_ensure (PYXIS_TYPE_ROW_WORDS);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/comparison-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisComparisonWindow, after_column);
  gtk_widget_class_bind_template_child (widget_class, PyxisComparisonWindow, before_column);
  gtk_widget_class_bind_template_child (widget_class, PyxisComparisonWindow, selection);
  gtk_widget_class_bind_template_child (widget_class, PyxisComparisonWindow, stack);
  gtk_widget_class_bind_template_child (widget_class, PyxisComparisonWindow, window_title);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
pyxis_comparison_window_init (PyxisComparisonWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
set_title (GtkColumnViewColumn *column, const char *name)
{
  g_autofree char *start = g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), TITLE_CHARS));
  g_autofree char *title = g_strconcat (start, g_str_equal (start, name) ? "" : "…", NULL);

  gtk_column_view_column_set_title (column, title);
}

static GtkWidget *
window_new (const char *before, const char *after, GPtrArray *rows)
{
  PyxisComparisonWindow *self = g_object_new (PYXIS_TYPE_COMPARISON_WINDOW, NULL);
  g_autoptr (GListModel) items = pyxis_comparison_item_list (rows);
  g_autofree char *names = g_strdup_printf (_ ("%s and %s"), before, after);

  adw_window_title_set_subtitle (self->window_title, names);
  set_title (self->before_column, before);
  set_title (self->after_column, after);
  gtk_no_selection_set_model (self->selection, items);
  gtk_stack_set_visible_child_name (self->stack, rows->len > 0 ? "rows" : "none");
  return GTK_WIDGET (self);
}

/* One that is under way. */
typedef struct {
  GtkApplication *application;
  GPtrArray *events[2]; /* (element-type PyxisEvent): as they were when it began */
  char *names[2];
  GPtrArray *rows; /* what comes of it */
} Work;

static void
work_free (gpointer data)
{
  Work *self = data;

  g_clear_object (&self->application);
  for (guint i = 0; i < G_N_ELEMENTS (self->events); i++) {
    g_ptr_array_unref (self->events[i]);
    g_free (self->names[i]);
  }
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_free (self);
}

static gboolean
compare (gpointer data, PyxisCopyProgress *progress, GCancellable *cancellable, GError **error)
{
  Work *self = data;
  g_autoptr (PyxisStartup) before = NULL;
  g_autoptr (PyxisStartup) after = NULL;

  pyxis_copy_progress_set_total (progress, self->events[0]->len + self->events[1]->len);
  before = pyxis_startup_new (self->events[0], 0);
  pyxis_copy_progress_add (progress, self->events[0]->len);
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return FALSE;
  after = pyxis_startup_new (self->events[1], 0);
  self->rows = pyxis_comparison_new (before, after);
  return !g_cancellable_set_error_if_cancelled (cancellable, error);
}

/* All that can go wrong is that the user wants no more of it. */
static void
compared (gpointer data, const GError *error)
{
  Work *self = data;
  GtkWidget *window;

  if (error)
    return;
  window = window_new (self->names[0], self->names[1], self->rows);
  gtk_window_set_application (GTK_WINDOW (window), self->application);
  gtk_window_present (GTK_WINDOW (window));
}

void
pyxis_comparison_window_show (GtkWidget *place,
                              const PyxisComparisonSide *before,
                              const PyxisComparisonSide *after)
{
  GtkWindow *beside = GTK_WINDOW (gtk_widget_get_ancestor (place, GTK_TYPE_WINDOW));
  const PyxisComparisonSide *sides[] = { before, after };
  Work *work = g_new0 (Work, 1);

  g_set_object (&work->application, gtk_window_get_application (beside));
  for (guint i = 0; i < G_N_ELEMENTS (sides); i++) {
    work->events[i] = pyxis_export_collect (sides[i]->log);
    work->names[i] = g_strdup (sides[i]->name);
  }
  pyxis_file_work_run (beside, _ ("Comparing Two Starts"), compare, compared, work, work_free);
}
