/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* What a user is told of something that does not run, above all of a packed app: whoever clicked on it sees no
 * terminal. What the errors of pins.h say is for whoever knows where keys are kept; these words are not. */

/* Whether what is at `path`, and does not run, is a packed app. */
gboolean pyxis_refusal_is_of_app (const char *path);

/* A heading. */
const char *pyxis_refusal_get_title (const char *path, const GError *error);

/* (transfer full): what is wrong and what to do. */
char *pyxis_refusal_dup_words (const char *path, const GError *error);

/* Tells it over `window`. */
void pyxis_refusal_tell (GtkWindow *window, const char *path, const GError *error);

/* Tells it of a packed app, whatever its name, where no application has windows yet, and runs until the user has
 * read it. Without a display it does nothing. */
void pyxis_refusal_tell_first (const char *path, const GError *error);
