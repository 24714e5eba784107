/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* From now on the end of the session, or of the terminal, writes the unsaved files of all windows to
 * their spools (file-keeper.h) before it ends the program. Nobody is asked: there is no time. */
void pyxis_last_words_prepare (GtkApplication *application);

/* What `words` does with `data`, which lives as long as the program, comes before the end by such a signal. */
typedef void (*PyxisLastWords) (gpointer data);
void pyxis_last_words_add (PyxisLastWords words, gpointer data);
