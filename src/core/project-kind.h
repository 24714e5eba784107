/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* What of a place on the disk can be a project. `shown` is its name in errors. */
typedef enum {
  PYXIS_PROJECT_FOLDER,
  PYXIS_PROJECT_ZIP,
  PYXIS_PROJECT_PAGE,
  PYXIS_PROJECT_SCRIPT,
} PyxisProjectKind;

gboolean pyxis_project_kind_identify (const char *path,
                                      const char *shown,
                                      PyxisProjectKind *kind,
                                      GError **error);

/* The sentence for an errno of looking for it. */
void pyxis_project_kind_set_not_opened (GError **error, int code, const char *shown);
