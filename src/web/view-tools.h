/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "view.h"

/* What a user does with the page that is shown: look closer, print it, read its source, take it
 * apart. */

#define PYXIS_ZOOM_MIN 0.3
#define PYXIS_ZOOM_MAX 3.0

/* 1 is the page's own size. What lies outside of the limits is moved to the nearer one; setting
 * what is no number does nothing. */
double pyxis_view_get_zoom (PyxisView *self);
void pyxis_view_set_zoom (PyxisView *self, double zoom);

/* A cursor in the page that the arrow keys move, to read and select text without a mouse. */
gboolean pyxis_view_get_caret_browsing (PyxisView *self);
void pyxis_view_set_caret_browsing (PyxisView *self, gboolean caret_browsing);

/* Whether an element of the page fills the screen, because the page asked for it during a user's
 * gesture. WebKit makes the window full screen then, and back. */
gboolean pyxis_view_is_full_screen (PyxisView *self);

/* With the system's dialog over `window`. Does nothing where nobody is there to answer it. */
void pyxis_view_print (PyxisView *self, GtkWindow *window);

/* WebKit's own Web Inspector, in the view or in a window of its own, as the user left it. */
void pyxis_view_show_web_inspector (PyxisView *self);

/* The bytes of the page as they were served. */
void pyxis_view_load_source_async (PyxisView *self,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
GBytes *pyxis_view_load_source_finish (PyxisView *self, GAsyncResult *result, GError **error);
