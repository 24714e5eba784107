/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project.h"

/* A project that other browsers of this machine may open, as long as this lives: what `pyxis serve`
 * does, inside a window's program. */
typedef struct _PyxisBrowserShare PyxisBrowserShare;

/* Opens a port on 127.0.0.1: the project's own, where storage stays from time to time, or if it is
 * in use any other. */
PyxisBrowserShare *pyxis_browser_share_new (PyxisProject *project, GError **error);

/* "http://127.0.0.1:PORT" */
const char *pyxis_browser_share_get_base (PyxisBrowserShare *self);

/* (transfer full): what to open in a browser; it holds a secret, so it is for the user alone. */
char *pyxis_browser_share_dup_address (PyxisBrowserShare *self);

/* Closes the port. */
void pyxis_browser_share_free (PyxisBrowserShare *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisBrowserShare, pyxis_browser_share_free)
