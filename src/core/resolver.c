/* SPDX-License-Identifier: Apache-2.0 */
#include "resolver.h"

#include <string.h>

#include "media-type.h"
#include "mirror.h"
#include "pyxis-core-resources.h"
#include "runtime-loader.h"
#include "vfs-get.h"

#define OURS "@pyxis"
#define SCRIPTS "/pyxis/js/"
/* A hint is not worth reading more. */
#define SIBLINGS_MAX 10000

struct _PyxisResolver {
  GObject parent_instance;
  char *origin;
  PyxisSource *project;
  PyxisRuntimes *runtimes;
  PyxisVfs *vfs;                        /* (nullable) */
  PyxisInterpreterSnapshots *snapshots; /* (nullable) */
  char *policy;                         /* (nullable) */
};

G_DEFINE_FINAL_TYPE (PyxisResolver, pyxis_resolver, G_TYPE_OBJECT)

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

/* Of an interpreter's module: what stands for it. */
static PyxisLocation *
locate_loader (const PyxisRuntime *runtime, const PyxisRuntimeLoader *loader, const char *query)
{
  PyxisLocation *location;

  switch (pyxis_runtime_loader_ask (loader, query)) {
  case PYXIS_RUNTIME_LOADER_REAL:
    location = location_new (PYXIS_PLACE_RUNTIME, loader->module, FALSE);
    location->runtime = runtime;
    return location;
  case PYXIS_RUNTIME_LOADER_RESTORER:
    return location_new (PYXIS_PLACE_SCRIPT, loader->restorer, FALSE);
  case PYXIS_RUNTIME_LOADER_SNAPSHOT:
    location = location_new (PYXIS_PLACE_SNAPSHOT, loader->module, FALSE);
    location->media_type = "application/octet-stream";
    location->runtime = runtime;
    return location;
  case PYXIS_RUNTIME_LOADER_SCRIPT:
  default:
    return location_new (PYXIS_PLACE_SCRIPT, loader->script, FALSE);
  }
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
  return locate_file (runtime, parts[2], error);
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

/* The resources are memory, so that looking into them is no I/O. */
static GBytes *
find_script (const char *file, GError **error)
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
locate_script (const char *file, GError **error)
{
  g_autoptr (GBytes) bytes = find_script (file, error);

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
    return locate_script (rest + strlen ("/js/"), error);
  if (self->vfs && (g_str_equal (rest, "/vfs") || g_str_has_prefix (rest, "/vfs/")))
    return locate_vfs (address, rest + strlen ("/vfs"));

  pyxis_source_set_not_found (error, address->path);
  return NULL;
}

static void
pyxis_resolver_finalize (GObject *object)
{
  PyxisResolver *self = PYXIS_RESOLVER (object);

  g_free (self->origin);
  g_free (self->policy);
  g_object_unref (self->project);
  g_object_unref (self->runtimes);
  g_clear_object (&self->vfs);
  g_clear_object (&self->snapshots);
  G_OBJECT_CLASS (pyxis_resolver_parent_class)->finalize (object);
}

static void
pyxis_resolver_class_init (PyxisResolverClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_resolver_finalize;
}

static void
pyxis_resolver_init (PyxisResolver *self)
{
}

PyxisResolver *
pyxis_resolver_new (const char *origin, PyxisSource *project, PyxisRuntimes *runtimes)
{
  PyxisResolver *self = g_object_new (PYXIS_TYPE_RESOLVER, NULL);

  self->origin = g_strdup (origin);
  self->project = g_object_ref (project);
  self->runtimes = g_object_ref (runtimes);

  return self;
}

const char *
pyxis_resolver_get_origin (PyxisResolver *self)
{
  return self->origin;
}

void
pyxis_resolver_set_vfs (PyxisResolver *self, PyxisVfs *vfs)
{
  g_return_if_fail (PYXIS_IS_RESOLVER (self));

  g_set_object (&self->vfs, vfs);
}

void
pyxis_resolver_set_reported_policy (PyxisResolver *self, const char *policy)
{
  g_return_if_fail (PYXIS_IS_RESOLVER (self));

  g_free (self->policy);
  self->policy = g_strdup (policy);
}

const char *
pyxis_resolver_get_reported_policy (PyxisResolver *self)
{
  g_return_val_if_fail (PYXIS_IS_RESOLVER (self), NULL);

  return self->policy;
}

void
pyxis_resolver_set_snapshots (PyxisResolver *self, PyxisInterpreterSnapshots *snapshots)
{
  g_return_if_fail (PYXIS_IS_RESOLVER (self));

  g_set_object (&self->snapshots, snapshots);
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

  return location_new (PYXIS_PLACE_PROJECT, address->path, address->is_folder);
}

/* (nullable) (transfer full): a name in the root that differs from the first name of `path` only in
 * upper and lower case, the commonest reason for a file that ran elsewhere and is missing here. */
static char *
dup_sibling (PyxisSource *source, const char *path)
{
  g_autofree char *first = g_strndup (path, strcspn (path, "/"));
  g_autofree char *folded = g_utf8_casefold (first, -1);
  g_auto (GStrv) names = NULL;
  char *sibling = NULL;

  /* The name is right, and what is missing lies below it. */
  if (pyxis_source_is_folder (source, first))
    return NULL;

  names = pyxis_source_list_root (source, SIBLINGS_MAX, NULL);
  for (char **name = names; name && *name; name++) {
    g_autofree char *plain = g_strndup (*name, strcspn (*name, "/"));
    g_autofree char *other = g_utf8_casefold (plain, -1);

    if (strcmp (plain, first) == 0) {
      g_free (sibling);
      return NULL;
    }
    if (!sibling && strcmp (other, folded) == 0)
      sibling = g_steal_pointer (&plain);
  }

  return sibling;
}

static PyxisContent *
open_project (PyxisResolver *self, const PyxisLocation *location, GError **error)
{
  g_autofree char *index =
    *location->path ? g_strconcat (location->path, "/index.html", NULL) : g_strdup ("index.html");
  const char *path = location->is_folder ? index : location->path;
  g_autoptr (GError) local = NULL;
  PyxisContent *content = pyxis_source_open (self->project, path, &local);
  g_autofree char *sibling = NULL;

  if (content)
    return content;

  if (location->wants_hint && g_error_matches (local, G_IO_ERROR, G_IO_ERROR_NOT_FOUND))
    sibling = dup_sibling (self->project, path);
  if (sibling)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "There is no file “%s”, but there is “%s”: upper and lower case differ.", path,
                 sibling);
  else
    g_propagate_error (error, g_steal_pointer (&local));

  return NULL;
}

