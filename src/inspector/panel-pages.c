/* SPDX-License-Identifier: Apache-2.0 */
#include "panel-private.h"

/* A console copies what the page writes: there is none until somebody looks at it. */
static void
fill_console_page (PyxisPanel *self)
{
  g_autoptr (PyxisConsole) console = self->log ? pyxis_console_new (self->log) : NULL;

  if (console && self->scripting)
    pyxis_console_set_scripting (console, self->scripting, self->scripted);
  pyxis_console_page_set_console (self->console_page, console);
}

static void
body_wanted_cb (PyxisNetworkPage *page, PyxisEvent *event, gpointer user_data)
{
  g_signal_emit_by_name (user_data, "body-wanted", event);
}

/* How many there are, on the button that leads to them. */
static void
count_changed_cb (PyxisFailureList *failures, GParamSpec *pspec, gpointer user_data)
{
  PyxisPanel *self = user_data;
  guint count;

  g_object_get (failures, "count", &count, NULL);
  if (self->errors_stack_page)
    adw_view_stack_page_set_badge_number (self->errors_stack_page, count);
}

static void
errors_mapped_cb (GtkWidget *bin, gpointer user_data)
{
  pyxis_panel_get_errors_page (user_data);
}

static void
console_mapped_cb (GtkWidget *bin, gpointer user_data)
{
  pyxis_panel_get_console_page (user_data);
}

static void
files_mapped_cb (GtkWidget *bin, gpointer user_data)
{
  pyxis_panel_get_files_page (user_data);
}

static void
scripts_mapped_cb (GtkWidget *bin, gpointer user_data)
{
  pyxis_panel_get_scripts_page (user_data);
}

static void
network_mapped_cb (GtkWidget *bin, gpointer user_data)
{
  pyxis_panel_get_network_page (user_data);
}

PyxisErrorsPage *
pyxis_panel_get_errors_page (PyxisPanel *self)
{
  if (!self->errors_page) {
    self->errors_page = g_object_new (PYXIS_TYPE_ERRORS_PAGE, NULL);
    pyxis_errors_page_set_project (self->errors_page, self->project);
    pyxis_errors_page_set_failures (self->errors_page, self->failures);
    pyxis_errors_page_set_stacked (self->errors_page, self->is_stacked);
    adw_bin_set_child (self->errors_bin, GTK_WIDGET (self->errors_page));
  }
  return self->errors_page;
}

PyxisFilesPage *
pyxis_panel_get_files_page (PyxisPanel *self)
{
  if (!self->files_page) {
    self->files_page = g_object_new (PYXIS_TYPE_FILES_PAGE, NULL);
    pyxis_files_page_set_log (self->files_page, self->log);
    pyxis_files_page_set_interpreters (self->files_page, self->interpreters);
    pyxis_files_page_set_vfs (self->files_page, self->vfs);
    pyxis_files_page_set_unsaved (self->files_page, self->unsaved);
    pyxis_files_page_set_stacked (self->files_page, self->is_stacked);
    adw_bin_set_child (self->files_bin, GTK_WIDGET (self->files_page));
  }
  return self->files_page;
}

PyxisConsolePage *
pyxis_panel_get_console_page (PyxisPanel *self)
{
  if (!self->console_page) {
    self->console_page = g_object_new (PYXIS_TYPE_CONSOLE_PAGE, NULL);
    fill_console_page (self);
    pyxis_console_page_set_interpreters (self->console_page, self->interpreters);
    adw_bin_set_child (self->console_bin, GTK_WIDGET (self->console_page));
  }
  return self->console_page;
}

PyxisScriptsPage *
pyxis_panel_get_scripts_page (PyxisPanel *self)
{
  if (!self->scripts_page) {
    self->scripts_page = g_object_new (PYXIS_TYPE_SCRIPTS_PAGE, NULL);
    pyxis_scripts_page_set_lifecycle (self->scripts_page, self->lifecycle);
    adw_bin_set_child (self->scripts_bin, GTK_WIDGET (self->scripts_page));
  }
  return self->scripts_page;
}

PyxisNetworkPage *
pyxis_panel_get_network_page (PyxisPanel *self)
{
  if (!self->network_page) {
    self->network_page = g_object_new (PYXIS_TYPE_NETWORK_PAGE, NULL);
    g_signal_connect (self->network_page, "body-wanted", G_CALLBACK (body_wanted_cb), self);
    pyxis_network_page_set_log (self->network_page, self->log);
    pyxis_network_page_set_stacked (self->network_page, self->is_stacked);
    adw_bin_set_child (self->network_bin, GTK_WIDGET (self->network_page));
  }
  return self->network_page;
}

