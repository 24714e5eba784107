/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* What a start with windows has to see to, whichever application it is. */

/* Before there are other threads: the environment as WebKit needs it, and GTK. FALSE, with what to say:
 * there is no display. */
gboolean pyxis_desktop_start_prepare (GError **error);

/* Whether a click on an icon started us: desktops hand over a token for the window then, and nobody
 * reads what is said on the command line. */
gboolean pyxis_desktop_start_was_clicked (void);

/* g_application_run (), also where the session bus is broken: then each start is an instance. An exit
 * status. */
int pyxis_desktop_start_run (GApplication *application, int argc, char **argv);
