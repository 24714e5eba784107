/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project.h"

/* Where the configuration is that a page's scripts of one interpreter read: in a file of the project, or
 * in an element of the page. */
typedef struct {
  char *path;          /* of the file that it is in */
  char *text;          /* all of that file; NULL: it is to be made */
  gsize start;         /* where the configuration is in `text` */
  gsize end;           /* the same as `start`: there is none yet */
  gboolean is_json;    /* else TOML */
  const char *element; /* (nullable): of the page, to be made around it: "mpy-config" */
} PyxisConfigurationPlace;

/* `source` is the project's folder itself, without pages that are made for it. `page` is a path; where
 * it is no file, it is made for a script, and has the project's configuration. Errors are those of
 * reading, and G_IO_ERROR_NOT_SUPPORTED for a configuration in an attribute. */
PyxisConfigurationPlace *pyxis_configuration_place_find (PyxisProject *project,
                                                         PyxisSource *source,
                                                         const char *page,
                                                         gboolean is_micropython,
                                                         GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The file that the project's own configuration is in, or will be. */
PyxisConfigurationPlace *
pyxis_configuration_place_of_project (PyxisProject *project, PyxisSource *source, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

void pyxis_configuration_place_free (PyxisConfigurationPlace *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisConfigurationPlace, pyxis_configuration_place_free)
