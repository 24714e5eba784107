/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* PyxisPermission: something that a page may do only when the user allows it. It is answered once:
 * a later answer is ignored. What was allowed or blocked holds for the view's life and is not asked
 * again; denied () only answers this request. Dropping the last reference denies, and so does
 * whatever ends the page.
 *
 * Signal: "answered" (): by the user, by what was answered before, or because the page is gone. */
typedef enum {
  PYXIS_PERMISSION_NOTIFICATIONS = 1 << 0,
  PYXIS_PERMISSION_CAMERA = 1 << 1,
  PYXIS_PERMISSION_MICROPHONE = 1 << 2, /* a call asks for both at once */
  PYXIS_PERMISSION_SCREEN = 1 << 3,
  PYXIS_PERMISSION_LOCATION = 1 << 4,
  PYXIS_PERMISSION_CLIPBOARD = 1 << 5, /* to read what another program put there */
  PYXIS_PERMISSION_POINTER = 1 << 6,   /* to keep the pointer inside, hidden */
  PYXIS_PERMISSION_PROTECTED_MEDIA = 1 << 7,
  PYXIS_PERMISSION_STORAGE = 1 << 8, /* data of another site */
  PYXIS_PERMISSION_OTHER = 1 << 9,
} PyxisPermissionKind;

typedef enum {
  PYXIS_PERMISSION_ALLOWED,
  PYXIS_PERMISSION_BLOCKED,
  PYXIS_PERMISSION_DENIED,
} PyxisPermissionAnswer;

#define PYXIS_TYPE_PERMISSION (pyxis_permission_get_type ())
G_DECLARE_FINAL_TYPE (PyxisPermission, pyxis_permission, PYXIS, PERMISSION, GObject)

/* One bit, or CAMERA | MICROPHONE. */
PyxisPermissionKind pyxis_permission_get_kind (PyxisPermission *self);

void pyxis_permission_answer (PyxisPermission *self, PyxisPermissionAnswer answer);
