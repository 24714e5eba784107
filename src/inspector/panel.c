/* SPDX-License-Identifier: Apache-2.0 */
#include "panel.h"

#include <adwaita.h>

#include "console-page.h"
#include "errors-page.h"
#include "events-page.h"
#include "files-page.h"
#include "network-page.h"
#include "pause-button.h"
#include "pyxis-inspector-resources.h"
#include "scripts-page.h"

struct _PyxisPanel {
  GtkWidget parent_instance;

  GtkWidget *box;
  AdwBin *console_bin;
  AdwBin *errors_bin;
  AdwViewStackPage *errors_stack_page;
  PyxisEventsPage *events_page;
  AdwBin *files_bin;
  AdwBin *network_bin;
  PyxisPauseButton *pause_button;
  AdwBin *scripts_bin;
  AdwViewStack *stack;

  /* Pages are NULL until they are wanted: most windows never show them. */
  PyxisConsolePage *console_page;
  PyxisErrorsPage *errors_page;
  PyxisFilesPage *files_page;
  PyxisNetworkPage *network_page;
  PyxisScriptsPage *scripts_page;

  /* What they show; each (nullable). */
  PyxisFailureList *failures;
  PyxisInterpreters *interpreters;
  PyxisLifecycle *lifecycle;
  PyxisEventLog *log;
  PyxisProject *project;
  const PyxisConsoleScripting *scripting;
  GObject *scripted; /* weak */
  PyxisVfs *vfs;
  PyxisVfsUnsaved *unsaved;
};

enum { PROP_0, PROP_PAGE, LAST_PROP };
enum { BODY_WANTED, CLOSED, LAST_SIGNAL };

static GParamSpec *pspecs[LAST_PROP];
static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisPanel, pyxis_panel, GTK_TYPE_WIDGET)

static PyxisErrorsPage *
get_errors_page (PyxisPanel *self)
{
  if (!self->errors_page) {
    self->errors_page = g_object_new (PYXIS_TYPE_ERRORS_PAGE, NULL);
    pyxis_errors_page_set_project (self->errors_page, self->project);
    pyxis_errors_page_set_failures (self->errors_page, self->failures);
    adw_bin_set_child (self->errors_bin, GTK_WIDGET (self->errors_page));
  }
  return self->errors_page;
}

static void
errors_mapped_cb (GtkWidget *bin, gpointer user_data)
{
  get_errors_page (user_data);
}

static PyxisFilesPage *
get_files_page (PyxisPanel *self)
{
  if (!self->files_page) {
    self->files_page = g_object_new (PYXIS_TYPE_FILES_PAGE, NULL);
    pyxis_files_page_set_log (self->files_page, self->log);
    pyxis_files_page_set_interpreters (self->files_page, self->interpreters);
    pyxis_files_page_set_vfs (self->files_page, self->vfs);
    pyxis_files_page_set_unsaved (self->files_page, self->unsaved);
    adw_bin_set_child (self->files_bin, GTK_WIDGET (self->files_page));
  }
  return self->files_page;
}

/* A console copies what the page writes: there is none until somebody looks at it. */
static void
fill_console_page (PyxisPanel *self)
{
  g_autoptr (PyxisConsole) console = self->log ? pyxis_console_new (self->log) : NULL;

  if (console && self->scripting)
    pyxis_console_set_scripting (console, self->scripting, self->scripted);
  pyxis_console_page_set_console (self->console_page, console);
}

static PyxisConsolePage *
get_console_page (PyxisPanel *self)
{
  if (!self->console_page) {
    self->console_page = g_object_new (PYXIS_TYPE_CONSOLE_PAGE, NULL);
    fill_console_page (self);
    pyxis_console_page_set_interpreters (self->console_page, self->interpreters);
    adw_bin_set_child (self->console_bin, GTK_WIDGET (self->console_page));
  }
  return self->console_page;
}

static void
console_mapped_cb (GtkWidget *bin, gpointer user_data)
{
  get_console_page (user_data);
}

static void
files_mapped_cb (GtkWidget *bin, gpointer user_data)
{
  get_files_page (user_data);
}

static PyxisScriptsPage *
get_scripts_page (PyxisPanel *self)
{
  if (!self->scripts_page) {
    self->scripts_page = g_object_new (PYXIS_TYPE_SCRIPTS_PAGE, NULL);
    pyxis_scripts_page_set_lifecycle (self->scripts_page, self->lifecycle);
    adw_bin_set_child (self->scripts_bin, GTK_WIDGET (self->scripts_page));
  }
  return self->scripts_page;
}

static void
scripts_mapped_cb (GtkWidget *bin, gpointer user_data)
{
  get_scripts_page (user_data);
}

static void
body_wanted_cb (PyxisNetworkPage *page, PyxisEvent *event, gpointer user_data)
{
  g_signal_emit (user_data, signals[BODY_WANTED], 0, event);
}

static PyxisNetworkPage *
get_network_page (PyxisPanel *self)
{
  if (!self->network_page) {
    self->network_page = g_object_new (PYXIS_TYPE_NETWORK_PAGE, NULL);
    g_signal_connect (self->network_page, "body-wanted", G_CALLBACK (body_wanted_cb), self);
    pyxis_network_page_set_log (self->network_page, self->log);
    adw_bin_set_child (self->network_bin, GTK_WIDGET (self->network_page));
  }
  return self->network_page;
}

static void
network_mapped_cb (GtkWidget *bin, gpointer user_data)
{
  get_network_page (user_data);
}

static void
page_changed_cb (AdwViewStack *stack, GParamSpec *pspec, gpointer user_data)
{
  g_object_notify_by_pspec (user_data, pspecs[PROP_PAGE]);
}

