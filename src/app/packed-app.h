/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "packed-project.h"

/* PyxisPackedApp: a packed app that runs as a program of its own: what it is made of. Immutable; it lives
 * as long as the program. */
typedef struct {
  PyxisBundle *bundle;
  PyxisProject *project;
  PyxisDescription *description;
} PyxisPackedApp;

/* The bundle at `path`, with `page` (nullable) instead of its own start page. Gives the process its id:
 * as its name, by which desktops know its windows, and for its folders. Nobody has asked the pins. */
PyxisPackedApp *pyxis_packed_app_load (const char *path, const char *page, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* (transfer none): its name in the user's language. */
const char *pyxis_packed_app_get_name (const PyxisPackedApp *self);

/* The same of what it is. */
const char *pyxis_packed_app_get_summary (const PyxisPackedApp *self);

void pyxis_packed_app_free (PyxisPackedApp *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisPackedApp, pyxis_packed_app_free)
