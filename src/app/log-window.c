/* SPDX-License-Identifier: Apache-2.0 */
#include "log-window.h"

#include <glib/gi18n.h>

#include "comparison-window.h"
#include "event-list.h"
#include "log-files.h"

struct _PyxisLogWindow {
  AdwWindow parent_instance;

  PyxisEventList *event_list;
  GtkInfoBar *info_bar;
  GtkLabel *remark_label;
  AdwWindowTitle *window_title;

  PyxisEventLog *log;
  char *name;
};

G_DEFINE_FINAL_TYPE (PyxisLogWindow, pyxis_log_window, ADW_TYPE_WINDOW)

static void
export_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PyxisLogWindow *self = PYXIS_LOG_WINDOW (widget);
  const char *ending = g_strrstr (self->name, ".");
  g_autofree char *name = ending && ending > self->name
                            ? g_strndup (self->name, (gsize) (ending - self->name))
                            : g_strdup (self->name);

  pyxis_log_files_export (GTK_WIDGET (self->event_list), G_LIST_MODEL (self->log), name);
}

static void
other_opened (GtkWidget *place, PyxisEventLog *other, const char *path, const char *remark)
{
  PyxisLogWindow *self = PYXIS_LOG_WINDOW (gtk_widget_get_ancestor (place, PYXIS_TYPE_LOG_WINDOW));
  g_autofree char *name = g_filename_display_basename (path);

  pyxis_comparison_window_show (place, &(PyxisComparisonSide){ G_LIST_MODEL (other), name },
                                &(PyxisComparisonSide){ G_LIST_MODEL (self->log), self->name });
}

static void
compare_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  pyxis_log_files_open (GTK_WIDGET (PYXIS_LOG_WINDOW (widget)->event_list),
                        _ ("Compare With a Saved Log"), other_opened);
}

static void
find_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  pyxis_event_list_find (PYXIS_LOG_WINDOW (widget)->event_list);
}

static void
pyxis_log_window_dispose (GObject *object)
{
  PyxisLogWindow *self = PYXIS_LOG_WINDOW (object);

  g_clear_object (&self->log);
  g_clear_pointer (&self->name, g_free);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_LOG_WINDOW);

  G_OBJECT_CLASS (pyxis_log_window_parent_class)->dispose (object);
}

static void
pyxis_log_window_class_init (PyxisLogWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_log_window_dispose;

  g_type_ensure (PYXIS_TYPE_EVENT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/log-window.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisLogWindow, event_list);
  gtk_widget_class_bind_template_child (widget_class, PyxisLogWindow, info_bar);
  gtk_widget_class_bind_template_child (widget_class, PyxisLogWindow, remark_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisLogWindow, window_title);
  gtk_widget_class_install_action (widget_class, "log.export", NULL, export_cb);
  gtk_widget_class_install_action (widget_class, "log.compare", NULL, compare_cb);
  gtk_widget_class_install_action (widget_class, "log.find", NULL, find_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_f, GDK_CONTROL_MASK, "log.find", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_w, GDK_CONTROL_MASK, "window.close",
                                       NULL);
}

static void
pyxis_log_window_init (PyxisLogWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

GtkWidget *
pyxis_log_window_new (PyxisEventLog *log, const char *path, const char *remark)
{
  PyxisLogWindow *self = g_object_new (PYXIS_TYPE_LOG_WINDOW, NULL);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *shown = g_filename_display_name (folder);

  self->log = g_object_ref (log);
  self->name = g_filename_display_basename (path);
  gtk_window_set_title (GTK_WINDOW (self), self->name);
  adw_window_title_set_title (self->window_title, self->name);
  adw_window_title_set_subtitle (self->window_title, shown);
  gtk_label_set_text (self->remark_label, remark ? remark : "");
  gtk_info_bar_set_revealed (self->info_bar, remark != NULL);
  pyxis_event_list_set_log (self->event_list, log);
  return GTK_WIDGET (self);
}

void
pyxis_log_window_show (GtkWidget *place, PyxisEventLog *log, const char *path, const char *remark)
{
  GtkWindow *beside = GTK_WINDOW (gtk_widget_get_ancestor (place, GTK_TYPE_WINDOW));
  GtkWidget *window = pyxis_log_window_new (log, path, remark);

  gtk_window_set_application (GTK_WINDOW (window), gtk_window_get_application (beside));
  gtk_window_present (GTK_WINDOW (window));
}
