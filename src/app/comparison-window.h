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

GtkWidget *pyxis_comparison_window_new (const PyxisComparisonSide *before,
                                        const PyxisComparisonSide *after);

/* Opens one beside `place`'s window, of the same application. */
void pyxis_comparison_window_show (GtkWidget *place,
                                   const PyxisComparisonSide *before,
                                   const PyxisComparisonSide *after);
