/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* PyxisNamePopover: asks for the name of a file or a folder.
 *
 * Signal: "named" (name): a name that may be one; who answers it hides the popover, or says why not. */
#define PYXIS_TYPE_NAME_POPOVER (pyxis_name_popover_get_type ())
G_DECLARE_FINAL_TYPE (PyxisNamePopover, pyxis_name_popover, PYXIS, NAME_POPOVER, GtkPopover)

/* Opens it at a place of its parent. What is before the last dot of `name` is selected. */
void pyxis_name_popover_ask (PyxisNamePopover *self,
                             const char *title,
                             const char *button,
                             const char *name,
                             const GdkRectangle *at);

/* Why the name cannot be. */
void pyxis_name_popover_refuse (PyxisNamePopover *self, const char *sentence);
