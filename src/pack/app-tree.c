/* SPDX-License-Identifier: Apache-2.0 */
#include "app-tree.h"

#include <string.h>

#include "bundle-writer.h"
#include "desktop-files.h"
#include "icon-drawing.h"
#include "icon-render.h"
#include "icon.h"
#include "installation.h"
#include "new-file.h"
#include "program-image.h"
#include "source-date.h"
#include "template.h"

#define LICENCE_MAX_SIZE (1024 * 1024)
#define ICON_ALWAYS 48

/* The bundle takes longest, so a thread makes it meanwhile. */
struct _PyxisAppBundling {
  const PyxisContents *contents;
  PyxisPackOptions options;
  GThread *thread;
  GError *error;
};

/* A tree that is being made. */
typedef struct {
  PyxisAppTree *self;
  const PyxisContents *contents;
  const PyxisPackOptions *options;
  const char *id;
  GError **error;
} Making;

/* Takes `path` and `bytes`; FALSE: there are none. */
static gboolean
add (Making *making, char *path, guint mode, GBytes *bytes)
{
  if (!bytes) {
    g_free (path);
    return FALSE;
  }
  making->self->size += (goffset) g_bytes_get_size (bytes);
  pyxis_app_files_add (making->self->files, path, mode, bytes);
  return TRUE;
}

/* (transfer full) (nullable): mapped; the file has no name any more. */
static GBytes *
make_bundle (const PyxisContents *contents, const PyxisPackOptions *options, GError **error)
{
  g_autofree char *signature =
    options->key ? pyxis_key_sign (options->key, contents->manifest, strlen (contents->manifest))
                 : NULL;
  g_autoptr (PyxisNewFile) file = pyxis_new_file_begin (options->output, error);
  g_autoptr (GMappedFile) mapped = NULL;

  if (!file ||
      !pyxis_bundle_write (contents, signature, pyxis_new_file_get_fd (file), options, error))
    return NULL;
  mapped = g_mapped_file_new_from_fd (pyxis_new_file_get_fd (file), FALSE, error);
  return mapped ? g_mapped_file_get_bytes (mapped) : NULL;
}

static gboolean
add_launcher (Making *making)
{
  cJSON *values = cJSON_CreateObject ();
  GBytes *launcher;

  cJSON_AddStringToObject (values, "id", making->id);
  cJSON_AddStringToObject (values, making->options->is_shared ? "shared" : "own", "yes");
  launcher = pyxis_template_fill ("launcher.sh", PYXIS_TEMPLATE_PLAIN, values);
  cJSON_Delete (values);
  return add (making, g_strdup_printf ("bin/%s", making->id), 0755, launcher);
}

/* The extension lies beside the program, where it looks first (installation.h). */
static gboolean
add_program (Making *making)
{
  g_autofree char *program = pyxis_installation_dup_program ();
  g_autofree char *extension = pyxis_installation_dup_extension ();
  g_autofree char *name = g_path_get_basename (extension);

  return add (making, g_strdup_printf ("lib/%s/pyxis", making->id), 0755,
              pyxis_program_image_load (program, making->error)) &&
         add (making, g_strdup_printf ("lib/%s/%s", making->id, name), 0644,
              pyxis_program_image_load (extension, making->error));
}

static gboolean
add_desktop_files (Making *making)
{
  const PyxisDescription *description = making->contents->description;
  g_autofree char *date = NULL;
  gint64 seconds;

  if (!pyxis_source_date_get (&seconds, making->error))
    return FALSE;
  date = pyxis_source_date_format (seconds);
  if (description->patterns[0] &&
      !add (making, g_strdup_printf ("share/mime/packages/%s.xml", making->id), 0644,
            pyxis_desktop_files_make_types (description)))
    return FALSE;
  return add (making, g_strdup_printf ("share/applications/%s.desktop", making->id), 0644,
              pyxis_desktop_files_make_entry (description)) &&
         add (making, g_strdup_printf ("share/metainfo/%s.metainfo.xml", making->id), 0644,
              pyxis_desktop_files_make_metainfo (description, date));
}

