/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "window.h"

/* Whether what is at `path` is a signed app that is refused only because the user knows it with another
 * key (pins.h). One that is not signed never takes the place of one that is. */
gboolean pyxis_key_question_applies (const char *path);

/* Asks over `window`, if that is so, whether the new key is the author's too: after a yes it is the one
 * that is known, and the app is opened there. FALSE: there is nothing to ask. */
gboolean pyxis_key_question_ask (PyxisWindow *window, const char *path);
