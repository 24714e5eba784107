/* SPDX-License-Identifier: Apache-2.0 */
#include "application.h"

#include <glib/gi18n.h>

#include "desktop-start.h"
#include "environment.h"
#include "examples.h"
#include "last-words.h"
#include "opened-copies.h"
#include "page-departure.h"
#include "preferences.h"
#include "process-start.h"
#include "pyxis-config.h"
#include "recent-projects.h"
#include "shortcuts.h"
#include "web-library.h"
#include "window-private.h"

struct _PyxisApplication {
  AdwApplication parent_instance;

  const PyxisApplicationStart *start;
  PyxisRecentProjects *recent_projects;
  char *lacks; /* what the first welcome page has to say; NULL: nothing, or it was said */
};

G_DEFINE_FINAL_TYPE (PyxisApplication, pyxis_application, ADW_TYPE_APPLICATION)

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  GtkApplication *self = user_data;
  g_autofree char *webkit = pyxis_web_library_dup_webkit_version ();
  g_autofree char *versions =
    g_strdup_printf ("WebKitGTK %s\nGTK %u.%u.%u", webkit, gtk_get_major_version (),
                     gtk_get_minor_version (), gtk_get_micro_version ());

  adw_show_about_window (gtk_application_get_active_window (self), "application-name", "Pyxis",
                         "application-icon", PYXIS_APPLICATION_ID, "version", PYXIS_VERSION,
                         "license-type", GTK_LICENSE_APACHE_2_0, "comments",
                         _ ("PyScript projects as desktop programs"), "debug-info", versions, NULL);
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_page_departure_quit (user_data);
}

static PyxisWindow *
create_window (PyxisApplication *self)
{
  PyxisWindow *window = PYXIS_WINDOW (pyxis_window_new (ADW_APPLICATION (self)));

  pyxis_window_set_recent_projects (window, self->recent_projects);
  if (self->lacks)
    pyxis_window_set_notice (window, self->lacks);
  g_clear_pointer (&self->lacks, g_free);
  return window;
}

/* A welcome window that is there is as good as a new one. */
static PyxisWindow *
get_free_window (PyxisApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    if (PYXIS_IS_WINDOW (l->data) && pyxis_window_is_free (l->data))
      return l->data;
  return create_window (self);
}

/* What is open already comes to the front; else `window` opens it, or a new one where that is NULL. */
static void
open_path (PyxisApplication *self,
           PyxisWindow *window,
           const char *path,
           PyxisSnapshotChoice snapshot)
{
  PyxisWindow *there = pyxis_window_find (GTK_APPLICATION (self), path);

  if (!there) {
    there = window ? window : create_window (self);
    pyxis_window_set_snapshot (there, snapshot);
    pyxis_window_open_path (there, path);
  }
  gtk_window_present (GTK_WINDOW (there));
}

static void
new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  gtk_window_present (GTK_WINDOW (create_window (user_data)));
}

static void
open_in_new_window_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  open_path (user_data, NULL, g_variant_get_bytestring (parameter), PYXIS_SNAPSHOT_AUTO);
}

/* What there is to learn, the tour shows. */
static void
tour_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autofree char *path = pyxis_examples_dup_tour ();

  open_path (user_data, get_free_window (user_data), path, PYXIS_SNAPSHOT_AUTO);
}

static void
change_asks_for_downloads_cb (GSimpleAction *action, GVariant *state, gpointer user_data)
{
  pyxis_preferences_set_asks_for_downloads (g_variant_get_boolean (state));
  g_simple_action_set_state (action, state);
}

static void
pyxis_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (get_free_window (PYXIS_APPLICATION (application))));
}

/* The program was started for the project of its only window: what that took belongs to the start of its page. */
static void
count_from_launch (PyxisApplication *self)
{
  GList *windows = gtk_application_get_windows (GTK_APPLICATION (self));
  PyxisProjectPage *page =
    windows && PYXIS_IS_WINDOW (windows->data) ? pyxis_window_get_page (windows->data) : NULL;
  PyxisEventLog *log = page ? pyxis_session_get_log (pyxis_project_page_get_session (page)) : NULL;

  if (log && pyxis_event_log_get_navigation (log) == 0)
    pyxis_event_log_set_began (log, pyxis_process_start_get ());
}

/* `hint` is what another start said of snapshots, or nothing. */
static void
pyxis_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  PyxisSnapshotChoice snapshot = PYXIS_SNAPSHOT_AUTO;
  PyxisApplication *self = PYXIS_APPLICATION (application);
  gboolean is_launch = !gtk_application_get_windows (GTK_APPLICATION (self));

  pyxis_snapshot_choice_parse (*hint ? hint : NULL, &snapshot);
  for (int i = 0; i < n_files; i++) {
    g_autofree char *path = g_file_get_path (files[i]);
    g_autofree char *uri = g_file_get_uri (files[i]);
    PyxisWindow *there = pyxis_window_find (GTK_APPLICATION (self), path ? path : uri);

    open_path (self, there ? there : get_free_window (self), path ? path : uri, snapshot);
    if (i == 0 && is_launch)
      count_from_launch (self);
  }
}

