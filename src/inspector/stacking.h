/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* A list and the details of what is selected in it, in a GtkPaned: beside each other, or stacked where there is
 * more height than width. */

/* Each then has what it needs, until the user moves the handle. */
void pyxis_stacking_set (GtkPaned *paned, gboolean is_stacked);

/* When the details come: the list has the larger part. */
void pyxis_stacking_place (GtkPaned *paned);
