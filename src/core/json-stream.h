/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <cjson/cJSON.h>
#include <gio/gio.h>

/* PyxisJsonStream: writes one JSON text with a long list in it, an item at a time. Zero but for `output`
 * and `cancellable`, it has not begun. Blocking. */
typedef struct {
  GOutputStream *output;
  GCancellable *cancellable; /* (nullable) */
  char *tail;                /* what follows the list */
  gboolean has_items;
} PyxisJsonStream;

/* All but the items of the list, which is the last one that is empty. Takes `envelope`. */
gboolean pyxis_json_stream_begin (PyxisJsonStream *self, cJSON *envelope, GError **error);

/* Takes `item`. */
gboolean pyxis_json_stream_add (PyxisJsonStream *self, cJSON *item, GError **error);

gboolean pyxis_json_stream_end (PyxisJsonStream *self, GError **error);

void pyxis_json_stream_clear (PyxisJsonStream *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PyxisJsonStream, pyxis_json_stream_clear)
