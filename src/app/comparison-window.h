/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

/* PyxisComparisonWindow: the starts of two runs side by side (comparison.h), as they are when it opens. */
#define PYXIS_TYPE_COMPARISON_WINDOW (pyxis_comparison_window_get_type ())
G_DECLARE_FINAL_TYPE (
  PyxisComparisonWindow, pyxis_comparison_window, PYXIS, COMPARISON_WINDOW, AdwWindow)

typedef struct {
  GListModel *log; /* (element-type PyxisEvent) */
  const char *name;
} PyxisComparisonSide;

/* Opens one beside `place`'s window, of the same application, once the logs are read: in a thread, for they may
 * hold 100,000 events each, with a dialog that cancels it where that takes its time. */
void pyxis_comparison_window_show (GtkWidget *place,
                                   const PyxisComparisonSide *before,
                                   const PyxisComparisonSide *after);
