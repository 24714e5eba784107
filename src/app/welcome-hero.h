/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

/* PyxisWelcomeHero: the head of the welcome page: what Pyxis opens, and buttons to open it.
 * Property: "is-first" (boolean): greets somebody who has opened nothing yet, with the icon. */
#define PYXIS_TYPE_WELCOME_HERO (pyxis_welcome_hero_get_type ())
G_DECLARE_FINAL_TYPE (PyxisWelcomeHero, pyxis_welcome_hero, PYXIS, WELCOME_HERO, GtkWidget)
