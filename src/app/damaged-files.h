/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* Journals of files that were damaged on the disk (vfs-journal.h): what is told of them, and how they are
 * kept for whoever can read more of them. */

/* How many are kept in one folder; then the oldest goes. */
#define PYXIS_DAMAGED_FILES_MAX 8

/* (transfer full) (nullable): a name beside `path` under which the file stays when `path` is removed or
 * replaced: a second name for it, or a copy where the disk knows none. The same again for the same file. */
char *pyxis_damaged_files_keep (const char *path, GError **error);

/* (transfer full): sentences on what became of them: `doubtful` (element-type filename) may lack something,
 * and the journal is kept at `kept`. */
char *pyxis_damaged_files_describe (GPtrArray *doubtful, const char *kept);
