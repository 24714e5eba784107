/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* (transfer full): cells with the time since the row before, as it is shown: empty in the first row of a
 * navigation. `shown`: the model of the rows, of PyxisEvent. */
GtkListItemFactory *pyxis_event_delta_factory_new (GListModel *shown);

/* (transfer full) (nullable): "+12.3" ms. NULL where there is none. */
char *pyxis_event_delta_dup (GListModel *shown, guint position);
