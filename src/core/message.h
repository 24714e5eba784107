/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event.h"

/* One message of a page's bridge, checked: JSON of at most PYXIS_MESSAGE_MAX bytes, either one event
 * or {"events": [event, ...], "dropped": n} with at most PYXIS_MESSAGE_MAX_EVENTS of them, where
 * `dropped` counts what the page's own limit left out.
 *
 * An event is an object whose "kind" is one of the design's kinds that a page may produce (never
 * "request", "notice", "vfs", "download", "advice" or "page", which only the shell says), strings
 * cut at 64 KiB, numbers finite, objects at most eight deep. "at" is milliseconds since 1970
 * (performance.timeOrigin + now) and becomes `t` against `began`; without it `t` is NaN. */
#define PYXIS_MESSAGE_MAX (1024 * 1024)
#define PYXIS_MESSAGE_MAX_EVENTS 1000

/* Read-only. */
typedef struct {
  GArray *events;  /* (element-type PyxisEventFields): valid as long as the message */
  guint n_dropped; /* by the page */
  guint n_refused; /* of the list, here */
  char *refusal;   /* (nullable): why the first of these was refused */
} PyxisMessage;

/* Fails with G_IO_ERROR_INVALID_DATA where nothing of the message is an event. */
PyxisMessage *pyxis_message_parse (const char *json, gssize length, double began, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

void pyxis_message_free (PyxisMessage *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisMessage, pyxis_message_free)
