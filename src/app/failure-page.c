/* SPDX-License-Identifier: Apache-2.0 */
#include "failure-page.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <stdlib.h>

#include "excerpt.h"
#include "file-watch.h"
#include "folder-source.h"
#include "place.h"
#include "project-scan.h"
#include "refusal.h"
#include "shown-path.h"
#include "source-text.h"
#include "text-editor.h"

struct _PyxisFailurePage {
  GtkWidget parent_instance;

  GtkWidget *again_button;
  GtkWidget *edit_button;
  GtkWidget *edit_child;
  PyxisExcerpt *excerpt;
  GtkLabel *reason_label;
  AdwStatusPage *status_page;
  GtkWidget *watch_label;

  char *path;            /* what failed */
  char *file;            /* that is to be corrected; NULL: none */
  PyxisFileWatch *watch; /* NULL: nothing is waited for */
};

enum { TRY_AGAIN, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisFailurePage, pyxis_failure_page, GTK_TYPE_WIDGET)

static void
try_again (PyxisFailurePage *self)
{
  if (self->path)
    g_signal_emit (self, signals[TRY_AGAIN], 0, self->path);
}

static void
try_again_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  try_again (PYXIS_FAILURE_PAGE (widget));
}

static void
edit_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  pyxis_text_editor_open (GTK_WINDOW (gtk_widget_get_root (widget)),
                          PYXIS_FAILURE_PAGE (widget)->file);
}

static void
file_changed_cb (gpointer user_data)
{
  try_again (user_data);
}

/* (transfer full) (nullable): the folder that the names in sentences about `path` begin at; NULL
 * where there is none, as for an archive. */
static char *
dup_root (const char *path)
{
  char *canonical = realpath (path, NULL);
  char *root = NULL;

  if (canonical && g_file_test (canonical, G_FILE_TEST_IS_DIR))
    root = g_strdup (canonical);
  else if (canonical &&
           (pyxis_project_scan_is_page (canonical) || pyxis_project_scan_is_script (canonical)))
    root = g_path_get_dirname (canonical);
  free (canonical);
  return root;
}

/* (transfer full) (nullable): through the project's source, which never leads out of it. `text`
 * (transfer full) is NULL for what cannot be shown. */
static char *
dup_file (const char *root, const char *name, char **text)
{
  g_autoptr (PyxisSource) source = pyxis_folder_source_new (root, NULL);
  g_autoptr (PyxisContent) content = source ? pyxis_source_open (source, name, NULL) : NULL;

  *text = NULL;
  if (!content)
    return NULL;
  *text = pyxis_source_load_text (source, name, PYXIS_SOURCE_TEXT_MAX, NULL);
  return g_build_filename (root, name, NULL);
}

static void
show_place (PyxisFailurePage *self, const char *sentence)
{
  g_autofree char *root = dup_root (self->path);
  g_autofree char *name = NULL;
  g_autofree char *text = NULL;
  guint line;

  g_clear_pointer (&self->file, g_free);
  if (root && pyxis_place_find (sentence, &name, &line))
    self->file = dup_file (root, name, &text);
  if (text && *text)
    pyxis_excerpt_show (self->excerpt, name, text, line);
  gtk_widget_set_visible (GTK_WIDGET (self->excerpt), text && *text);
}

/* The way on that is likely the right one is the first and the coloured one. */
static void
update_buttons (PyxisFailurePage *self)
{
  gboolean has_file = self->file != NULL;

  if (!has_file && gtk_widget_has_focus (self->edit_button))
    gtk_widget_grab_focus (self->again_button);
  gtk_widget_set_visible (self->edit_child, has_file);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "failure.edit", has_file);
  if (has_file)
    gtk_widget_remove_css_class (self->again_button, "suggested-action");
  else
    gtk_widget_add_css_class (self->again_button, "suggested-action");
}

/* All of a folder, because what is missing may come; else the one file. What is watched already
 * goes on being watched: no change in between is missed. */
static void
watch (PyxisFailurePage *self)
{
  gboolean is_deep = self->file && g_file_test (self->path, G_FILE_TEST_IS_DIR);
  g_autofree char *above = is_deep ? g_path_get_dirname (self->file) : NULL;
  const char *path = above ? above : self->file ? self->file : self->path;

  if (!self->watch || !pyxis_file_watch_covers (self->watch, path)) {
    g_clear_pointer (&self->watch, pyxis_file_watch_free);
    self->watch = pyxis_file_watch_new (path, file_changed_cb, self);
  }
}

static void
set_path (PyxisFailurePage *self, const char *path)
{
  g_autofree char *shown = pyxis_shown_path_dup (path);
  g_autofree char *escaped = g_markup_escape_text (shown, -1);
  char *copy = g_strdup (path);

  g_free (self->path);
  self->path = copy;
  adw_status_page_set_description (self->status_page, escaped);
}

