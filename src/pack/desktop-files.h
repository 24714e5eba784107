/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "description.h"

/* What a desktop reads of an app. Its command, icon, window class and files all bear the app's id. */

/* (transfer full): the desktop entry, with translations. */
GBytes *pyxis_desktop_files_make_entry (const PyxisDescription *description)
  G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): AppStream's metainfo. `date` is that of its release: "2026-11-28", or "" for one
 * without, which is then left out. Screenshots are left out too: AppStream wants public addresses. */
GBytes *pyxis_desktop_files_make_metainfo (const PyxisDescription *description, const char *date)
  G_GNUC_WARN_UNUSED_RESULT;
