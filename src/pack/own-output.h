/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* What Pyxis itself made, known by what is in it, whatever it is called: apps, which do not belong into
 * another app, and secret keys, which belong to nobody else. Descriptors are borrowed, and of files and
 * folders that are open for reading. Blocking. */
typedef enum {
  PYXIS_OWN_NONE,
  PYXIS_OWN_APP, /* in any format that is a file */
  PYXIS_OWN_SECRET_KEY,
} PyxisOwnKind;

/* `size` is the file's. */
PyxisOwnKind pyxis_own_output_find_kind (int fd, goffset size);

/* The app of a folder: a launcher, and the bundle that it starts. (transfer full) (nullable): the
 * bundle's path in `folder`. */
char *pyxis_own_output_dup_bundle (int folder);
