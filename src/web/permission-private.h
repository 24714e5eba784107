/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

#include "permission.h"
#include "view.h"

/* Takes over a request whose answer WebKit waits for, until `view` is "withdrawn". */
PyxisPermission *pyxis_permission_new (WebKitPermissionRequest *request, PyxisView *view);

/* What an answered one was answered. */
PyxisPermissionAnswer pyxis_permission_get_answer (PyxisPermission *self);

/* The kind of what WebKit asks for; 0: it is not asked, see view-permission.c. */
PyxisPermissionKind pyxis_permission_find_kind (WebKitPermissionRequest *request);
