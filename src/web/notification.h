/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* PyxisNotification: what a page that may do so tells the user outside its window. Texts are cut at
 * 1 KiB. Signal: "closed" (): the page took it back, or it is gone. */
#define PYXIS_TYPE_NOTIFICATION (pyxis_notification_get_type ())
G_DECLARE_FINAL_TYPE (PyxisNotification, pyxis_notification, PYXIS, NOTIFICATION, GObject)

const char *pyxis_notification_get_title (PyxisNotification *self);
const char *pyxis_notification_get_body (PyxisNotification *self);

/* Unique in this process. */
const char *pyxis_notification_get_id (PyxisNotification *self);

/* The user clicked it: the page hears so. */
void pyxis_notification_click (PyxisNotification *self);