static void
show (PyxisFailurePage *self, const char *path, const char *sentence)
{
  set_path (self, path);
  if (!g_str_equal (gtk_label_get_text (self->reason_label), sentence))
    gtk_label_set_text (self->reason_label, sentence);
  show_place (self, sentence);
  update_buttons (self);
}

static gboolean
pyxis_failure_page_grab_focus (GtkWidget *widget)
{
  PyxisFailurePage *self = PYXIS_FAILURE_PAGE (widget);

  return gtk_widget_grab_focus (self->file ? self->edit_button : self->again_button);
}

static void
pyxis_failure_page_dispose (GObject *object)
{
  PyxisFailurePage *self = PYXIS_FAILURE_PAGE (object);

  g_clear_pointer (&self->watch, pyxis_file_watch_free);
  g_clear_pointer ((GtkWidget **) &self->status_page, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_FAILURE_PAGE);

  G_OBJECT_CLASS (pyxis_failure_page_parent_class)->dispose (object);
}

static void
pyxis_failure_page_finalize (GObject *object)
{
  PyxisFailurePage *self = PYXIS_FAILURE_PAGE (object);

  g_free (self->path);
  g_free (self->file);

  G_OBJECT_CLASS (pyxis_failure_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *klass)
{
  g_type_ensure (PYXIS_TYPE_EXCERPT);
  gtk_widget_class_set_template_from_resource (klass, "/pyxis/app/ui/failure-page.ui");
  gtk_widget_class_bind_template_child (klass, PyxisFailurePage, again_button);
  gtk_widget_class_bind_template_child (klass, PyxisFailurePage, edit_button);
  gtk_widget_class_bind_template_child (klass, PyxisFailurePage, edit_child);
  gtk_widget_class_bind_template_child (klass, PyxisFailurePage, excerpt);
  gtk_widget_class_bind_template_child (klass, PyxisFailurePage, reason_label);
  gtk_widget_class_bind_template_child (klass, PyxisFailurePage, status_page);
  gtk_widget_class_bind_template_child (klass, PyxisFailurePage, watch_label);
}

static void
pyxis_failure_page_class_init (PyxisFailurePageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pyxis_failure_page_dispose;
  object_class->finalize = pyxis_failure_page_finalize;

  widget_class->grab_focus = pyxis_failure_page_grab_focus;

  signals[TRY_AGAIN] = g_signal_new ("try-again", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                     NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_STRING);

  bind_template (widget_class);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_install_action (widget_class, "failure.edit", NULL, edit_cb);
  gtk_widget_class_install_action (widget_class, "failure.try-again", NULL, try_again_cb);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F5, 0, "failure.try-again", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_r, GDK_CONTROL_MASK,
                                       "failure.try-again", NULL);
}

static void
pyxis_failure_page_init (PyxisFailurePage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

static const char *
get_load_title (PyxisFailurePage *self, const GError *error)
{
  if (self->file)
    return _ ("The Project Needs a Correction");
  if (pyxis_refusal_is_of_app (self->path))
    return pyxis_refusal_get_title (self->path, error);
  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    return _ ("The Project Is Not There");
  return _ ("Nothing to Run Here");
}

void
pyxis_failure_page_show_load_error (PyxisFailurePage *self, const char *path, const GError *error)
{
  g_autofree char *words = NULL;

  g_return_if_fail (PYXIS_IS_FAILURE_PAGE (self) && path && error);

  words = pyxis_refusal_dup_words (path, error);
  show (self, path, words);
  adw_status_page_set_icon_name (self->status_page, "dialog-warning-symbolic");
  adw_status_page_set_title (self->status_page, get_load_title (self, error));
  watch (self);
  gtk_widget_set_visible (self->watch_label, pyxis_file_watch_is_awake (self->watch));
}

void
pyxis_failure_page_show_start_error (PyxisFailurePage *self, const char *path, const GError *error)
{
  g_return_if_fail (PYXIS_IS_FAILURE_PAGE (self) && path && error);

  pyxis_failure_page_leave (self);
  show (self, path, error->message);
  adw_status_page_set_icon_name (self->status_page, "dialog-error-symbolic");
  adw_status_page_set_title (self->status_page, _ ("The Project Could Not Start"));
  gtk_widget_set_visible (self->watch_label, FALSE);
}

void
pyxis_failure_page_leave (PyxisFailurePage *self)
{
  g_return_if_fail (PYXIS_IS_FAILURE_PAGE (self));

  g_clear_pointer (&self->watch, pyxis_file_watch_free);
}
