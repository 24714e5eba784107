/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "advice.h"
#include "configuration-edit.h"
#include "project.h"

/* PyxisProjectChange: what would be changed in a file of a project to follow an advice. First it is
 * worked out, without touching anything, then shown, and applied when the user said yes. The file is
 * the configuration that the page names, in a file (TOML, JSON) or in an element of the page; where it
 * names none, the page gets such an element. Main thread only. Immutable. */
typedef struct {
  char *path;   /* of the project: "pyscript.toml" */
  char *before; /* NULL: the file is made */
  char *after;
} PyxisProjectChange;

/* `page` is the path of the page (nullable: the project's first), `interpreter` (nullable) that of the
 * error. Errors, each a sentence: G_IO_ERROR_NOT_SUPPORTED where the advice has no such change or the
 * project is no folder, G_IO_ERROR_EXISTS where the project is changed already, G_IO_ERROR_NOT_FOUND
 * where a module is no file of the project, others where a file cannot be read. */
PyxisProjectChange *pyxis_project_change_new (PyxisProject *project,
                                              const char *page,
                                              const char *interpreter,
                                              const PyxisAdvice *advice,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same for a change of the project's own configuration that nobody advised. */
PyxisProjectChange *pyxis_project_change_new_edit (PyxisProject *project,
                                                   const PyxisEdit *edit,
                                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): the lines that go ("-") and come ("+"), with some around them. */
char *pyxis_project_change_dup_patch (const PyxisProjectChange *self);

/* In one piece: the file is the old one or the new one, whatever happens. G_IO_ERROR_WRONG_ETAG where
 * the file is no longer as it was. */
gboolean
pyxis_project_change_apply (const PyxisProjectChange *self, PyxisProject *project, GError **error);

void pyxis_project_change_free (PyxisProjectChange *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisProjectChange, pyxis_project_change_free)