static void
close_cb (GtkButton *button, gpointer user_data)
{
  g_signal_emit (user_data, signals[CLOSED], 0);
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
pyxis_panel_dispose (GObject *object)
{
  PyxisPanel *self = PYXIS_PANEL (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_PANEL);
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

  G_OBJECT_CLASS (pyxis_panel_parent_class)->dispose (object);
}

static void
pyxis_panel_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_PAGE)
    g_value_set_string (value, pyxis_panel_get_page (PYXIS_PANEL (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_panel_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PyxisPanel *self = PYXIS_PANEL (object);
  const char *name = g_value_get_string (value);

  if (id != PROP_PAGE)
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  else if (name && adw_view_stack_get_child_by_name (self->stack, name))
    adw_view_stack_set_visible_child_name (self->stack, name);
}

static void
pyxis_panel_class_init (PyxisPanelClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /* Of a static library only what is named is linked. */
  g_resources_register (pyxis_inspector_get_resource ());

  object_class->dispose = pyxis_panel_dispose;
  object_class->get_property = pyxis_panel_get_property;
  object_class->set_property = pyxis_panel_set_property;

  pspecs[PROP_PAGE] = g_param_spec_string (
    "page", NULL, NULL, NULL, G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);

  signals[BODY_WANTED] = g_signal_new ("body-wanted", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                       0, NULL, NULL, NULL, G_TYPE_NONE, 1, PYXIS_TYPE_EVENT);
  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ADW_TYPE_VIEW_SWITCHER);
  g_type_ensure (PYXIS_TYPE_EVENTS_PAGE);
  g_type_ensure (PYXIS_TYPE_PAUSE_BUTTON);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/panel.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, box);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, console_bin);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, errors_bin);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, errors_stack_page);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, events_page);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, files_bin);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, network_bin);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, pause_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, scripts_bin);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, stack);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, console_mapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, errors_mapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, files_mapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, network_mapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, scripts_mapped_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_panel_init (PyxisPanel *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
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
  pyxis_pause_button_set_lifecycle (self->pause_button, self->lifecycle);
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

PyxisFailureList *
pyxis_panel_get_failures (PyxisPanel *self)
{
  g_return_val_if_fail (PYXIS_IS_PANEL (self), NULL);

  return self->failures;
}

gboolean
pyxis_panel_show_failure (PyxisPanel *self, guint64 seq)
{
  g_return_val_if_fail (PYXIS_IS_PANEL (self), FALSE);

  return pyxis_errors_page_show (get_errors_page (self), seq);
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

  pyxis_pause_button_set_breakpoints (self->pause_button, breakpoints);
}

void
pyxis_panel_set_unsaved (PyxisPanel *self, PyxisVfsUnsaved *unsaved)
{
  g_return_if_fail (PYXIS_IS_PANEL (self));

  g_set_object (&self->unsaved, unsaved);
  if (self->files_page)
    pyxis_files_page_set_unsaved (self->files_page, unsaved);
}

PyxisEventsPage *
pyxis_panel_get_events_page (PyxisPanel *self)
{
  g_return_val_if_fail (PYXIS_IS_PANEL (self), NULL);

  return self->events_page;
}

const char *
pyxis_panel_get_page (PyxisPanel *self)
{
  g_return_val_if_fail (PYXIS_IS_PANEL (self), NULL);

  return self->stack ? adw_view_stack_get_visible_child_name (self->stack) : NULL;
}

gboolean
pyxis_panel_save_drafts (PyxisPanel *self, GError **error)
{
  g_return_val_if_fail (PYXIS_IS_PANEL (self), FALSE);

  return !self->files_page || pyxis_files_page_save_drafts (self->files_page, error);
}

void
pyxis_panel_focus (PyxisPanel *self)
{
  g_return_if_fail (PYXIS_IS_PANEL (self));

  if (g_str_equal (pyxis_panel_get_page (self), "files"))
    pyxis_files_page_focus (get_files_page (self));
  else if (g_str_equal (pyxis_panel_get_page (self), "errors"))
    pyxis_errors_page_focus (get_errors_page (self));
  else if (g_str_equal (pyxis_panel_get_page (self), "scripts"))
    pyxis_scripts_page_focus (get_scripts_page (self));
  else if (g_str_equal (pyxis_panel_get_page (self), "network"))
    pyxis_network_page_focus (get_network_page (self));
  else if (g_str_equal (pyxis_panel_get_page (self), "console"))
    pyxis_console_page_focus (get_console_page (self));
  else
    pyxis_events_page_focus (self->events_page);
}

gboolean
pyxis_panel_show_file (PyxisPanel *self, const char *path)
{
  g_return_val_if_fail (PYXIS_IS_PANEL (self), FALSE);

  return pyxis_files_page_show (get_files_page (self), path);
}

void
pyxis_panel_show_body (PyxisPanel *self, PyxisEvent *event, GBytes *bytes, const char *remark)
{
  g_return_if_fail (PYXIS_IS_PANEL (self));

  if (self->network_page)
    pyxis_network_page_show_body (self->network_page, event, bytes, remark);
}

gboolean
pyxis_panel_find (PyxisPanel *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  g_return_val_if_fail (PYXIS_IS_PANEL (self), FALSE);

  if (!focus || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self)))
    return FALSE;
  if (g_str_equal (pyxis_panel_get_page (self), "files"))
    pyxis_files_page_find (get_files_page (self));
  else if (g_str_equal (pyxis_panel_get_page (self), "network"))
    pyxis_network_page_find (get_network_page (self));
  else if (g_str_equal (pyxis_panel_get_page (self), "events"))
    pyxis_events_page_find (self->events_page);
  else
    return FALSE;
  return TRUE;
}
