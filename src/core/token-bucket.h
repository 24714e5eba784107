/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* PyxisTokenBucket: how often something may happen: `capacity` times at once, then `rate` times a
 * second. Zero but for those two, it is full at its first use. Pure. */
typedef struct {
  double capacity;
  double rate;
  double used;
  gint64 last; /* µs */
} PyxisTokenBucket;

/* `now` is of g_get_monotonic_time (). */
gboolean pyxis_token_bucket_take (PyxisTokenBucket *self, gint64 now);
