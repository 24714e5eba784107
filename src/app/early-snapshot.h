/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* The snapshot of the newest Pyodide, where one is lacking, is made while a user looks at the welcome page
 * and chooses: the first project that needs it starts from it. Once in this process. A project that is opened
 * needs the processor more, so what is under way then ends, and snapshot-duty.h makes it later. Nothing of that
 * is seen: what fails is only in the debug log. */

/* `welcome` is not mapped yet. */
void pyxis_early_snapshot_attach (GtkWidget *welcome);

/* The user wants no snapshots. */
void pyxis_early_snapshot_detach (GtkWidget *welcome);
