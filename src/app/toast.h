/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <adwaita.h>

/* A word that passes, in the toast overlay around `widget`; none where there is no overlay. */
void pyxis_toast_say (GtkWidget *widget, const char *text);

/* With a button that shows the file in its folder. */
void pyxis_toast_say_saved (GtkWidget *widget, const char *text, const char *path);

/* With a button that activates `action`, a name as "page.reload". */
void pyxis_toast_say_with_action (GtkWidget *widget,
                                  const char *text,
                                  const char *label,
                                  const char *action);

/* A word on what the user just changed; it takes the place of the last one. */
void pyxis_toast_say_status (GtkWidget *widget, const char *text);
