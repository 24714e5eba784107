/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "bundle.h"

/* PyxisPackedFile: the bundle of an app, whatever the app was packed as: a bundle or a program is one
 * itself, a package has one in it, and so has the folder of an app. */
typedef struct {
  PyxisBundle *bundle;
  char *path;       /* where the bundle can be read while this is there */
  const char *kind; /* (nullable): "Debian package": of what the bundle is only a part */
  int fd;           /* of a nameless file; -1: there is none */
} PyxisPackedFile;

/* What is no app of Pyxis is refused with a sentence on what it is. Blocking. */
gboolean pyxis_packed_file_open (PyxisPackedFile *self, const char *path, GError **error);

void pyxis_packed_file_clear (PyxisPackedFile *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PyxisPackedFile, pyxis_packed_file_clear)