/* What fails here is the installation's fault, and where that lies is none of the page's business. */
static PyxisContent *
open_runtime (PyxisResolver *self, const PyxisLocation *location, GError **error)
{
  PyxisSource *source = pyxis_runtimes_get_source (self->runtimes, location->runtime, NULL);
  PyxisContent *content = source ? pyxis_source_open (source, location->path, NULL) : NULL;

  if (!content)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "The file “%s” of the runtime %s %s cannot be read: install the runtime again.",
                 location->path, location->runtime->name, location->runtime->version);

  return content;
}

static PyxisContent *
open_snapshot (PyxisResolver *self, const PyxisLocation *location)
{
  g_autoptr (GBytes) image =
    self->snapshots ? pyxis_interpreter_snapshots_read (self->snapshots, location->runtime) : NULL;
  g_autoptr (GBytes) nothing = g_bytes_new_static (NULL, 0);

  return pyxis_content_new_for_bytes (image ? image : nothing);
}

PyxisContent *
pyxis_resolver_open (PyxisResolver *self, const PyxisLocation *location, GError **error)
{
  g_autoptr (GBytes) script = NULL;

  switch (location->place) {
  case PYXIS_PLACE_PROJECT:
    return open_project (self, location, error);
  case PYXIS_PLACE_RUNTIME:
    return open_runtime (self, location, error);
  case PYXIS_PLACE_SCRIPT:
    script = find_script (location->path, error);
    return script ? pyxis_content_new_for_bytes (script) : NULL;
  case PYXIS_PLACE_VFS:
    return pyxis_vfs_get (self->vfs, location->path, location->is_folder, error);
  case PYXIS_PLACE_SNAPSHOT:
    return open_snapshot (self, location);
  default:
    g_return_val_if_reached (NULL);
  }
}

gboolean
pyxis_resolver_is_folder (PyxisResolver *self, const PyxisAddress *address)
{
  g_autoptr (PyxisLocation) location = pyxis_resolver_locate (self, address, NULL);

  return location && location->place == PYXIS_PLACE_PROJECT &&
         pyxis_source_is_folder (self->project, location->path);
}

void
pyxis_location_free (PyxisLocation *self)
{
  g_free (self->path);
  g_free (self);
}
