/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "lean-module.h"
#include "media-type.h"
#include "mirror.h"
#include "pyxis-core-resources.h"
#include "resolver-private.h"
#include "runtime-loader.h"

#define OURS "@pyxis"
#define SCRIPTS "/pyxis/js/"

static PyxisLocation *
location_new (PyxisPlace place, const char *path, gboolean is_folder)
{
  PyxisLocation *location = g_new0 (PyxisLocation, 1);

  location->place = place;
  location->path = g_strdup (path);
  location->is_folder = is_folder;
  location->media_type = pyxis_media_type (is_folder ? "index.html" : path);

  return location;
}

static PyxisLocation *
locate_file (const PyxisRuntime *runtime, const char *file, GError **error)
{
  PyxisLocation *location;

  if (!pyxis_runtime_has_file (runtime, file)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "The runtime %s %s has no file “%s”.",
                 runtime->name, runtime->version, file);
    return NULL;
  }

  location = location_new (PYXIS_PLACE_RUNTIME, file, FALSE);
  location->runtime = runtime;
  return location;
}

/* Of a runtime, and no file of it. */
static PyxisLocation *
locate_kept (PyxisPlace place, const PyxisRuntime *runtime, const char *module)
{
  PyxisLocation *location = location_new (place, module, FALSE);

  location->media_type = "application/octet-stream";
  location->runtime = runtime;
  return location;
}

/* Of an interpreter's module: what stands for it. */
static PyxisLocation *
locate_loader (const PyxisRuntime *runtime, const PyxisRuntimeLoader *loader, const char *query)
{
  PyxisLocation *location;
  const char *script;

  switch (pyxis_runtime_loader_ask (loader, query, &script)) {
  case PYXIS_RUNTIME_LOADER_REAL:
    location = location_new (PYXIS_PLACE_RUNTIME, loader->module, FALSE);
    location->runtime = runtime;
    return location;
  case PYXIS_RUNTIME_LOADER_SNAPSHOT:
    return locate_kept (PYXIS_PLACE_SNAPSHOT, runtime, loader->module);
  case PYXIS_RUNTIME_LOADER_CODE:
    return locate_kept (PYXIS_PLACE_CODE, runtime, loader->module);
  case PYXIS_RUNTIME_LOADER_SCRIPT:
  default:
    return location_new (PYXIS_PLACE_SCRIPT, script, FALSE);
  }
}

static PyxisLocation *
locate_asked (const PyxisRuntime *runtime, const char *file, const char *query, GError **error)
{
  PyxisLocation *location = locate_file (runtime, file, error);

  if (location)
    location->is_lean = g_str_equal (runtime->name, "pyodide") &&
                        g_str_equal (file, PYXIS_LEAN_MODULE_FILE) &&
                        g_strcmp0 (query, PYXIS_LEAN_MODULE_QUERY) == 0;
  return location;
}

/* `rest` is <name>/<version>/<file>. */
static PyxisLocation *
locate_runtime (PyxisResolver *self, const char *rest, const char *query, GError **error)
{
  g_auto (GStrv) parts = g_strsplit (rest, "/", 3);
  const PyxisRuntime *runtime;
  const PyxisRuntimeLoader *loader;

  if (g_strv_length (parts) < 3) {
    pyxis_source_set_not_found (error, rest);
    return NULL;
  }

  runtime = pyxis_runtimes_lookup (self->runtimes, parts[0], parts[1]);
  if (!runtime) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "The runtime “%s” %s is not installed: “pyxis runtime list” shows which are.",
                 parts[0], parts[1]);
    return NULL;
  }

  loader = pyxis_runtime_loader_find (runtime, parts[2]);
  if (loader && pyxis_runtime_has_file (runtime, parts[2]))
    return locate_loader (runtime, loader, query);
  return locate_asked (runtime, parts[2], query, error);
}

