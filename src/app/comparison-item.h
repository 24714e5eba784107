/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "comparison.h"

/* PyxisComparisonItem: one time of two starts, as it is shown.
 *
 * Properties, all read-only strings: lane, phase, before, after, difference, ratio; empty where there is
 * nothing to say. */
#define PYXIS_TYPE_COMPARISON_ITEM (pyxis_comparison_item_get_type ())
G_DECLARE_FINAL_TYPE (PyxisComparisonItem, pyxis_comparison_item, PYXIS, COMPARISON_ITEM, GObject)

/* (transfer full) (element-type PyxisComparisonItem): of rows (element-type PyxisComparisonRow). */
GListModel *pyxis_comparison_item_list (GPtrArray *rows);
