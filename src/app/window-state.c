/* SPDX-License-Identifier: Apache-2.0 */
#include "window-state.h"

#include <gio/gio.h>
#include <math.h>
#include <string.h>

#include "user-folder.h"
#include "view-tools.h"

/* More than as many projects as are remembered need. */
#define FILE_MAX (256 * 1024)

/* Sizes of windows; the greatest is what X11 can hold. */
#define SIZE_MIN 200
#define SIZE_MAX_PIXELS 32767

char *
pyxis_window_state_dup_path (void)
{
  return g_build_filename (g_get_user_state_dir (), pyxis_user_folder_get_name (), "windows.ini",
                           NULL);
}

/* (transfer full): empty where the file is missing, too large or no key file. */
static GKeyFile *
load_file (const char *path)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GFile) location = g_file_new_for_path (path);
  g_autoptr (GFileInfo) info =
    g_file_query_info (location, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                       G_FILE_QUERY_INFO_NONE, NULL, NULL);

  if (!info)
    return g_steal_pointer (&file);
  /* A pipe would be waited for. */
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_REGULAR &&
      g_file_info_get_size (info) <= FILE_MAX &&
      g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, &error))
    return g_steal_pointer (&file);

  g_debug ("The state of the windows in %s is not read: %s", path,
           error ? error->message : "it is too large, or no file");
  return g_key_file_new ();
}

static void
load_size (GKeyFile *file, const char *key, const char *name, int minimum, int *size)
{
  g_autoptr (GError) error = NULL;
  int value = g_key_file_get_integer (file, key, name, &error);

  if (!error && value >= minimum && value <= SIZE_MAX_PIXELS)
    *size = value;
}

static void
load_flag (GKeyFile *file, const char *key, const char *name, gboolean *flag)
{
  g_autoptr (GError) error = NULL;
  gboolean value = g_key_file_get_boolean (file, key, name, &error);

  if (!error)
    *flag = value;
}

/* Letters only, and no longer than a name is. */
static void
load_name (GKeyFile *file, const char *key, const char *name, char *text)
{
  g_autofree char *value = g_key_file_get_string (file, key, name, NULL);
  gsize length = value ? strlen (value) : 0;

  if (length > 0 && length <= PYXIS_WINDOW_STATE_NAME_MAX &&
      strspn (value, "abcdefghijklmnopqrstuvwxyz-") == length)
    g_strlcpy (text, value, PYXIS_WINDOW_STATE_NAME_MAX + 1);
}

static void
load_zoom (GKeyFile *file, const char *key, double *zoom)
{
  g_autoptr (GError) error = NULL;
  double value = g_key_file_get_double (file, key, "zoom", &error);

  if (!error && value >= PYXIS_ZOOM_MIN && value <= PYXIS_ZOOM_MAX)
    *zoom = value;
}

gboolean
pyxis_window_state_load (const char *path, const char *key, PyxisWindowState *state)
{
  g_autoptr (GKeyFile) file = load_file (path);

  if (!g_key_file_has_group (file, key))
    return FALSE;
  load_size (file, key, "width", SIZE_MIN, &state->width);
  load_size (file, key, "height", SIZE_MIN, &state->height);
  load_size (file, key, "events-position", 0, &state->events_position);
  load_size (file, key, "side-position", 0, &state->side_position);
  load_size (file, key, "panel-width", SIZE_MIN, &state->panel_width);
  load_size (file, key, "panel-height", SIZE_MIN, &state->panel_height);
  load_flag (file, key, "maximized", &state->is_maximized);
  load_flag (file, key, "panel", &state->shows_panel);
  load_name (file, key, "panel-page", state->panel_page);
  load_name (file, key, "dock", state->dock);
  load_zoom (file, key, &state->zoom);
  return TRUE;
}

/* Groups stand in the order in which they were last saved. */
static void
forget_oldest (GKeyFile *file)
{
  gsize n;
  g_auto (GStrv) keys = g_key_file_get_groups (file, &n);

  for (gsize i = 0; i + PYXIS_WINDOW_STATE_MAX < n; i++)
    g_key_file_remove_group (file, keys[i], NULL);
}

void
pyxis_window_state_save (const char *path, const char *key, const PyxisWindowState *state)
{
  g_autoptr (GKeyFile) file = load_file (path);
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_key_file_remove_group (file, key, NULL);
  g_key_file_set_integer (file, key, "width", state->width);
  g_key_file_set_integer (file, key, "height", state->height);
  g_key_file_set_boolean (file, key, "maximized", state->is_maximized);
  g_key_file_set_boolean (file, key, "panel", state->shows_panel);
  g_key_file_set_string (file, key, "panel-page", state->panel_page);
  g_key_file_set_string (file, key, "dock", state->dock);
  g_key_file_set_integer (file, key, "events-position", state->events_position);
  g_key_file_set_integer (file, key, "side-position", state->side_position);
  g_key_file_set_integer (file, key, "panel-width", state->panel_width);
  g_key_file_set_integer (file, key, "panel-height", state->panel_height);
  g_key_file_set_double (file, key, "zoom", state->zoom);
  forget_oldest (file);

  g_mkdir_with_parents (folder, 0700);
  if (!g_key_file_save_to_file (file, path, &error))
    g_debug ("The state of the windows is not saved: %s", error->message);
}
