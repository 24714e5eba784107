/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "file-keeper.h"
#include "lost-files.h"

/* What is done with files that were lost, over the window of `widget`: they are read in a thread, with
 * progress and cancel (file-work.h), and what goes wrong is said. */

/* Brings them back: beside newer ones, and at once into the spool of now, before the old one goes. They
 * are nobody else's to offer meanwhile; when it comes to nothing they are offered again. */
void
pyxis_recovery_restore (GtkWidget *widget, PyxisFileKeeper *keeper, const PyxisLostFiles *lost);

/* `lost` (transfer full) (nullable): NULL when it came to nothing. */
typedef void (*PyxisRecoveryRead) (GtkWidget *widget, PyxisLostFiles *lost);

/* Reads them, for another place. */
void pyxis_recovery_read (GtkWidget *widget,
                          PyxisFileKeeper *keeper,
                          const PyxisLostFiles *lost,
                          PyxisRecoveryRead read);

/* They are safe elsewhere: the old spool goes, but what was damaged stays under another name for whoever
 * can read more of it, which is said. FALSE: it stays where it is. */
gboolean pyxis_recovery_settle (GtkWidget *widget, PyxisFileKeeper *keeper, PyxisLostFiles *lost);
