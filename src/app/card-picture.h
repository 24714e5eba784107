/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* PyxisCardPicture: the picture on a card, eight wide and five high whatever the card's width; what
 * is in the file fills it. It asks for no width of its own, and is empty until the file has been
 * read. */
#define PYXIS_TYPE_CARD_PICTURE (pyxis_card_picture_get_type ())
G_DECLARE_FINAL_TYPE (PyxisCardPicture, pyxis_card_picture, PYXIS, CARD_PICTURE, GtkWidget)

/* Reads the image file at `path` in a thread, and then shows it in place of the one before. Without
 * a word where there is none. */
void pyxis_card_picture_read (PyxisCardPicture *self, const char *path);
