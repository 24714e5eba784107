/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <cjson/cJSON.h>

#include "event.h"

/* What an event's JSON says, checked field by field: a page's message and a saved line hold the same.
 * Errors are G_IO_ERROR_INVALID_DATA; their message is what is wrong, no sentence. */

/* What may be said; NULL-terminated, NULL: anything. */
typedef struct {
  const char *const *kinds;
  const char *const *places;
} PyxisEventWords;

/* Cuts strings like those of an event, and refuses numbers that are not finite and nesting that is too
 * deep. */
gboolean pyxis_event_read_check (cJSON *event, GError **error);

/* All but the times. Strings are borrowed from `event`, which must be checked, but `detail`, of which
 * `*detail` (nullable) is the owner: free () it. */
gboolean pyxis_event_read_fields (const cJSON *event,
                                  const PyxisEventWords *words,
                                  PyxisEventFields *fields,
                                  char **detail,
                                  GError **error);

/* Sets an error, and returns FALSE. */
gboolean pyxis_event_read_refuse (GError **error, const char *format, ...) G_GNUC_PRINTF (2, 3);
