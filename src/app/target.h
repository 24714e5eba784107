/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project.h"

/* What the user named, made ready to run: the project, with `page` (nullable) instead of its own
 * start page. A configuration that cannot be read is refused here, with its sentence, though the
 * page might never read it: the user would look for the mistake elsewhere. */
PyxisProject *pyxis_target_load (const char *path, const char *page, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The same for a window: of a packed app that is signed, the key is remembered (pins.h). */
PyxisProject *pyxis_target_open (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
