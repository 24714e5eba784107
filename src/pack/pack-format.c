/* SPDX-License-Identifier: Apache-2.0 */
#include "pack-format.h"

#include <glib/gi18n.h>
#include <string.h>

#include "deb.h"
#include "pack.h"

static const PyxisPackFormat formats[] = {
  {
    .name = "bundle",
    .title = N_ ("Pyxis Bundle"),
    .explanation =
      N_ ("One small file for computers where Pyxis is installed: a double click opens it."),
    .ending = ".pyxis",
    .run = PYXIS_PACK_RUN_BUNDLE,
    .pack = pyxis_pack_bundle,
  },
  {
    .name = "run",
    .title = N_ ("Program"),
    .explanation =
      N_ ("One file that runs where WebKitGTK and GTK are installed, as on most desktops."),
    .leaning = N_ ("One tiny file that runs where Pyxis is installed."),
    .ending = ".run",
    .run = PYXIS_PACK_RUN_PROGRAM,
    .pack = pyxis_pack_run,
  },
  {
    .name = "deb",
    .title = N_ ("Debian Package"),
    .explanation = N_ (
      "For Debian 12, Ubuntu 24.04 and later: it is installed, updated and removed as others are."),
    .leaning =
      N_ ("For Debian 12, Ubuntu 24.04 and later, where the package of Pyxis is installed."),
    .ending = ".deb",
    .run = PYXIS_PACK_RUN_NONE,
    .pack = pyxis_pack_deb,
    .dup_note = pyxis_deb_dup_note,
  },
  {
    .name = "flatpak",
    .title = N_ ("Flatpak Bundle"),
    .explanation =
      N_ ("For every distribution with Flatpak; the GNOME runtime comes from where the user's "
          "Flatpaks come from. It may show windows, use sound, and reach hosts that are named."),
    .always_carries = TRUE,
    .ending = ".flatpak",
    .run = PYXIS_PACK_RUN_NONE,
    .pack = pyxis_pack_flatpak,
  },
  {
    .name = "dir",
    .title = N_ ("Folder"),
    .explanation = N_ ("A folder with all files of the app, which runs wherever it is put."),
    .leaning = N_ ("A small folder, which runs wherever it is put where Pyxis is installed."),
    .ending = "-app",
    .is_folder = TRUE,
    .run = PYXIS_PACK_RUN_TREE,
    .pack = pyxis_pack_dir,
  },
};

const PyxisPackFormat *
pyxis_pack_format_get (guint index)
{
  return index < G_N_ELEMENTS (formats) ? &formats[index] : NULL;
}

const PyxisPackFormat *
pyxis_pack_format_lookup (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    if (strcmp (formats[i].name, name) == 0)
      return &formats[i];
  }
  return NULL;
}

const PyxisPackFormat *
pyxis_pack_format_find (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++) {
    if (!formats[i].is_folder && g_str_has_suffix (path, formats[i].ending))
      return &formats[i];
  }
  return NULL;
}

gboolean
pyxis_pack_format_pack (const PyxisPackFormat *self,
                        const PyxisContents *contents,
                        const PyxisPackOptions *options,
                        GError **error)
{
  char *note;

  if (!self->pack (contents, options, error))
    return FALSE;
  if (!options->notes)
    return TRUE;
  note = self->dup_note ? self->dup_note (contents) : NULL;
  if (note)
    g_ptr_array_add (options->notes, note);
  if (contents->left_out)
    g_ptr_array_add (options->notes, g_strdup (contents->left_out));
  return TRUE;
}

char *
pyxis_pack_format_dup_names (void)
{
  GString *names = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    g_string_append_printf (names, "%s%s", i > 0 ? ", " : "", formats[i].name);
  return g_string_free (names, FALSE);
}
