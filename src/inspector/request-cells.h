/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* What resources/ui/cells/request-*.ui call to say a request in words, for the class of a widget whose
 * template uses them. */
void pyxis_request_cells_bind (GtkWidgetClass *klass);

/* In the order of the columns. */
typedef enum {
  PYXIS_REQUEST_NAME,
  PYXIS_REQUEST_METHOD,
  PYXIS_REQUEST_STATUS,
  PYXIS_REQUEST_TYPE,
  PYXIS_REQUEST_FROM,
  PYXIS_REQUEST_INITIATOR,
  PYXIS_REQUEST_SIZE,
  PYXIS_REQUEST_TIME,
  PYXIS_REQUEST_BEGAN,
  PYXIS_N_REQUEST_COLUMNS,
} PyxisRequestColumn;

/* (transfer full): of PyxisEvent. */
GtkSorter *pyxis_request_cells_sorter_new (PyxisRequestColumn column);
