/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "vfs.h"

/* PyxisDownload: a file that the page wants to give the user. Nothing is written before save_to ();
 * dropping the last reference without it cancels. What is written goes to a temporary file beside
 * its place, and takes it when it is whole: whatever goes wrong, no part of a file stays, and one
 * that was there is not touched.
 *
 * Property: "progress" (0 to 1, read-only).
 * Signal: "finished" (GError *): once; NULL where the file is there, G_IO_ERROR_CANCELLED where it
 *         was cancelled; the message of another says why. Until then the object keeps itself. */
#define PYXIS_TYPE_DOWNLOAD (pyxis_download_get_type ())
G_DECLARE_FINAL_TYPE (PyxisDownload, pyxis_download, PYXIS, DOWNLOAD, GObject)

/* A name without a folder, control characters or a dot at its front, whatever the page said. */
const char *pyxis_download_get_name (PyxisDownload *self);

/* (nullable): where it is saved; NULL before save_to (). */
const char *pyxis_download_get_path (PyxisDownload *self);

/* How large it says that it is; -1: it does not. */
gint64 pyxis_download_get_size (PyxisDownload *self);

#define PYXIS_DOWNLOAD_FOLDER "downloads"

/* Into the folder PYXIS_DOWNLOAD_FOLDER of `vfs`, under a name that is free there. */
void pyxis_download_save_to_vfs (PyxisDownload *self, PyxisVfs *vfs);

/* (nullable): where it is there, once it is finished. */
const char *pyxis_download_get_vfs_path (PyxisDownload *self);

/* Replaces a file that is there: the user was asked. */
void pyxis_download_save_to (PyxisDownload *self, const char *path);

void pyxis_download_cancel (PyxisDownload *self);
