/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "grants.h"

/* PyxisPickRequest: the page wants to use a folder or files of the user's: showDirectoryPicker () and its
 * like, or a permission for what it was granted. It is answered once; dropping the last reference cancels
 * it, and so does whatever ends the page.
 *
 * Signal: "answered" (): there is nothing left to show. */
#define PYXIS_TYPE_PICK_REQUEST (pyxis_pick_request_get_type ())
G_DECLARE_FINAL_TYPE (PyxisPickRequest, pyxis_pick_request, PYXIS, PICK_REQUEST, GObject)

typedef enum {
  PYXIS_PICK_FOLDER,
  PYXIS_PICK_OPEN,
  PYXIS_PICK_SAVE,
  PYXIS_PICK_ALLOW, /* nothing is picked: a yes or no about the grant */
} PyxisPickKind;

PyxisPickKind pyxis_pick_request_get_kind (PyxisPickRequest *self);

/* What the page wants to do there. */
PyxisGrantMode pyxis_pick_request_get_mode (PyxisPickRequest *self);

gboolean pyxis_pick_request_is_multiple (PyxisPickRequest *self);

/* (transfer none) (element-type GtkFileFilter): may be empty. */
GPtrArray *pyxis_pick_request_get_filters (PyxisPickRequest *self);

/* Whether other files may be picked too. */
gboolean pyxis_pick_request_accepts_all (PyxisPickRequest *self);

/* (nullable): of the file to save; a name, no path. */
const char *pyxis_pick_request_get_suggested_name (PyxisPickRequest *self);

/* (transfer full): the folder to begin in: the last one that was picked for the same purpose, the page's
 * wish, or the user's documents. */
char *pyxis_pick_request_dup_start_folder (PyxisPickRequest *self);

/* (nullable) (transfer none): of PYXIS_PICK_ALLOW. */
PyxisGrant *pyxis_pick_request_get_grant (PyxisPickRequest *self);

/* Grants what was picked. FALSE, with a sentence for the user, for what no page may have: then nothing
 * is granted, and the request is not answered. */
gboolean
pyxis_pick_request_select (PyxisPickRequest *self, const char *const *paths, GError **error);

/* Yes to PYXIS_PICK_ALLOW. */
void pyxis_pick_request_allow (PyxisPickRequest *self);

void pyxis_pick_request_cancel (PyxisPickRequest *self);
