/* SPDX-License-Identifier: Apache-2.0 */
#include "panel.h"

#include <adwaita.h>

#include "console-page.h"
#include "events-page.h"
#include "files-page.h"
#include "pyxis-inspector-resources.h"

struct _PyxisPanel {
  GtkWidget parent_instance;

  GtkWidget *box;
  AdwBin *console_bin;
  PyxisEventsPage *events_page;
  AdwBin *files_bin;
  AdwViewStack *stack;

  PyxisConsolePage *console_page;         /* NULL until it is wanted, as the files page is */
  PyxisFilesPage *files_page;             /* NULL until it is wanted: it holds a source view */
  const PyxisConsoleScripting *scripting; /* these for them; each (nullable) */
  GObject *scripted;                      /* weak */
  PyxisEventLog *log;
  PyxisInterpreters *interpreters;
  PyxisVfs *vfs;
  PyxisVfsUnsaved *unsaved;
};

enum { PROP_0, PROP_PAGE, LAST_PROP };
enum { CLOSED, LAST_SIGNAL };

static GParamSpec *pspecs[LAST_PROP];
static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisPanel, pyxis_panel, GTK_TYPE_WIDGET)

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

static void
pyxis_panel_dispose (GObject *object)
{
  PyxisPanel *self = PYXIS_PANEL (object);

  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_PANEL);
  self->console_page = NULL;
  self->files_page = NULL;
  g_clear_weak_pointer (&self->scripted);
  g_clear_object (&self->log);
  g_clear_object (&self->interpreters);
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

  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);

  g_type_ensure (ADW_TYPE_VIEW_SWITCHER);
  g_type_ensure (PYXIS_TYPE_EVENTS_PAGE);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/panel.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, box);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, console_bin);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, events_page);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, files_bin);
  gtk_widget_class_bind_template_child (widget_class, PyxisPanel, stack);
  gtk_widget_class_bind_template_callback (widget_class, close_cb);
  gtk_widget_class_bind_template_callback (widget_class, console_mapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, files_mapped_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_changed_cb);
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

  pyxis_events_page_set_log (self->events_page, log);
  g_set_object (&self->log, log);
  if (self->console_page)
    fill_console_page (self);
  if (self->files_page)
    pyxis_files_page_set_log (self->files_page, log);
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
  else if (g_str_equal (pyxis_panel_get_page (self), "console"))
    return FALSE;
  else
    pyxis_events_page_find (self->events_page);
  return TRUE;
}
