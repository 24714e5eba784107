/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "example.h"

/* PyxisExampleCard: an example with its picture and its sentence, in a GtkFlowBox. */
#define PYXIS_TYPE_EXAMPLE_CARD (pyxis_example_card_get_type ())
G_DECLARE_FINAL_TYPE (PyxisExampleCard, pyxis_example_card, PYXIS, EXAMPLE_CARD, GtkFlowBoxChild)

GtkWidget *pyxis_example_card_new (PyxisExample *example);

PyxisExample *pyxis_example_card_get_example (PyxisExampleCard *self);
