/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "bundle.h"
#include "window.h"

/* A signed app that the user knows with another key (pins.h): is the new key the author's too? One that is not
 * signed never takes the place of one that is, and nobody is asked. */

/* Whether what is at `path` is refused only for that. */
gboolean pyxis_key_question_applies (const char *path);

/* Asks over `window`, if that is so: after a yes the new key is the one that is known, and the app is opened
 * there. FALSE: there is nothing to ask. */
gboolean pyxis_key_question_ask (PyxisWindow *window, const char *path);

/* The same for `bundle`, of which it is so, where no application has windows yet: runs until there is an answer.
 * TRUE is a yes; nothing is kept. GTK is initialised. */
gboolean pyxis_key_question_ask_first (PyxisBundle *bundle);