/* A PNG is not made much larger than it is: desktops do that as well. */
static gboolean
add_icon_sizes (Making *making, GBytes *picture, gboolean is_svg)
{
  static const int sizes[] = { 16, 22, 24, 32, 48, 64, 96, 128, 256, 512 };
  int most = is_svg ? G_MAXINT : MAX (ICON_ALWAYS, pyxis_icon_measure (picture));

  for (gsize i = 0; i < G_N_ELEMENTS (sizes) && sizes[i] <= most; i++) {
    int size = sizes[i];

    if (g_cancellable_set_error_if_cancelled (making->options->cancellable, making->error) ||
        !add (making,
              g_strdup_printf ("share/icons/hicolor/%dx%d/apps/%s.png", size, size, making->id),
              0644, pyxis_icon_render (picture, is_svg, size, making->error)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
add_icons (Making *making)
{
  const PyxisDescription *description = making->contents->description;
  gboolean is_svg = !description->icon || g_str_has_suffix (description->icon, ".svg");
  g_autofree char *inner = g_strconcat ("app/", description->icon, NULL);
  g_autoptr (GBytes) picture =
    description->icon
      ? pyxis_contents_load (making->contents, inner, PYXIS_ICON_MAX_SIZE, making->error)
      : pyxis_icon_drawing_new (making->id, description->name);

  if (!picture || !add_icon_sizes (making, picture, is_svg))
    return FALSE;
  return !is_svg ||
         add (making, g_strdup_printf ("share/icons/hicolor/scalable/apps/%s.svg", making->id),
              0644, g_bytes_ref (picture));
}

/* (transfer full) (nullable): what the file is called among the licences, where it is one. */
static char *
dup_licence_name (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  guint n_parts = g_strv_length (parts);
  const char *name = parts[n_parts - 1];
  gboolean is_text = g_str_has_prefix (name, "LICENSE") || g_str_has_prefix (name, "LICENCE") ||
                     g_str_has_prefix (name, "COPYING");

  if (n_parts == 2 && g_str_equal (parts[0], "licences"))
    return g_strdup (name);
  if (n_parts == 2 && g_str_equal (parts[0], "app") && is_text)
    return g_strdup (name);
  if (n_parts == 4 && g_str_equal (parts[0], "runtime") && is_text)
    return g_strdup_printf ("%s-%s", parts[1], name);
  return NULL;
}

static gboolean
add_licences (Making *making)
{
  const PyxisContents *contents = making->contents;

  if (!making->options->is_shared &&
      !add (making, g_strdup_printf ("share/doc/%s/licences/Pyxis.txt", making->id), 0644,
            pyxis_template_load ("Pyxis.txt")))
    return FALSE;
  for (guint i = 0; i < contents->items->len; i++) {
    const char *path = ((PyxisContentsItem *) contents->items->pdata[i])->path;
    g_autofree char *name = dup_licence_name (path);

    if (name && !add (making, g_strdup_printf ("share/doc/%s/licences/%s", making->id, name), 0644,
                      pyxis_contents_load (contents, path, LICENCE_MAX_SIZE, making->error)))
      return FALSE;
  }
  return TRUE;
}

static gpointer
make_bundle_cb (gpointer data)
{
  PyxisAppBundling *self = data;

  return make_bundle (self->contents, &self->options, &self->error);
}

static PyxisAppBundling *
bundling_begin (const PyxisContents *contents, const PyxisPackOptions *options)
{
  PyxisAppBundling *self = g_new0 (PyxisAppBundling, 1);

  self->contents = contents;
  self->options = *options;
  self->thread = g_thread_new ("bundle", make_bundle_cb, self);
  return self;
}

/* (transfer full) (nullable) */
static GBytes *
bundling_end (PyxisAppBundling *self, GError **error)
{
  GBytes *bundle = g_thread_join (self->thread);

  if (!bundle)
    g_propagate_error (error, self->error);
  g_free (self);
  return bundle;
}

PyxisAppTree *
pyxis_app_tree_begin (const PyxisContents *contents,
                      const PyxisPackOptions *options,
                      GError **error)
{
  g_autoptr (PyxisAppTree) self = g_new0 (PyxisAppTree, 1);
  Making making = {
    .self = self,
    .contents = contents,
    .options = options,
    .id = contents->description->id,
    .error = error,
  };

  self->files = pyxis_app_files_new ();
  self->bundling = bundling_begin (contents, options);
  if (!add_launcher (&making) || (!options->is_shared && !add_program (&making)) ||
      !add_desktop_files (&making) || !add_icons (&making) || !add_licences (&making))
    return NULL;
  pyxis_app_files_sort (self->files);
  return g_steal_pointer (&self);
}

const PyxisAppFile *
pyxis_app_tree_lookup (const PyxisAppTree *self, const char *path)
{
  for (guint i = 0; i < self->files->len; i++) {
    const PyxisAppFile *file = self->files->pdata[i];

    if (g_str_equal (file->path, path))
      return file;
  }
  return NULL;
}

const PyxisAppFile *
pyxis_app_tree_end (PyxisAppTree *self, GError **error)
{
  const char *id = self->bundling->contents->description->id;
  g_autofree char *path = g_strdup_printf ("share/%s/%s.pyxis", id, id);
  GBytes *bundle = bundling_end (g_steal_pointer (&self->bundling), error);
  Making making = { .self = self };

  if (!add (&making, g_strdup (path), 0644, bundle))
    return NULL;
  pyxis_app_files_sort (self->files);
  return pyxis_app_tree_lookup (self, path);
}

PyxisAppTree *
pyxis_app_tree_new (const PyxisContents *contents, const PyxisPackOptions *options, GError **error)
{
  g_autoptr (PyxisAppTree) self = pyxis_app_tree_begin (contents, options, error);

  return self && pyxis_app_tree_end (self, error) ? g_steal_pointer (&self) : NULL;
}

void
pyxis_app_tree_free (PyxisAppTree *self)
{
  g_autoptr (GBytes) bundle = self->bundling ? bundling_end (self->bundling, NULL) : NULL;

  g_ptr_array_unref (self->files);
  g_free (self);
}
