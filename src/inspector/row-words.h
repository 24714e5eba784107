/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* PyxisRowWords: stands around what is in a list's row, or in a cell of it, and gives the row the name by
 * which a screen reader calls it, "words": by itself GTK's rows are called after their class, and only
 * GTK 4.12 lets a list item say more. */
#define PYXIS_TYPE_ROW_WORDS (pyxis_row_words_get_type ())
G_DECLARE_FINAL_TYPE (PyxisRowWords, pyxis_row_words, PYXIS, ROW_WORDS, GtkWidget)
