/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "configuration.h"
#include "runtimes.h"

/* PyxisProject: what the user opened, looked at once: which files it has, which page it starts
 * with, and its configuration. Immutable after loading.
 *
 * A project is a folder (or a zip of one) with index.html; or with one other HTML file; or with
 * main.py (or a single .py file) and optionally pyscript.toml or pyscript.json, for which a page is
 * generated; or a lone .html or .py file, whose folder is then the root. A configuration that cannot
 * be read is no failure: PyScript may never read it (configuration's `problem`). */

#define PYXIS_TYPE_PROJECT (pyxis_project_get_type ())
G_DECLARE_FINAL_TYPE (PyxisProject, pyxis_project, PYXIS, PROJECT, GObject)

/* Every failure is one sentence that names the path and what to do. Errors: NOT_FOUND,
 * PERMISSION_DENIED, NOT_REGULAR_FILE, INVALID_FILENAME, INVALID_DATA, NOT_SUPPORTED (nothing to run
 * inside, or several things, or a packed application). */
PyxisProject *pyxis_project_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same with another page to start with, which must be in the project: "sub/page.html", decoded.
 * NULL: the project's own. */
PyxisProject *pyxis_project_load_page (const char *path, const char *page, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* What is no place on the disk: a packed app. */
typedef struct {
  PyxisSource *source;
  const char *path;     /* canonical, of the file that it is in */
  const char *identity; /* whatever has the same is the same origin: pyxis_project_make_origin () */
  PyxisRuntimes *runtimes; /* (nullable): the only ones that it has */
  char **hosts;            /* the only ones that it reaches */
  const char *name;        /* (nullable): instead of the configuration's */
  gboolean is_app;         /* it runs as a program of its own, not as a project in ours */
} PyxisProjectPlace;

PyxisProject *pyxis_project_load_source (const PyxisProjectPlace *place,
                                         const char *page,
                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (nullable): NULL-terminated, the only hosts that it may reach; NULL: any. */
const char *const *pyxis_project_get_hosts (PyxisProject *self);

/* (nullable): the only runtimes that it may use; NULL: those of the computer. */
PyxisRuntimes *pyxis_project_get_runtimes (PyxisProject *self);

/* Whether it is a program of its own: then nobody develops it here, unless it says `devtools`. */
gboolean pyxis_project_is_app (PyxisProject *self);
gboolean pyxis_project_has_tools (PyxisProject *self);

/* The source to serve: generated pages in front of the user's files. */
PyxisSource *pyxis_project_get_source (PyxisProject *self);

/* Host of its addresses: "p" and 32 letters of a hash of the canonical path. */
const char *pyxis_project_get_origin (PyxisProject *self);

/* (transfer full): the same for a canonical path, whether anything is there or not. */
char *pyxis_project_make_origin (const char *path);

/* Canonical path of what was opened (the folder, the zip, or the file). */
const char *pyxis_project_get_path (PyxisProject *self);

/* The name from the configuration, else of the folder or file. */
const char *pyxis_project_get_name (PyxisProject *self);

/* Relative address of the page to load: "index.html", "sub/page.html"; decoded. */
const char *pyxis_project_get_start_page (PyxisProject *self);

const PyxisConfiguration *pyxis_project_get_configuration (PyxisProject *self);
