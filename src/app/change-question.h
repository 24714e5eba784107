/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "project-change.h"

/* The change was made. */
typedef void (*PyxisChangeMade) (const PyxisProjectChange *change, gpointer owner);

/* Shows over `window` what `change` (transfer full) does to a file of `project`, and makes it after a
 * yes; `made` is called with `owner`, which is kept until the answer. */
void pyxis_change_question_ask (GtkWindow *window,
                                PyxisProject *project,
                                PyxisProjectChange *change,
                                PyxisChangeMade made,
                                GObject *owner);