/* `rest` is <host>/<path> of a public address. */
static PyxisLocation *
locate_mirrored (PyxisResolver *self, const char *rest, GError **error)
{
  g_autoptr (PyxisRedirect) redirect = pyxis_mirror_find (rest);
  const PyxisRuntime *runtime = NULL;
  PyxisLocation *location;

  if (redirect->kind == PYXIS_REDIRECT_UNSUPPORTED) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, PYXIS_REDIRECT_WHY_UNSUPPORTED);
    return NULL;
  }
  if (redirect->kind == PYXIS_REDIRECT_NONE) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "No runtime stands for “https://%s”: only the network has it.", rest);
    return NULL;
  }

  runtime = pyxis_runtimes_nearest (self->runtimes, redirect->runtime, redirect->version);
  if (!runtime) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "No %s is installed: “pyxis runtime list” shows what is.", redirect->runtime);
    return NULL;
  }

  location = locate_file (runtime, redirect->file, error);
  if (location)
    location->is_mirrored = TRUE;
  return location;
}

GBytes *
pyxis_resolver_find_script (const char *file, GError **error)
{
  g_autofree char *path = g_strconcat (SCRIPTS, file, NULL);
  GBytes *bytes;

  /* Called so that the linker keeps the resources of this static library. */
  pyxis_core_get_resource ();
  bytes = g_resources_lookup_data (path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  if (!bytes)
    pyxis_source_set_not_found (error, file);

  return bytes;
}

static PyxisLocation *
locate_script (PyxisResolver *self, const char *file, GError **error)
{
  g_autoptr (GBytes) bytes = NULL;
  PyxisLocation *location;

  if (self->worker_script && g_str_equal (file, PYXIS_WORKER_START_SCRIPT)) {
    location = location_new (PYXIS_PLACE_WORKER, "", FALSE);
    location->media_type = pyxis_media_type (file);
    return location;
  }
  bytes = pyxis_resolver_find_script (file, error);

  return bytes ? location_new (PYXIS_PLACE_SCRIPT, file, FALSE) : NULL;
}

/* `rest` is empty, or "/<path>". */
static PyxisLocation *
locate_vfs (const PyxisAddress *address, const char *rest)
{
  PyxisLocation *location =
    location_new (PYXIS_PLACE_VFS, *rest ? rest + 1 : rest, address->is_folder);

  if (address->is_folder)
    location->media_type = "application/json";
  return location;
}

/* Whatever is not known is not found: it is never the project's. */
static PyxisLocation *
locate_ours (PyxisResolver *self, const PyxisAddress *address, GError **error)
{
  const char *rest = address->path + strlen (OURS);

  if (!address->is_folder && g_str_has_prefix (rest, "/runtime/"))
    return locate_runtime (self, rest + strlen ("/runtime/"), address->query, error);
  if (!address->is_folder && g_str_has_prefix (rest, "/cdn/"))
    return locate_mirrored (self, rest + strlen ("/cdn/"), error);
  if (!address->is_folder && g_str_has_prefix (rest, "/js/"))
    return locate_script (self, rest + strlen ("/js/"), error);
  if (self->vfs && (g_str_equal (rest, "/vfs") || g_str_has_prefix (rest, "/vfs/")))
    return locate_vfs (address, rest + strlen ("/vfs"));

  pyxis_source_set_not_found (error, address->path);
  return NULL;
}

/* What is no script fails as a worker ever did. */
static PyxisLocation *
locate_project (PyxisResolver *self, const PyxisAddress *address)
{
  PyxisLocation *location = location_new (PYXIS_PLACE_PROJECT, address->path, address->is_folder);
  gsize length;
  PyxisWorkerStart start = pyxis_worker_start_ask (address->query, &length);

  if (!self->worker_script || start == PYXIS_WORKER_START_NONE ||
      !g_str_has_prefix (location->media_type, "text/javascript"))
    return location;
  location->place = PYXIS_PLACE_WORKER;
  location->start = start;
  location->query = length > 0 ? g_strndup (address->query, length) : NULL;
  return location;
}

PyxisLocation *
pyxis_resolver_locate (PyxisResolver *self, const PyxisAddress *address, GError **error)
{
  if (*address->origin && strcmp (address->origin, self->origin) != 0) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                         "The address belongs to another project.");
    return NULL;
  }
  if (strcmp (address->path, OURS) == 0 || g_str_has_prefix (address->path, OURS "/"))
    return locate_ours (self, address, error);
  if (pyxis_source_is_hidden (address->path)) {
    pyxis_source_set_not_found (error, address->path);
    return NULL;
  }

  return locate_project (self, address);
}

void
pyxis_location_free (PyxisLocation *self)
{
  g_free (self->path);
  g_free (self->query);
  g_free (self);
}
