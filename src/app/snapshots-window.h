/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project-page.h"

/* PyxisSnapshotsWindow: the snapshots of a project's files in memory: what is different between two of
 * them, or one and now, and how to go back. Going back takes a snapshot first, so that it can be undone
 * in the same way. */
#define PYXIS_TYPE_SNAPSHOTS_WINDOW (pyxis_snapshots_window_get_type ())
G_DECLARE_FINAL_TYPE (
  PyxisSnapshotsWindow, pyxis_snapshots_window, PYXIS, SNAPSHOTS_WINDOW, AdwWindow)

/* Over the window of `page`, which has files. */
GtkWidget *pyxis_snapshots_window_new (PyxisProjectPage *page);
