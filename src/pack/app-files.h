/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* Files of an app or a package, in memory: an array of PyxisAppFile. */
typedef struct {
  char *path; /* relative, canonical */
  guint mode; /* 0644 or 0755 */
  GBytes *bytes;
} PyxisAppFile;

/* (transfer full) (element-type PyxisAppFile) */
GPtrArray *pyxis_app_files_new (void);

/* Takes `path` and `bytes`. */
void pyxis_app_files_add (GPtrArray *files, char *path, guint mode, GBytes *bytes);

/* By path. */
void pyxis_app_files_sort (GPtrArray *files);
