/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* PyxisExcerpt: a text file of the user's, to be read, at the height of a few lines, with one line
 * marked and in sight. */
#define PYXIS_TYPE_EXCERPT (pyxis_excerpt_get_type ())
G_DECLARE_FINAL_TYPE (PyxisExcerpt, pyxis_excerpt, PYXIS, EXCERPT, GtkWidget)

/* `line` counts from 1; none is marked for 0, or where there are fewer. What is shown already stays
 * as it is, wherever the user has scrolled it. */
void pyxis_excerpt_show (PyxisExcerpt *self, const char *name, const char *text, guint line);
