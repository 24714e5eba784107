/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "panel.h"

/* PyxisDock: a project's view and its panel, which is below it, right of it, or in a window of its own.
 * The panel is one widget that moves and keeps what it shows; its window goes with the dock.
 *
 * Properties: "content" (GtkWidget) and "panel" (PyxisPanel): write-only and set once;
 *             "place" (string): "below" (at first), "right" or "window"; another word changes nothing;
 *             "is-open" (boolean): whether the user wants to see the panel.
 * Signal: "resized" (): the sizes have changed. */
#define PYXIS_TYPE_DOCK (pyxis_dock_get_type ())
G_DECLARE_FINAL_TYPE (PyxisDock, pyxis_dock, PYXIS, DOCK, GtkWidget)

/* Pixels. */
typedef struct {
  int
    below; /* where the handle is, from the top of what the dock is in: bars come and go above it */
  int right; /* from the left */
  int width; /* of the panel's own window */
  int height;
} PyxisDockSizes;

/* What the panel's own window is called and can do: the actions "page.…". */
void pyxis_dock_set_project (PyxisDock *self, const char *name, GActionGroup *actions);

/* The view has all of the dock for itself meanwhile. */
void pyxis_dock_set_covered (PyxisDock *self, gboolean is_covered);

void pyxis_dock_get_sizes (PyxisDock *self, PyxisDockSizes *sizes);
void pyxis_dock_set_sizes (PyxisDock *self, const PyxisDockSizes *sizes);

/* (transfer none) */
const char *pyxis_dock_get_place (PyxisDock *self);

/* (transfer none): view and docked panel. */
GtkPaned *pyxis_dock_get_paned (PyxisDock *self);

/* (nullable) (transfer none): the panel's own, while the panel is in it and the user works there. */
GtkWindow *pyxis_dock_get_active_window (PyxisDock *self);

/* Brings the panel's own window to the front; FALSE where the panel is in none or it is there. */
gboolean pyxis_dock_raise (PyxisDock *self);
