/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "download.h"

/* PyxisDownloadRow: a download that takes its time: its name, how far it is, a button that cancels
 * it. It is not visible for the first half second, which most need no more of. A row that is
 * disposed of cancels. */
#define PYXIS_TYPE_DOWNLOAD_ROW (pyxis_download_row_get_type ())
G_DECLARE_FINAL_TYPE (PyxisDownloadRow, pyxis_download_row, PYXIS, DOWNLOAD_ROW, GtkWidget)

GtkWidget *pyxis_download_row_new (PyxisDownload *download);

PyxisDownload *pyxis_download_row_get_download (PyxisDownloadRow *self);
