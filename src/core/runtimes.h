/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "source.h"

/* PyxisRuntimes: the runtimes on disk. A runtime is a folder <root>/<name>/<version>/ that is
 * replaced whole and never mixed; `name` is one of "pyscript", "pyodide", "micropython". Several
 * roots are searched, the user's own first, then the installed ones; several versions stand side by
 * side. Read once at construction and constant from then on; threads may share it. */

typedef struct {
  const char *name;
  const char *version;
  const char *path;         /* the folder, or what stands for it */
  const char *digest;       /* (nullable): of all its bytes, where it lies in no folder */
  gboolean is_removable;    /* lies in the user's own root */
  const char *const *files; /* relative paths, sorted, NULL-terminated */
} PyxisRuntime;

#define PYXIS_TYPE_RUNTIMES (pyxis_runtimes_get_type ())
G_DECLARE_FINAL_TYPE (PyxisRuntimes, pyxis_runtimes, PYXIS, RUNTIMES, GObject)

/* `roots`: folders in order of precedence, the first being the user's own, where add () writes;
 * missing ones are as good as empty. */
PyxisRuntimes *pyxis_runtimes_new (const char *const *roots);

/* Those that this program finds (installation.h). */
PyxisRuntimes *pyxis_runtimes_new_installed (void);

/* One that lies in `source` and not in a folder, as in a packed app: `files` are its paths there,
 * sorted, and `digest` is another where any byte of them is. Before anyone else knows of `self`. FALSE:
 * it is no whole runtime. */
gboolean pyxis_runtimes_add_source (PyxisRuntimes *self,
                                    const char *name,
                                    const char *version,
                                    PyxisSource *source,
                                    const char *const *files,
                                    const char *digest);

/* (element-type PyxisRuntime) (transfer none): sorted by name, then version, newest first. */
GPtrArray *pyxis_runtimes_get_all (PyxisRuntimes *self);

/* (nullable): exactly this one. */
const PyxisRuntime *
pyxis_runtimes_lookup (PyxisRuntimes *self, const char *name, const char *version);

/* (nullable): what pyxis_version_nearest () chooses among those installed. */
const PyxisRuntime *
pyxis_runtimes_nearest (PyxisRuntimes *self, const char *name, const char *wanted);

gboolean pyxis_runtime_has_file (const PyxisRuntime *self, const char *file);

/* (nullable) (transfer none): the folder as a source, opened at the first call. */
PyxisSource *
pyxis_runtimes_get_source (PyxisRuntimes *self, const PyxisRuntime *runtime, GError **error);

/* What the web-process extension must know, as a GVariant of type a(ssas): name, version, files.
 * (transfer floating) */
GVariant *pyxis_runtimes_describe (PyxisRuntimes *self);

/* Installs an npm package of a runtime (its folder, or the .tgz that `npm pack` makes) into the
 * first root: copied beside, then renamed into place, so that a reader sees all of it or nothing.
 * An installed same version is replaced. Returns "name version". */
char *pyxis_runtimes_add (PyxisRuntimes *self, const char *package, GError **error);

/* Removes a version from the first root; those of the system are G_IO_ERROR_PERMISSION_DENIED. */
gboolean
pyxis_runtimes_remove (PyxisRuntimes *self, const char *name, const char *version, GError **error);
