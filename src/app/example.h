/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib-object.h>

#include "configuration.h"

/* PyxisExample: one of the projects that Pyxis comes with. Immutable.
 * Properties, read-only: "name", "sentence", "search-text". */
#define PYXIS_TYPE_EXAMPLE (pyxis_example_get_type ())
G_DECLARE_FINAL_TYPE (PyxisExample, pyxis_example, PYXIS, EXAMPLE, GObject)

/* What `configuration` does not say is taken from the folder's name. `picture` (nullable): an image
 * file. */
PyxisExample *
pyxis_example_new (const char *path, const char *picture, const PyxisConfiguration *configuration);

const char *pyxis_example_get_path (PyxisExample *self);

/* (nullable): the path of its picture. */
const char *pyxis_example_get_picture (PyxisExample *self);

const char *pyxis_example_get_name (PyxisExample *self);

/* "": there is none. */
const char *pyxis_example_get_sentence (PyxisExample *self);
