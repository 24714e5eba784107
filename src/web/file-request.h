/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* PyxisFileRequest: a file input of the page that was clicked. It is answered once; dropping the
 * last reference cancels it, and so does whatever ends the page.
 *
 * Signal: "answered" (): there is nothing left to show. */
#define PYXIS_TYPE_FILE_REQUEST (pyxis_file_request_get_type ())
G_DECLARE_FINAL_TYPE (PyxisFileRequest, pyxis_file_request, PYXIS, FILE_REQUEST, GObject)

gboolean pyxis_file_request_is_multiple (PyxisFileRequest *self);

/* Whether a folder is asked for (webkitdirectory): then what it accepts does not count. */
gboolean pyxis_file_request_is_folder (PyxisFileRequest *self);

/* (nullable) (transfer none): what the input accepts, its extensions as types; NULL: everything. */
GtkFileFilter *pyxis_file_request_get_filter (PyxisFileRequest *self);

/* `paths` is not empty; of more than one the first counts where the input is not multiple. */
void pyxis_file_request_select (PyxisFileRequest *self, const char *const *paths);

/* The page gets what is in the folder now (core/folder-files.h), and no right to look again. With an
 * error, which is a sentence for the user, the request is not answered. */
void pyxis_file_request_select_folder_async (PyxisFileRequest *self,
                                             const char *folder,
                                             GAsyncReadyCallback callback,
                                             gpointer user_data);
gboolean pyxis_file_request_select_folder_finish (PyxisFileRequest *self,
                                                  GAsyncResult *result,
                                                  GError **error);

void pyxis_file_request_cancel (PyxisFileRequest *self);
