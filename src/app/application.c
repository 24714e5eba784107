/* SPDX-License-Identifier: Apache-2.0 */
#include "application.h"

#include <glib/gi18n.h>

#include "pyxis-config.h"
#include "shortcuts.h"
#include "web-library.h"
#include "window.h"

struct _PyxisApplication {
  AdwApplication parent_instance;
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

/* Each window asks its page; the application ends with the last of them. */
static void
quit_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  g_autoptr (GList) windows = g_list_copy (gtk_application_get_windows (user_data));

  for (GList *l = windows; l; l = l->next)
    if (PYXIS_IS_WINDOW (l->data))
      gtk_window_close (l->data);
}

static void
pyxis_application_activate (GApplication *application)
{
  GtkWidget *window = pyxis_window_new (ADW_APPLICATION (application));

  gtk_window_present (GTK_WINDOW (window));
}

/* One window for each project that was named. */
static void
pyxis_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  for (int i = 0; i < n_files; i++) {
    GtkWidget *window = pyxis_window_new (ADW_APPLICATION (application));
    g_autofree char *path = g_file_get_path (files[i]);

    g_autofree char *uri = g_file_get_uri (files[i]);

    pyxis_window_open_path (PYXIS_WINDOW (window), path ? path : uri);
    gtk_window_present (GTK_WINDOW (window));
  }
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
    { "quit", quit_cb },
  };
  GtkApplication *self = GTK_APPLICATION (application);

  G_APPLICATION_CLASS (pyxis_application_parent_class)->startup (application);

  g_action_map_add_action_entries (G_ACTION_MAP (self), actions, G_N_ELEMENTS (actions), self);
  set_keys (self, "app.quit", "<Control>q", NULL);
  set_keys (self, "win.open", "<Control>o", NULL);
  set_keys (self, "window.close", "<Control>w", NULL);
  pyxis_shortcuts_apply (self);
}

static void
pyxis_application_class_init (PyxisApplicationClass *klass)
{
  GApplicationClass *application_class = G_APPLICATION_CLASS (klass);

  application_class->activate = pyxis_application_activate;
  application_class->open = pyxis_application_open;
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
