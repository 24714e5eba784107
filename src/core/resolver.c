/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "lean-module.h"
#include "resolver-private.h"
#include "vfs-get.h"

/* A hint is not worth reading more. */
#define SIBLINGS_MAX 10000

/* Bytes of a module. A larger one is given as it is. */
#define LEAN_MAX (16 << 20)

G_DEFINE_FINAL_TYPE (PyxisResolver, pyxis_resolver, G_TYPE_OBJECT)

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
  g_clear_object (&self->code);
  g_clear_pointer (&self->worker_script, g_bytes_unref);
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

void
pyxis_resolver_set_code (PyxisResolver *self, PyxisCodeCache *code)
{
  g_return_if_fail (PYXIS_IS_RESOLVER (self));

  g_set_object (&self->code, code);
}

void
pyxis_resolver_set_worker_script (PyxisResolver *self, GBytes *script)
{
  g_return_if_fail (PYXIS_IS_RESOLVER (self) && script);

  g_clear_pointer (&self->worker_script, g_bytes_unref);
  self->worker_script = g_bytes_ref (script);
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

/* Takes `content`. NULL: it cannot be read whole. */
static PyxisContent *
make_lean (PyxisContent *content)
{
  g_autoptr (PyxisContent) whole = content;
  g_autoptr (GBytes) module = NULL;
  g_autoptr (GBytes) lean = NULL;
  gsize length = 0;
  guint8 *data;

  if (whole->size < 0 || whole->size > LEAN_MAX)
    return g_steal_pointer (&whole);
  data = g_malloc ((gsize) whole->size);
  module = g_bytes_new_take (data, (gsize) whole->size);
  if (!g_input_stream_read_all (whole->stream, data, (gsize) whole->size, &length, NULL, NULL) ||
      length < (gsize) whole->size)
    return NULL;
  lean = pyxis_lean_module_new (module);
  return pyxis_content_new_for_bytes (lean);
}

/* What fails here is the installation's fault, and where that lies is none of the page's business. */
static PyxisContent *
open_runtime (PyxisResolver *self, const PyxisLocation *location, GError **error)
{
  PyxisSource *source = pyxis_runtimes_get_source (self->runtimes, location->runtime, NULL);
  PyxisContent *content = source ? pyxis_source_open (source, location->path, NULL) : NULL;

  if (content && location->is_lean)
    content = make_lean (content);
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

static PyxisContent *
open_code (PyxisResolver *self, const PyxisLocation *location)
{
  g_autoptr (GBytes) code = self->code ? pyxis_code_cache_read (self->code, location->runtime)
                                       : g_bytes_new_static (NULL, 0);

  return pyxis_content_new_for_bytes (code);
}

/* Nothing begins for a file that is not there. */
static PyxisContent *
open_worker (PyxisResolver *self, const PyxisLocation *location, GError **error)
{
  g_autoptr (PyxisContent) file = NULL;
  g_autoptr (GBytes) start = NULL;
  g_autofree char *path = NULL;
  g_autofree char *target = NULL;

  if (!*location->path)
    return pyxis_content_new_for_bytes (self->worker_script);
  file = open_project (self, location, error);
  if (!file)
    return NULL;
  path = pyxis_address_encode_path (location->path);
  target = g_strconcat (path, location->query ? "?" : NULL, location->query, NULL);
  start = pyxis_worker_start_new (location->start, target);
  return pyxis_content_new_for_bytes (start);
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
    script = pyxis_resolver_find_script (location->path, error);
    return script ? pyxis_content_new_for_bytes (script) : NULL;
  case PYXIS_PLACE_VFS:
    return pyxis_vfs_get (self->vfs, location->path, location->is_folder, error);
  case PYXIS_PLACE_SNAPSHOT:
    return open_snapshot (self, location);
  case PYXIS_PLACE_CODE:
    return open_code (self, location);
  case PYXIS_PLACE_WORKER:
    return open_worker (self, location, error);
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
