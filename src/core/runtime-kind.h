/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* The runtimes that there are: how npm calls each, and which files make it whole. */
typedef struct {
  const char *name;               /* "pyscript" */
  const char *npm_name;           /* "@pyscript/core" */
  const char *inner;              /* the folder in the npm package; "" is its root */
  const char *const *suffixes;    /* files with these endings are taken */
  const char *const *must_have;   /* NULL-terminated */
  const char *const *either_have; /* at least one of these; empty: nothing */
} PyxisRuntimeKind;

/* (array length=count) */
const PyxisRuntimeKind *pyxis_runtime_kind_get_all (gsize *count);

/* (nullable): by our name or by npm's. */
const PyxisRuntimeKind *pyxis_runtime_kind_lookup (const char *name);

gboolean pyxis_runtime_kind_takes_file (const PyxisRuntimeKind *kind, const char *file);

/* Whether nothing is missing among `files`. */
gboolean pyxis_runtime_kind_is_whole (const PyxisRuntimeKind *kind, const char *const *files);

/* The same, and that no file of `folder` is plainly not what its name says. G_IO_ERROR_INVALID_DATA
 * names the file. */
gboolean pyxis_runtime_kind_check (const PyxisRuntimeKind *kind,
                                   const char *folder,
                                   const char *const *files,
                                   GError **error);