void
pyxis_panel_pages_bind (GtkWidgetClass *klass)
{
  gtk_widget_class_bind_template_callback (klass, console_mapped_cb);
  gtk_widget_class_bind_template_callback (klass, errors_mapped_cb);
  gtk_widget_class_bind_template_callback (klass, files_mapped_cb);
  gtk_widget_class_bind_template_callback (klass, network_mapped_cb);
  gtk_widget_class_bind_template_callback (klass, scripts_mapped_cb);
}

void
pyxis_panel_pages_set_stacked (PyxisPanel *self, gboolean is_stacked)
{
  self->is_stacked = is_stacked;
  pyxis_events_page_set_stacked (self->events_page, is_stacked);
  if (self->errors_page)
    pyxis_errors_page_set_stacked (self->errors_page, is_stacked);
  if (self->files_page)
    pyxis_files_page_set_stacked (self->files_page, is_stacked);
  if (self->network_page)
    pyxis_network_page_set_stacked (self->network_page, is_stacked);
}

void
pyxis_panel_pages_clear (PyxisPanel *self)
{
  self->console_page = NULL;
  g_clear_weak_pointer (&self->scripted);
  self->errors_page = NULL;
  self->files_page = NULL;
  self->network_page = NULL;
  self->scripts_page = NULL;
  g_clear_object (&self->failures);
  g_clear_object (&self->interpreters);
  g_clear_object (&self->lifecycle);
  g_clear_object (&self->log);
  g_clear_object (&self->project);
  g_clear_object (&self->vfs);
  g_clear_object (&self->unsaved);
}

void
pyxis_panel_set_log (PyxisPanel *self, PyxisEventLog *log)
{
  g_return_if_fail (PYXIS_IS_PANEL (self));

  g_set_object (&self->log, log);
  pyxis_events_page_set_log (self->events_page, log);
  if (self->console_page)
    fill_console_page (self);
  if (self->files_page)
    pyxis_files_page_set_log (self->files_page, log);
  if (self->network_page)
    pyxis_network_page_set_log (self->network_page, log);
  g_clear_object (&self->failures);
  if (log) {
    self->failures = pyxis_failure_list_new (log);
    g_signal_connect_object (self->failures, "notify::count", G_CALLBACK (count_changed_cb), self,
                             0);
  }
  if (self->errors_page)
    pyxis_errors_page_set_failures (self->errors_page, self->failures);
  /* Before the page is shown: the log forgets. */
  g_clear_object (&self->lifecycle);
  self->lifecycle = log ? pyxis_lifecycle_new (log) : NULL;
  pyxis_pause_button_set_lifecycle (pyxis_panel_bar_get_pause_button (self->bar), self->lifecycle);
  if (self->scripts_page)
    pyxis_scripts_page_set_lifecycle (self->scripts_page, self->lifecycle);
}

void
pyxis_panel_set_project (PyxisPanel *self, PyxisProject *project)
{
  g_return_if_fail (PYXIS_IS_PANEL (self));

  g_set_object (&self->project, project);
  if (self->errors_page)
    pyxis_errors_page_set_project (self->errors_page, project);
}

void
pyxis_panel_set_scripting (PyxisPanel *self,
                           const PyxisConsoleScripting *scripting,
                           GObject *object)
{
  g_return_if_fail (PYXIS_IS_PANEL (self));

  self->scripting = scripting;
  g_set_weak_pointer (&self->scripted, object);
  if (self->console_page)
    fill_console_page (self);
}

void
pyxis_panel_set_vfs (PyxisPanel *self, PyxisVfs *vfs)
{
  g_return_if_fail (PYXIS_IS_PANEL (self));

  g_set_object (&self->vfs, vfs);
  if (self->files_page)
    pyxis_files_page_set_vfs (self->files_page, vfs);
}

void
pyxis_panel_set_interpreters (PyxisPanel *self, PyxisInterpreters *interpreters)
{
  g_return_if_fail (PYXIS_IS_PANEL (self));

  g_set_object (&self->interpreters, interpreters);
  if (self->console_page)
    pyxis_console_page_set_interpreters (self->console_page, interpreters);
  if (self->files_page)
    pyxis_files_page_set_interpreters (self->files_page, interpreters);
}

void
pyxis_panel_set_breakpoints (PyxisPanel *self, PyxisBreakpoints *breakpoints)
{
  g_return_if_fail (PYXIS_IS_PANEL (self));

  pyxis_pause_button_set_breakpoints (pyxis_panel_bar_get_pause_button (self->bar), breakpoints);
}

void
pyxis_panel_set_unsaved (PyxisPanel *self, PyxisVfsUnsaved *unsaved)
{
  g_return_if_fail (PYXIS_IS_PANEL (self));

  g_set_object (&self->unsaved, unsaved);
  if (self->files_page)
    pyxis_files_page_set_unsaved (self->files_page, unsaved);
}
