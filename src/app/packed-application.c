/* SPDX-License-Identifier: Apache-2.0 */
#include "packed-application.h"

#include "environment.h"
#include "last-words.h"
#include "opened-copies.h"
#include "opened-files.h"
#include "packed-about.h"
#include "packed-icon.h"
#include "packed-window.h"
#include "page-departure.h"
#include "shortcuts.h"

struct _PyxisPackedApplication {
  AdwApplication parent_instance;

  const PyxisPackedApp *app;
};

G_DEFINE_FINAL_TYPE (PyxisPackedApplication, pyxis_packed_application, ADW_TYPE_APPLICATION)

static void
about_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PyxisPackedApplication *self = user_data;

  pyxis_packed_about_show (self->app, gtk_application_get_active_window (user_data));
}

static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  pyxis_page_departure_quit (user_data);
}

/* The one that the user last had, or the first. */
static PyxisPackedWindow *
provide_window (PyxisPackedApplication *self)
{
  for (GList *l = gtk_application_get_windows (GTK_APPLICATION (self)); l; l = l->next)
    if (PYXIS_IS_PACKED_WINDOW (l->data))
      return l->data;
  return pyxis_packed_window_new (ADW_APPLICATION (self), self->app, NULL, NULL);
}

static void
pyxis_packed_application_activate (GApplication *application)
{
  gtk_window_present (GTK_WINDOW (provide_window (PYXIS_PACKED_APPLICATION (application))));
}

static void
pyxis_packed_application_open (GApplication *application,
                               GFile **files,
                               int n_files,
                               const char *hint)
{
  PyxisPackedWindow *window = provide_window (PYXIS_PACKED_APPLICATION (application));
  PyxisProjectPage *page = pyxis_packed_window_get_page (window);
  g_autoptr (GStrvBuilder) paths = g_strv_builder_new ();
  g_auto (GStrv) list = NULL;

  for (int i = 0; i < n_files; i++) {
    g_autofree char *path = g_file_get_path (files[i]);

    if (path)
      g_strv_builder_add (paths, path);
  }
  list = g_strv_builder_end (paths);
  gtk_window_present (GTK_WINDOW (window));
  if (page && list[0])
    pyxis_opened_files_open (page, PYXIS_PACKED_APPLICATION (application)->app->description,
                             (const char *const *) list);
}

static void
apply_color_scheme (PyxisPackedApplication *self)
{
  const char *scheme = self->app->description->window.color_scheme;
  AdwStyleManager *manager = adw_application_get_style_manager (ADW_APPLICATION (self));

  if (g_str_equal (scheme, "light"))
    adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_LIGHT);
  else if (g_str_equal (scheme, "dark"))
    adw_style_manager_set_color_scheme (manager, ADW_COLOR_SCHEME_FORCE_DARK);
}

static void
say_lacks (GApplication *self)
{
  gboolean has_bus = g_application_get_dbus_connection (self) != NULL;
  g_autofree char *lacks = pyxis_environment_describe_lacks (has_bus);

  if (lacks)
    g_printerr ("%s: %s\n", g_get_application_name (), lacks);
}

static void
set_keys (PyxisPackedApplication *self)
{
  GtkApplication *application = GTK_APPLICATION (self);
  static const char *const open[] = { "<Control>o", NULL };
  static const char *const quit[] = { "<Control>q", NULL };
  static const char *const close[] = { "<Control>w", NULL };

  if (pyxis_project_has_tools (self->app->project))
    pyxis_shortcuts_apply (application);
  else
    pyxis_shortcuts_apply_app (application);
  /* Else the keys are the page's. */
  if (self->app->description->opens[0])
    gtk_application_set_accels_for_action (application, "win.open", open);
  gtk_application_set_accels_for_action (application, "app.quit", quit);
  gtk_application_set_accels_for_action (application, "window.close", close);
}

static void
pyxis_packed_application_startup (GApplication *application)
{
  static const GActionEntry actions[] = {
    { "about", about_cb },
    { "quit", quit_cb },
  };
  PyxisPackedApplication *self = PYXIS_PACKED_APPLICATION (application);

  G_APPLICATION_CLASS (pyxis_packed_application_parent_class)->startup (application);

  pyxis_packed_icon_provide (self->app);
  apply_color_scheme (self);
  pyxis_opened_copies_sweep ();
  say_lacks (application);
  pyxis_last_words_prepare (GTK_APPLICATION (self));
  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  set_keys (self);
}

static void
pyxis_packed_application_class_init (PyxisPackedApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = pyxis_packed_application_activate;
  application_class->open = pyxis_packed_application_open;
  application_class->startup = pyxis_packed_application_startup;
}

static void
pyxis_packed_application_init (PyxisPackedApplication *self)
{
}

PyxisPackedApplication *
pyxis_packed_application_new (const PyxisPackedApp *app)
{
  PyxisPackedApplication *self =
    g_object_new (PYXIS_TYPE_PACKED_APPLICATION, "application-id", app->description->id, "flags",
                  G_APPLICATION_HANDLES_OPEN, "resource-base-path", "/pyxis/packed", NULL);

  self->app = app;
  return self;
}
