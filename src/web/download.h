/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* PyxisDownload: a file that the page wants to give the user, until it is decided where it goes.
 * Nothing is written before save_to (); dropping the last reference without it cancels. */
#define PYXIS_TYPE_DOWNLOAD (pyxis_download_get_type ())
G_DECLARE_FINAL_TYPE (PyxisDownload, pyxis_download, PYXIS, DOWNLOAD, GObject)

/* A name without a folder, control characters or a dot at its front, whatever the page said. */
const char *pyxis_download_get_name (PyxisDownload *self);

/* Replaces a file that is there: the user was asked. */
void pyxis_download_save_to (PyxisDownload *self, const char *path);

void pyxis_download_cancel (PyxisDownload *self);
