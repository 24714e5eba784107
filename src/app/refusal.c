/* SPDX-License-Identifier: Apache-2.0 */
#include "refusal.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "alert.h"
#include "desktop-start.h"
#include "packed-project.h"

gboolean
pyxis_refusal_is_of_app (const char *path)
{
  return pyxis_packed_project_is_one (path) && g_file_test (path, G_FILE_TEST_EXISTS);
}

/* (transfer full) (nullable): what is whole and refused for its key, or for having none. */
static PyxisBundle *
open_refused (const char *path, const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED)
           ? pyxis_bundle_open (path, NULL)
           : NULL;
}

static const char *
get_title_of_app (const char *path, const GError *error)
{
  g_autoptr (PyxisBundle) refused = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA))
    return _ ("The App Is Damaged");
  refused = open_refused (path, error);
  if (!refused)
    return _ ("The App Cannot Run");
  return pyxis_bundle_get_key (refused) ? _ ("The App Has Another Key")
                                        : _ ("The App Is Not Signed");
}

const char *
pyxis_refusal_get_title (const char *path, const GError *error)
{
  return pyxis_refusal_is_of_app (path) ? get_title_of_app (path, error)
                                        : _ ("Nothing to Run There");
}

char *
pyxis_refusal_dup_words (const char *path, const GError *error)
{
  g_autoptr (PyxisBundle) refused = open_refused (path, error);
  const PyxisManifest *manifest = refused ? pyxis_bundle_get_manifest (refused) : NULL;

  if (!refused)
    return g_strdup (error->message);
  if (pyxis_bundle_get_key (refused))
    return g_strdup_printf (
      _ ("“%s” is signed with another key than the app that this computer knows as %s, so it may "
         "come from somebody else, and does not run. Ask its maker whether the key was changed."),
      manifest->name, manifest->id);
  return g_strdup_printf (
    _ ("“%s” is not signed, unlike the app that this computer knows as %s, so it may come from "
       "somebody else, and does not run. Ask its maker for the signed version."),
    manifest->name, manifest->id);
}

void
pyxis_refusal_tell (GtkWindow *window, const char *path, const GError *error)
{
  g_autofree char *words = pyxis_refusal_dup_words (path, error);

  pyxis_alert_show (window, pyxis_refusal_get_title (path, error), words);
}

void
pyxis_refusal_tell_first (const char *path, const GError *error)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autofree char *words = pyxis_refusal_dup_words (path, error);
  const char *title = get_title_of_app (path, error);
  GtkWidget *dialog;

  if (!pyxis_desktop_start_prepare (NULL))
    return;
  adw_init ();
  dialog = adw_message_dialog_new (NULL, title, words);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_set_title (GTK_WINDOW (dialog), title);
  g_signal_connect_swapped (dialog, "response", G_CALLBACK (g_main_loop_quit), loop);
  gtk_window_present (GTK_WINDOW (dialog));
  g_main_loop_run (loop);
}
