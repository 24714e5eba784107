/* SPDX-License-Identifier: Apache-2.0 */
#include "packed-icon.h"

#include <glib/gstdio.h>
#include <string.h>

#include "icon-drawing.h"
#include "icon.h"
#include "installation.h"

/* (nullable) (transfer full): the picture that it was packed with, if it is sound, or one that is drawn. */
static GBytes *
read_picture (const PyxisPackedApp *app)
{
  const char *path = app->description->icon;
  PyxisSource *source = pyxis_project_get_source (app->project);
  g_autoptr (PyxisContent) content = NULL;

  if (!path)
    return pyxis_icon_drawing_new (app->description->id, app->description->name);
  if (!pyxis_icon_check (source, path, NULL))
    return NULL;
  content = pyxis_source_open (source, path, NULL);
  return content ? g_input_stream_read_bytes (content->stream, PYXIS_ICON_MAX_SIZE + 1, NULL, NULL)
                 : NULL;
}

/* Loose pictures in a folder of the search path are found by their names. */
static gboolean
write_picture (const char *folder, const PyxisPackedApp *app, GBytes *picture)
{
  const char *icon = app->description->icon;
  const char *ending = icon ? strrchr (icon, '.') : ".svg";
  g_autofree char *name = g_strconcat (app->description->id, ending, NULL);
  g_autofree char *path = g_build_filename (folder, name, NULL);

  return g_mkdir_with_parents (folder, 0700) == 0 &&
         g_file_set_contents (path, g_bytes_get_data (picture, NULL),
                              (gssize) g_bytes_get_size (picture), NULL);
}

void
pyxis_packed_icon_provide (const PyxisPackedApp *app)
{
  GtkIconTheme *theme = gtk_icon_theme_get_for_display (gdk_display_get_default ());
  g_autoptr (GBytes) picture = NULL;
  g_autofree char *cache = NULL;
  g_autofree char *folder = NULL;

  gtk_window_set_default_icon_name (app->description->id);
  if (gtk_icon_theme_has_icon (theme, app->description->id))
    return;
  picture = read_picture (app);
  cache = pyxis_installation_dup_cache_dir ();
  folder = g_build_filename (cache, "icon", NULL);
  if (picture && write_picture (folder, app, picture))
    gtk_icon_theme_add_search_path (theme, folder);
}
