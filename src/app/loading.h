/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "event-log.h"

/* PyxisLoading: what lies over a view while something comes that takes a while. A cover, in the
 * colours of the desktop, until the project's first page has painted: no white window in the dark.
 * Then a pill below, while an interpreter starts or the page does not answer. Both say what is
 * under way, read off the log, but only when it takes longer than one would notice, and both can be
 * ended.
 *
 * Signals: "cancel" (): the user does not want to wait for the first page.
 *          "stop" (): nor for the page that is there. */
#define PYXIS_TYPE_LOADING (pyxis_loading_get_type ())
G_DECLARE_FINAL_TYPE (PyxisLoading, pyxis_loading, PYXIS, LOADING, GtkWidget)

/* What is opened: its name, and the log that tells. The cover is shown. */
void pyxis_loading_begin (PyxisLoading *self, const char *name, PyxisEventLog *log);

/* The first page is to be seen. */
void pyxis_loading_uncover (PyxisLoading *self);

/* Whether the page answers at all. */
void pyxis_loading_set_is_responsive (PyxisLoading *self, gboolean is_responsive);
