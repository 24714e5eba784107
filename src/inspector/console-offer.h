/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* PyxisConsoleOffer: names to choose one from, at the cursor of a text.
 *
 * Signal: "chosen" (string). */
#define PYXIS_TYPE_CONSOLE_OFFER (pyxis_console_offer_get_type ())
G_DECLARE_FINAL_TYPE (PyxisConsoleOffer, pyxis_console_offer, PYXIS, CONSOLE_OFFER, GtkPopover)

/* `view` is in its parent. */
void
pyxis_console_offer_show (PyxisConsoleOffer *self, GtkTextView *view, const char *const *items);
