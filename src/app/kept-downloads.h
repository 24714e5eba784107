/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project-page.h"

/* PyxisKeptDownloads: tells of downloads that came into memory, in one toast, which counts them while
 * it is shown: Save As takes them to the disk, Open shows one in the desktop's program for it. It is
 * what the toast has for a title. */
#define PYXIS_TYPE_KEPT_DOWNLOADS (pyxis_kept_downloads_get_type ())
G_DECLARE_FINAL_TYPE (PyxisKeptDownloads, pyxis_kept_downloads, PYXIS, KEPT_DOWNLOADS, GtkWidget)

/* `path` is of the files of `page`. */
void pyxis_kept_downloads_tell (PyxisProjectPage *page, const char *path);
