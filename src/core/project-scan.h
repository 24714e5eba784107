/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "configuration.h"
#include "source.h"

/* What of a source's root makes it a project. Looks at names, and opens what it names. */

/* What is looked at; all borrowed. */
typedef struct {
  PyxisSource *source;
  const char *const *names; /* of the root, as pyxis_source_list_root () gives them */
  const char *shown;        /* how the project is called in errors */
  gboolean is_folder;       /* so that a file in it can be named on the command line */
} PyxisProjectScan;

/* What a project starts with: one of the two is set. */
typedef struct {
  char *page;   /* an HTML file */
  char *script; /* a Python file, for which a page is to be made */
} PyxisProjectStart;

/* (transfer full): pyscript.toml, else pyscript.json, else empty. Never fails: a file that cannot be
 * read is a problem of the configuration. */
PyxisConfiguration *pyxis_project_scan_configuration (const PyxisProjectScan *scan);

gboolean pyxis_project_scan_start (const PyxisProjectScan *scan,
                                   const PyxisConfiguration *configuration,
                                   PyxisProjectStart *start,
                                   GError **error);

/* Whether `page` is there and can be an HTML page; if not, an error with a sentence. */
gboolean pyxis_project_scan_check_page (PyxisSource *source, const char *page, GError **error);

gboolean pyxis_project_scan_is_page (const char *name);

gboolean pyxis_project_scan_is_script (const char *name);

void pyxis_project_start_clear (PyxisProjectStart *start);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PyxisProjectStart, pyxis_project_start_clear)
