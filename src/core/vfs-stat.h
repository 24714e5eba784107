/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* What a file or folder of the file system in memory is. */
typedef struct {
  guint64 ino; /* never 0, never given twice */
  gboolean is_folder;
  guint mode;   /* permission bits; kept, not enforced */
  guint64 size; /* 0 for a folder */
  gint64
    mtime; /* ms since 1970; rises strictly with every change of a file or a folder's entries */
} PyxisVfsStat;

typedef struct {
  char *name; /* a GRefString, owned by the list */
  PyxisVfsStat stat;
} PyxisVfsEntry;
