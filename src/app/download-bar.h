/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "download.h"
#include "view.h"

/* PyxisDownloadBar: where the files go that a page gives: to /vfs/downloads, from where the user may
 * save or open them (kept-downloads.h); or, where the project's `downloads` or else the user wants it,
 * or there is no room in memory, to the disk: then it asks for the place, one file after the other. It
 * shows what takes its time, and says how it ended. Nothing reaches the disk unasked. */
#define PYXIS_TYPE_DOWNLOAD_BAR (pyxis_download_bar_get_type ())
G_DECLARE_FINAL_TYPE (PyxisDownloadBar, pyxis_download_bar, PYXIS, DOWNLOAD_BAR, GtkWidget)

void pyxis_download_bar_attach (PyxisDownloadBar *self, PyxisView *view);

/* Saves without asking for the place. */
void pyxis_download_bar_save (PyxisDownloadBar *self, PyxisDownload *download, const char *path);