/* Once, where the program runs: what was handed over to another instance lacks nothing. */
static void
say_lacks (PyxisApplication *self)
{
  gboolean has_bus = g_application_get_dbus_connection (G_APPLICATION (self)) != NULL;

  self->lacks = pyxis_environment_describe_lacks (has_bus);
  if (self->lacks)
    g_printerr ("pyxis: %s\n", self->lacks);
}

/* Instead of GApplication's own, which has no hint to give. */
static gboolean
pyxis_application_local_command_line (GApplication *application, char ***arguments, int *status)
{
  const PyxisApplicationStart *start = PYXIS_APPLICATION (application)->start;
  g_autoptr (GFile) file = start->path ? g_file_new_for_path (start->path) : NULL;
  g_autoptr (GError) error = NULL;

  *status = 1;
  if (!g_application_register (application, NULL, &error)) {
    g_printerr ("pyxis: %s\n", error->message);
    return TRUE;
  }
  *status = 0;
  if (file)
    g_application_open (application, &file, 1, start->snapshot ? start->snapshot : "");
  else
    g_application_activate (application);
  return TRUE;
}

static void
set_keys (GtkApplication *self, const char *action, const char *first, const char *second)
{
  const char *keys[] = { first, second, NULL };

  gtk_application_set_accels_for_action (self, action, keys);
}

static void
pyxis_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { "about", about_cb },
    { "ask-for-downloads", NULL, NULL, "false", change_asks_for_downloads_cb },
    { "new-window", new_window_cb },
    { "open-in-new-window", open_in_new_window_cb, "ay" },
    { "quit", quit_cb },
    { "tour", tour_cb },
  };
  GtkApplication *self = GTK_APPLICATION (application);

  G_APPLICATION_CLASS (pyxis_application_parent_class)->startup (application);

  PYXIS_APPLICATION (self)->recent_projects = pyxis_recent_projects_new_for_user ();
  pyxis_opened_copies_sweep ();
  say_lacks (PYXIS_APPLICATION (self));
  pyxis_last_words_prepare (self);
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  g_simple_action_set_state (
    G_SIMPLE_ACTION (g_action_map_lookup_action (G_ACTION_MAP (self), "ask-for-downloads")),
    g_variant_new_boolean (pyxis_preferences_get_asks_for_downloads ()));
  set_keys (self, "app.new-window", "<Control>n", NULL);
  set_keys (self, "app.quit", "<Control>q", NULL);
  set_keys (self, "app.tour", "F1", NULL);
  set_keys (self, "win.duplicate", "<Control><Shift>n", NULL);
  set_keys (self, "win.open", "<Control>o", NULL);
  set_keys (self, "win.open-file", "<Control><Shift>o", NULL);
  set_keys (self, "window.close", "<Control>w", NULL);
  pyxis_shortcuts_apply (self);
}

/* Windows may still be there and refer to the list: it is closed all the same, to be written. */
static void
pyxis_application_shutdown (GApplication *application)
{
  PyxisApplication *self = PYXIS_APPLICATION (application);

  g_object_run_dispose (G_OBJECT (self->recent_projects));
  g_clear_object (&self->recent_projects);

  G_APPLICATION_CLASS (pyxis_application_parent_class)->shutdown (application);
}

static void
pyxis_application_finalize (GObject *object)
{
  g_free (PYXIS_APPLICATION (object)->lacks);

  G_OBJECT_CLASS (pyxis_application_parent_class)->finalize (object);
}

static void
pyxis_application_class_init (PyxisApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  G_OBJECT_CLASS (klass)->finalize = pyxis_application_finalize;

  application_class->activate = pyxis_application_activate;
  application_class->local_command_line = pyxis_application_local_command_line;
  application_class->open = pyxis_application_open;
  application_class->shutdown = pyxis_application_shutdown;
  application_class->startup = pyxis_application_startup;
}

static void
pyxis_application_init (PyxisApplication *self)
{
}

PyxisApplication *
pyxis_application_new (void)
{
  return g_object_new (PYXIS_TYPE_APPLICATION, "application-id", PYXIS_APPLICATION_ID, "flags",
                       G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/pyxis/app", NULL);
}

int
pyxis_application_run (PyxisApplication *self, const PyxisApplicationStart *start)
{
  char *words[] = { "pyxis", NULL };

  g_return_val_if_fail (PYXIS_IS_APPLICATION (self), 1);

  self->start = start;
  return pyxis_desktop_start_run (G_APPLICATION (self), 1, words);
}
