/* SPDX-License-Identifier: Apache-2.0 */
#include "packed-project.h"

#include <fcntl.h>
#include <unistd.h>

#include "bundle-source.h"
#include "seal.h"

/* (transfer full) (nullable): what the bundle carries. */
static PyxisRuntimes *
make_runtimes (PyxisBundle *bundle, GError **error)
{
  const GPtrArray *carried = pyxis_bundle_get_manifest (bundle)->runtimes;
  g_autoptr (PyxisRuntimes) runtimes = pyxis_runtimes_new ((const char *const[]){ NULL });

  for (guint i = 0; i < carried->len; i++) {
    const PyxisManifestRuntime *runtime = carried->pdata[i];
    g_autofree char *folder = g_strdup_printf ("runtime/%s/%s", runtime->name, runtime->version);
    g_autoptr (PyxisSource) source = pyxis_bundle_source_new (bundle, folder);
    g_auto (GStrv) files = pyxis_bundle_source_list (PYXIS_BUNDLE_SOURCE (source));
    g_autofree char *digest = pyxis_bundle_source_dup_digest (PYXIS_BUNDLE_SOURCE (source));

    if (!pyxis_runtimes_add_source (runtimes, runtime->name, runtime->version, source,
                                    (const char *const *) files, digest)) {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                   "The app carries no whole %s %s: pack it again.", runtime->name,
                   runtime->version);
      return NULL;
    }
  }
  return g_steal_pointer (&runtimes);
}

static PyxisProject *
load (PyxisBundle *bundle, PyxisProjectPlace *place, const char *page, GError **error)
{
  const PyxisManifest *manifest = pyxis_bundle_get_manifest (bundle);
  g_autoptr (PyxisSource) source = pyxis_bundle_source_new (bundle, "app");
  g_autoptr (PyxisRuntimes) runtimes = NULL;

  place->source = source;
  place->hosts = manifest->hosts;
  place->name = manifest->name;
  if (manifest->runtimes->len > 0) {
    runtimes = make_runtimes (bundle, error);
    if (!runtimes)
      return NULL;
    place->runtimes = runtimes;
  }
  return pyxis_project_load_source (place, page, error);
}

PyxisProject *
pyxis_packed_project_load (PyxisBundle *bundle, const char *path, const char *page, GError **error)
{
  const PyxisManifest *manifest = pyxis_bundle_get_manifest (bundle);
  const char *key = pyxis_bundle_get_key (bundle);
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  g_autofree char *identity = key ? g_strdup_printf ("app:%s:%s", manifest->id, key) : NULL;
  PyxisProjectPlace place = {
    .path = canonical,
    .identity = identity ? identity : canonical,
  };

  return load (bundle, &place, page, error);
}

PyxisProject *
pyxis_packed_project_load_app (PyxisBundle *bundle,
                               const char *path,
                               const char *page,
                               GError **error)
{
  g_autofree char *canonical = g_canonicalize_filename (path, NULL);
  g_autofree char *identity = g_strconcat ("app:", pyxis_bundle_get_manifest (bundle)->id, NULL);
  PyxisProjectPlace place = { .path = canonical, .identity = identity, .is_app = TRUE };

  return load (bundle, &place, page, error);
}

/* Id and name may be made up where the configuration has none, and then of what the folder was called:
 * the manifest knows. */
PyxisDescription *
pyxis_packed_project_describe (PyxisBundle *bundle, PyxisProject *project, GError **error)
{
  const PyxisManifest *manifest = pyxis_bundle_get_manifest (bundle);
  PyxisDescription *description = pyxis_description_new (project, error);

  if (!description)
    return NULL;
  g_free (description->id);
  description->id = g_strdup (manifest->id);
  g_free (description->name);
  description->name = g_strdup (manifest->name);
  g_free (description->author);
  description->author = g_strdup (manifest->author);
  return description;
}

/* A program with an app in it may have any name. */
static gboolean
is_sealed (const char *path)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
  gboolean result = fd >= 0 && pyxis_seal_is_there (fd);

  if (fd >= 0)
    close (fd);
  return result;
}

gboolean
pyxis_packed_project_is_one (const char *path)
{
  g_autofree char *lower = g_ascii_strdown (path, -1);

  return !g_file_test (path, G_FILE_TEST_IS_DIR) &&
         (g_str_has_suffix (lower, ".pyxis") || is_sealed (path));
}
