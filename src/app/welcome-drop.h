/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* What is done with files that are dropped: their paths, at least one. */
typedef void (*PyxisWelcomeDropFunc) (GtkWidget *widget, const char *const *paths);

/* What is done with anything else: a sentence that says what can be dropped. */
typedef void (*PyxisWelcomeRefuseFunc) (GtkWidget *widget, const char *sentence);

/* Lets files be dropped on `widget`. While they hang over it, it has the state :drop(active). */
void pyxis_welcome_drop_attach (GtkWidget *widget,
                                PyxisWelcomeDropFunc drop,
                                PyxisWelcomeRefuseFunc refuse);

/* (transfer full): the paths in a value of a GdkFileList or a GFile; what is on no disk of this
 * machine is left out. */
char **pyxis_welcome_drop_list_paths (const GValue *value);
