/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "address.h"
#include "code-cache.h"
#include "content.h"
#include "interpreter-snapshots.h"
#include "runtimes.h"
#include "source.h"
#include "vfs.h"
#include "worker-start.h"

/* PyxisResolver: from an address to bytes, for one origin, in two steps. locate () is pure: no I/O,
 * same answer always. open () reads and may run in any thread (but see set_vfs ()); is_folder () only looks. The
 * transports (the scheme and loopback HTTP) are thin adapters over response.h. */

typedef enum {
  PYXIS_PLACE_PROJECT, /* <origin>/<path> */
  PYXIS_PLACE_RUNTIME, /* <origin>/@pyxis/runtime/<name>/<version>/<file>, and what stands for it
                          in public: <origin>/@pyxis/cdn/<host>/<path> */
  PYXIS_PLACE_SCRIPT,  /* <origin>/@pyxis/js/<file>: our own scripts, from the resources */
  PYXIS_PLACE_VFS,     /* <origin>/@pyxis/vfs/<path>: the files in memory, those of /vfs; a folder's
                          address ends with a slash, and gives its entries as JSON */
  PYXIS_PLACE_SNAPSHOT, /* <origin>/@pyxis/runtime/pyodide/<version>/pyodide.mjs?snapshot: the image of an
                           interpreter's memory; no bytes where there is none */
  PYXIS_PLACE_CODE, /* the same with ?code: the project's compiled code (code-cache.h); no bytes where it is
                         not to be kept */
  PYXIS_PLACE_WORKER, /* <origin>/<path>?@pyxis-worker=…: what a worker of the page's own begins with
                         (worker-start.h), and <origin>/@pyxis/js/plain-worker.js, whose path is "" */
} PyxisPlace;

typedef struct {
  PyxisPlace place;
  char *path;                  /* inside the place */
  const PyxisRuntime *runtime; /* of PYXIS_PLACE_RUNTIME; owned by the resolver's runtimes */
  const char *media_type;      /* static */
  gboolean is_lean;            /* of PYXIS_PLACE_RUNTIME: with less to do (lean-module.h) */
  gboolean is_mirrored;   /* asked by its public address, which may mean another version later */
  gboolean is_folder;     /* asked with a trailing slash: index.html in it is meant */
  PyxisWorkerStart start; /* of PYXIS_PLACE_WORKER */
  char *query;            /* of that, (nullable): the page's own */
  gboolean wants_hint;    /* somebody reads the error: look for a name that nearly fits */
} PyxisLocation;

#define PYXIS_TYPE_RESOLVER (pyxis_resolver_get_type ())
G_DECLARE_FINAL_TYPE (PyxisResolver, pyxis_resolver, PYXIS, RESOLVER, GObject)

PyxisResolver *
pyxis_resolver_new (const char *origin, PyxisSource *project, PyxisRuntimes *runtimes);

const char *pyxis_resolver_get_origin (PyxisResolver *self);

/* Without it there is no PYXIS_PLACE_VFS. What is there is opened on the main thread only. */
void pyxis_resolver_set_vfs (PyxisResolver *self, PyxisVfs *vfs);

/* (nullable): a content security policy that documents carry only to report by it, see
 * web/view-requests.c. Before the first request. */
void pyxis_resolver_set_reported_policy (PyxisResolver *self, const char *policy);

/* (nullable) */
const char *pyxis_resolver_get_reported_policy (PyxisResolver *self);

/* Without them every PYXIS_PLACE_SNAPSHOT is empty. */
void pyxis_resolver_set_snapshots (PyxisResolver *self, PyxisInterpreterSnapshots *snapshots);

/* Without it every PYXIS_PLACE_CODE is empty. */
void pyxis_resolver_set_code (PyxisResolver *self, PyxisCodeCache *code);

/* Without it there is no PYXIS_PLACE_WORKER. Before the first request. */
void pyxis_resolver_set_worker_script (PyxisResolver *self, GBytes *script);

/* G_IO_ERROR_NOT_FOUND for a foreign origin, a hidden file, an unknown runtime or script, a public
 * address that no runtime stands for. An address
 * made from a path alone (origin "") is taken as this origin's. */
PyxisLocation *
pyxis_resolver_locate (PyxisResolver *self, const PyxisAddress *address, GError **error);

/* Whether a folder of the project lies at `address`, with or without its slash. Cheap. */
gboolean pyxis_resolver_is_folder (PyxisResolver *self, const PyxisAddress *address);

/* Errors as in source.h. With `wants_hint`, a missing file costs a look at up to 10,000 names. */
PyxisContent *
pyxis_resolver_open (PyxisResolver *self, const PyxisLocation *location, GError **error);

void pyxis_location_free (PyxisLocation *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisLocation, pyxis_location_free)
