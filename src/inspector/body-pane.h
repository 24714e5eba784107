/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* PyxisBodyPane: what an answer held, to be looked at: text with its colours, JSON a value a line, a
 * picture, or how much there is. */
#define PYXIS_BODY_MAX (2 * 1024 * 1024) /* bytes; pictures may be larger: image-load.h */

#define PYXIS_TYPE_BODY_PANE (pyxis_body_pane_get_type ())
G_DECLARE_FINAL_TYPE (PyxisBodyPane, pyxis_body_pane, PYXIS, BODY_PANE, GtkWidget)

/* `name` of the file, and `type`, its media type, say how it is shown. `bytes` (nullable): NULL if there is
 * nothing to show, and `remark` says why. `remark` (nullable): a sentence above. */
void pyxis_body_pane_show (
  PyxisBodyPane *self, const char *name, const char *type, GBytes *bytes, const char *remark);
