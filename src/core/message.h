/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event.h"

/* One message of a page's bridge, checked: JSON of at most PYXIS_MESSAGE_MAX bytes, an object whose
 * "kind" is one of the design's kinds that a page may produce (never "request", "notice", "vfs",
 * "download", "advice" or "page", which only the shell says), strings cut at 64 KiB, numbers finite.
 * "at" is milliseconds since 1970 (performance.timeOrigin + now) and becomes `t` against `began`. */
#define PYXIS_MESSAGE_MAX (1024 * 1024)

typedef struct _PyxisMessage PyxisMessage;

PyxisMessage *pyxis_message_parse (const char *json, gssize length, double began, GError **error);

/* (transfer none): valid as long as the message. */
const PyxisEventFields *pyxis_message_get_fields (const PyxisMessage *self);

void pyxis_message_free (PyxisMessage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisMessage, pyxis_message_free)
