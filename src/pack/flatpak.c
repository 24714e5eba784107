/* SPDX-License-Identifier: Apache-2.0 */
#include "flatpak.h"

#include <glib/gstdio.h>
#include <string.h>

#include "app-tree.h"
#include "file-tree.h"
#include "flatpak-bundle.h"
#include "library-licence.h"
#include "loaded-library.h"
#include "pyxis-config.h"
#include "source-date.h"
#include "template.h"
#include "tree-writer.h"

#define BRANCH "stable"

static const char *const libraries[] = { "libcjson", "libdeflate", "libsodium", NULL };

/* A bundle that is being made, in a folder of its own. */
typedef struct {
  const PyxisContents *contents;
  const PyxisPackOptions *options;
  char *folder;
  char *app;
  char *repository;
  char *bundle;
  gint64 seconds;
} Making;

static void
making_clear (Making *self)
{
  if (self->folder)
    pyxis_file_tree_remove (self->folder, NULL);
  g_free (self->folder);
  g_free (self->app);
  g_free (self->repository);
  g_free (self->bundle);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

/* Takes both. */
static void
add_file (PyxisAppTree *tree, char *path, GBytes *bytes)
{
  PyxisAppFile *file = g_new0 (PyxisAppFile, 1);

  file->path = path;
  file->mode = 0644;
  file->bytes = bytes;
  g_ptr_array_add (tree->files, file);
}

/* What the runtime has not, and under which licence it is given away. A library that is no file of its own
 * here needs none there. */
static gboolean
add_libraries (PyxisAppTree *tree, const char *id, GError **error)
{
  for (gsize i = 0; libraries[i]; i++) {
    g_autofree char *file = g_strconcat (libraries[i], ".so", NULL);
    g_autofree char *path = pyxis_loaded_library_dup_path (file);
    g_autoptr (GMappedFile) mapped = NULL;

    if (!path)
      continue;
    mapped = g_mapped_file_new (path, FALSE, error);
    if (!mapped)
      return FALSE;
    add_file (tree, g_strconcat ("lib/", strrchr (path, '/') + 1, NULL),
              g_mapped_file_get_bytes (mapped));
    add_file (tree, g_strdup_printf ("share/doc/%s/licences/%s.txt", id, libraries[i]),
              pyxis_library_licence_load (libraries[i]));
  }
  return TRUE;
}

static gboolean
write_text (const Making *self, const char *name, const char *template, GError **error)
{
  const PyxisDescription *description = self->contents->description;
  g_autofree char *path = g_build_filename (self->app, name, NULL);
  cJSON *values = cJSON_CreateObject ();
  g_autoptr (GBytes) text = NULL;

  cJSON_AddStringToObject (values, "id", description->id);
  cJSON_AddStringToObject (values, "architecture", PYXIS_FLATPAK_ARCHITECTURE);
  cJSON_AddStringToObject (values, "network", description->hosts[0] ? "yes" : "");
  text = pyxis_template_fill (template, PYXIS_TEMPLATE_PLAIN, values);
  cJSON_Delete (values);
  return g_file_set_contents (path, g_bytes_get_data (text, NULL), (gssize) g_bytes_get_size (text),
                              error);
}

static gboolean
write_app (const Making *self, GError **error)
{
  g_autofree char *files = g_build_filename (self->app, "files", NULL);
  PyxisPackOptions options = *self->options;
  g_autoptr (PyxisAppTree) tree = NULL;

  options.output = self->bundle;
  tree = pyxis_app_tree_new (self->contents, &options, error);
  return tree && add_libraries (tree, self->contents->description->id, error) &&
         pyxis_tree_write (tree, files, self->options->cancellable, error) &&
         write_text (self, "metadata", "flatpak-metadata", error) &&
         write_text (self, "files/manifest.json", "flatpak-manifest.json", error);
}

/* Runs one of flatpak's tools, which leaves the user's own installation alone. */
static gboolean
run (const Making *self, const char *const *words, GError **error)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_SILENCE | G_SUBPROCESS_FLAGS_STDERR_PIPE);
  g_autofree char *user = g_build_filename (self->folder, "user", NULL);
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *said = NULL;

  g_subprocess_launcher_setenv (launcher, "FLATPAK_USER_DIR", user, TRUE);
  g_subprocess_launcher_setenv (launcher, "LC_ALL", "C.UTF-8", TRUE);
  process = g_subprocess_launcher_spawnv (launcher, words, error);
  if (!process)
    return FALSE;
  if (!g_subprocess_communicate_utf8 (process, NULL, self->options->cancellable, NULL, &said,
                                      error)) {
    g_subprocess_force_exit (process);
    g_subprocess_wait (process, NULL, NULL);
    return FALSE;
  }
  if (g_subprocess_get_successful (process))
    return TRUE;
  g_strdelimit (g_strstrip (said), "\n", ' ');
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
               "flatpak could not make the bundle: %s. Look whether `%s %s` works here.",
               *said ? said : "it gave no reason", words[0], words[1]);
  return FALSE;
}

static gboolean
run_tools (const Making *self, GError **error)
{
  const char *id = self->contents->description->id;
  g_autofree char *command = g_strconcat ("--command=", id, NULL);
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_utc (self->seconds);
  g_autofree char *date = g_date_time_format (time, "--timestamp=%Y-%m-%dT%H:%M:%SZ");
  const char *finish[] = { "flatpak", "build-finish", command, self->app, NULL };
  /* The repository is nobody's: it need not survive a power cut, nor be listed. */
  const char *export[] = { "flatpak",
                           "build-export",
                           date,
                           "--disable-fsync",
                           "--subject=App",
                           "--no-update-summary",
                           self->repository,
                           self->app,
                           BRANCH,
                           NULL };
  const char *bundle[] = { "flatpak", "build-bundle", self->repository, self->bundle, id, BRANCH,
                           NULL };

  return run (self, finish, error) && run (self, export, error) && run (self, bundle, error);
}

gboolean
pyxis_flatpak_make (const PyxisContents *contents,
                    const PyxisPackOptions *options,
                    PyxisNewFile *file,
                    GError **error)
{
  g_auto (Making) self = { .contents = contents, .options = options };

  if (options->is_shared) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                         "A Flatpak cannot use the Pyxis that is installed: let it carry its "
                         "Python.");
    return FALSE;
  }
  if (!pyxis_source_date_get (&self.seconds, error))
    return FALSE;
  self.seconds = MAX (self.seconds, 0);
  self.folder = g_dir_make_tmp ("pyxis-flatpak-XXXXXX", error);
  if (!self.folder)
    return FALSE;

  self.app = g_build_filename (self.folder, "app", NULL);
  self.repository = g_build_filename (self.folder, "repository", NULL);
  self.bundle = g_build_filename (self.folder, "bundle", NULL);
  g_mkdir (self.app, 0755);
  return write_app (&self, error) && run_tools (&self, error) &&
         pyxis_flatpak_bundle_copy (self.bundle, self.seconds, file, error);
}

char *
pyxis_flatpak_dup_lack (void)
{
  g_autofree char *flatpak = g_find_program_in_path ("flatpak");

  return flatpak ? NULL
                 : g_strdup ("flatpak is not installed, whose tools make this; install it with "
                             "`sudo apt install flatpak`.");
}

const char *const *
pyxis_flatpak_get_libraries (void)
{
  return libraries;
}
