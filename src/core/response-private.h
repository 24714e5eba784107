/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "response.h"

/* The parts that a response is made of. `is_shared` as for pyxis_response_new_headers (). */

/* Takes `body`. With the headers that every response carries. */
PyxisResponse *
pyxis_response_alloc (gboolean is_shared, guint status, GInputStream *body, goffset length);

/* A page for a navigation, else a line of text; with the headers of a whole response. */
PyxisResponse *pyxis_response_new_for_status (const PyxisRequest *request,
                                              gboolean is_shared,
                                              guint status,
                                              const char *reason);

PyxisResponse *
pyxis_response_new_for_error (const PyxisRequest *request, gboolean is_shared, const GError *error);

/* The file itself: whole, a part, or unchanged since it was last asked for. */
PyxisResponse *pyxis_response_new_for_content (const PyxisRequest *request,
                                               const PyxisLocation *location,
                                               PyxisContent *content,
                                               GCancellable *cancellable);
