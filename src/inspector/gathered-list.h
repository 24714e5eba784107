/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* PyxisGatheredList: another list, whose new items at the end appear together, right before the next frame is
 * drawn; all other changes appear at once. It is always the first so many items of the other. For lists that
 * are shown while thousands of items a second are appended one by one: GTK's list views (4.8) walk over each
 * item that came since the last frame for each that comes, so that a window would never draw again. */
#define PYXIS_TYPE_GATHERED_LIST (pyxis_gathered_list_get_type ())
G_DECLARE_FINAL_TYPE (PyxisGatheredList, pyxis_gathered_list, PYXIS, GATHERED_LIST, GObject)

/* With all that is in `model` now. */
PyxisGatheredList *pyxis_gathered_list_new (GListModel *model);
