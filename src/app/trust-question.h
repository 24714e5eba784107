/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "packed-app.h"

/* Asks whether a signed app may take the place of the one that the user knows, whose key is another.
 * Runs until there is an answer; GTK is initialised, and no application has windows yet. */
gboolean pyxis_trust_question_ask (const PyxisPackedApp *app);
