/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* How the facts of a file are written and sorted. */

/* (transfer full): "12.3 kB". */
char *pyxis_files_format_size (guint64 size);

/* (transfer full): the time of a day that is today, else the date too. `mtime` is ms since 1970. */
char *pyxis_files_format_time (gint64 mtime);

/* Makes the closures of the cells known to a class whose template has them. */
void pyxis_files_format_bind (GtkWidgetClass *klass);

/* (transfer full): of PyxisVfsItem. */
GtkSorter *pyxis_files_format_name_sorter (void);
GtkSorter *pyxis_files_format_size_sorter (void);
GtkSorter *pyxis_files_format_mtime_sorter (void);

/* (transfer full): of tree rows: folders first whatever `columns` says, then as it says. */
GtkSorter *pyxis_files_format_row_sorter (GtkSorter *columns);
