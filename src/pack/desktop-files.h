/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "description.h"

/* What a desktop reads of an app. Its command, icon, window class and files all bear the app's id. */

/* (transfer full): the desktop entry, with translations. */
GBytes *pyxis_desktop_files_make_entry (const PyxisDescription *description)
  G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): AppStream's metainfo. `date` is that of its release: "2026-11-28", or "" for one
 * without, which is then left out. Of screenshots it has those with an address: AppStream wants no
 * others. */
GBytes *pyxis_desktop_files_make_metainfo (const PyxisDescription *description, const char *date)
  G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): the types of files that are the app's own, as shared-mime-info reads them. Only
 * where it has patterns. */
GBytes *pyxis_desktop_files_make_types (const PyxisDescription *description)
  G_GNUC_WARN_UNUSED_RESULT;
