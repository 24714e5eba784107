/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* Says `sentence`, with `title`, over `window`, where there is nothing to decide. */
void pyxis_alert_show (GtkWindow *window, const char *title, const char *sentence);
