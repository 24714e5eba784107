/* SPDX-License-Identifier: Apache-2.0 */
#include "flatpak.h"

#include <string.h>

#include "app-tree.h"
#include "flatpak-bundle.h"
#include "library-licence.h"
#include "loaded-library.h"
#include "pyxis-config.h"
#include "source-date.h"
#include "template.h"

#define BRANCH "stable"

static const char *const libraries[] = { "libcjson", "libdeflate", "libsodium", NULL };

/* Where an app has what desktops are told of: `flatpak build-finish` has the same list. */
static const char *const exported[] = {
  "share/applications/",
  "share/icons/",
  "share/metainfo/",
  "share/mime/packages/",
};

static gboolean
is_exported (const char *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (exported); i++) {
    if (g_str_has_prefix (path, exported[i]))
      return TRUE;
  }
  return FALSE;
}

static void
add_file (GPtrArray *files, const PyxisAppFile *file)
{
  pyxis_app_files_add (files, g_strconcat ("files/", file->path, NULL), file->mode,
                       g_bytes_ref (file->bytes));
  if (is_exported (file->path))
    pyxis_app_files_add (files, g_strconcat ("export/", file->path, NULL), file->mode,
                         g_bytes_ref (file->bytes));
}

/* (transfer full): the licence of a library that is given away; where this computer has no text of it, which one it is,
 * and a note. */
static GBytes *
load_licence (const char *library, const PyxisPackOptions *options)
{
  GBytes *found = pyxis_library_licence_find (library);
  g_autofree char *licence = NULL;
  char *text;

  if (found)
    return found;
  licence = pyxis_library_licence_describe (library);
  if (options->notes)
    g_ptr_array_add (
      options->notes,
      g_strdup_printf ("The Flatpak carries %s without the text of its licence (%s), which this "
                       "computer does not have: pack it on one that does, or give the text along.",
                       library, licence));
  text = g_strdup_printf ("%s is under this licence: %s.\nThe computer that made this app did not "
                          "have the text of it.\n",
                          library, licence);
  return g_bytes_new_take (text, strlen (text));
}

/* What the runtime has not. A library that is no file of its own here needs none there. */
static gboolean
add_libraries (GPtrArray *files, const char *id, const PyxisPackOptions *options, GError **error)
{
  for (gsize i = 0; libraries[i]; i++) {
    g_autofree char *file = g_strconcat (libraries[i], ".so", NULL);
    g_autofree char *path = pyxis_loaded_library_dup_path (file);
    g_autoptr (GMappedFile) mapped = path ? g_mapped_file_new (path, FALSE, error) : NULL;

    if (!path)
      continue;
    if (!mapped)
      return FALSE;
    pyxis_app_files_add (files, g_strconcat ("files/lib/", strrchr (path, '/') + 1, NULL), 0644,
                         g_mapped_file_get_bytes (mapped));
    pyxis_app_files_add (files,
                         g_strdup_printf ("files/share/doc/%s/licences/%s.txt", id, libraries[i]),
                         0644, load_licence (libraries[i], options));
  }
  return TRUE;
}

/* (transfer full) */
static GBytes *
fill (const PyxisContents *contents, const char *template)
{
  const PyxisDescription *description = contents->description;
  cJSON *values = cJSON_CreateObject ();
  GBytes *text;

  cJSON_AddStringToObject (values, "id", description->id);
  cJSON_AddStringToObject (values, "architecture", PYXIS_FLATPAK_ARCHITECTURE);
  cJSON_AddStringToObject (values, "network", description->hosts[0] ? "yes" : "");
  text = pyxis_template_fill (template, PYXIS_TEMPLATE_PLAIN, values);
  cJSON_Delete (values);
  return text;
}

/* (transfer full) (nullable): all but the app's own bundle. Takes `metadata`. */
static GPtrArray *
make_files (const PyxisContents *contents,
            const PyxisPackOptions *options,
            const PyxisAppTree *tree,
            GBytes *metadata,
            GError **error)
{
  g_autoptr (GPtrArray) files = pyxis_app_files_new ();

  pyxis_app_files_add (files, g_strdup ("metadata"), 0644, metadata);
  pyxis_app_files_add (files, g_strdup ("files/manifest.json"), 0644,
                       fill (contents, "flatpak-manifest.json"));
  if (!add_libraries (files, contents->description->id, options, error))
    return NULL;
  for (guint i = 0; i < tree->files->len; i++)
    add_file (files, tree->files->pdata[i]);
  pyxis_app_files_sort (files);
  return g_steal_pointer (&files);
}

/* The program is packed while the app's own bundle is made. */
static gboolean
add_files (PyxisFlatpakBundle *bundle,
           const PyxisContents *contents,
           const PyxisPackOptions *options,
           PyxisAppTree *tree,
           GBytes *metadata,
           GError **error)
{
  g_autoptr (GPtrArray) first = make_files (contents, options, tree, metadata, error);
  g_autoptr (GPtrArray) last = pyxis_app_files_new ();
  const PyxisAppFile *own;

  if (!first || !pyxis_flatpak_bundle_add (bundle, first, error))
    return FALSE;
  own = pyxis_app_tree_end (tree, error);
  if (!own)
    return FALSE;
  add_file (last, own);
  return pyxis_flatpak_bundle_add (bundle, last, error);
}

static gboolean
write_bundle (const PyxisContents *contents,
              const PyxisPackOptions *options,
              gint64 seconds,
              int fd,
              GError **error)
{
  const char *id = contents->description->id;
  g_autoptr (PyxisAppTree) tree = pyxis_app_tree_begin (contents, options, error);
  g_autoptr (PyxisFlatpakBundle) bundle = pyxis_flatpak_bundle_new (options->cancellable);
  g_autoptr (GBytes) metadata = fill (contents, "flatpak-metadata");
  g_autofree char *text =
    g_strndup (g_bytes_get_data (metadata, NULL), g_bytes_get_size (metadata));
  g_autofree char *ref = g_strdup_printf ("app/%s/%s/%s", id, PYXIS_FLATPAK_ARCHITECTURE, BRANCH);
  PyxisFlatpakFacts facts = { .ref = ref, .metadata = text, .seconds = seconds };

  return tree && add_files (bundle, contents, options, tree, g_bytes_ref (metadata), error) &&
         pyxis_flatpak_bundle_write (bundle, &facts, fd, error);
}

gboolean
pyxis_flatpak_make (const PyxisContents *contents,
                    const PyxisPackOptions *options,
                    int fd,
                    GError **error)
{
  gint64 seconds;

  if (options->is_shared) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                         "A Flatpak cannot use the Pyxis that is installed: let it carry its "
                         "Python.");
    return FALSE;
  }
  return pyxis_source_date_get (&seconds, error) &&
         write_bundle (contents, options, MAX (seconds, 0), fd, error);
}

const char *const *
pyxis_flatpak_get_libraries (void)
{
  return libraries;
}
