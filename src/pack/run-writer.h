/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "pack-options.h"

/* An app as one file that is a program and a bundle at once: the running Pyxis without what only
 * debuggers read, marked, then the zip, in which the web-process extension lies among the app's own
 * files, with its hash in the manifest. Positions in the zip are those of the file, so any program
 * that reads zips reads it; the seal at its end is of all of it. carried.h is the other end. Where an
 * installed Pyxis runs the app, a script that calls it stands before the zip instead. */
typedef enum {
  PYXIS_RUN_NONE, /* a bundle alone */
  PYXIS_RUN_PROGRAM,
  PYXIS_RUN_SCRIPT,
} PyxisRunKind;

/* By the file's first bytes. */
PyxisRunKind pyxis_run_find_kind (int fd);

/* Of the program's file, in the bundle. */
#define PYXIS_RUN_EXTENSION "extension/libpyxis-web-process.so"
#define PYXIS_RUN_LICENCE "licences/Pyxis.txt"

/* In the part of an ELF file's first bytes that means nothing to anybody. */
#define PYXIS_RUN_MARK_PLACE 9
#define PYXIS_RUN_MARK "PYXIS"

/* `fd` is of an empty file. */
gboolean pyxis_run_write (const PyxisContents *contents,
                          const PyxisPackOptions *options,
                          const char *signature,
                          int fd,
                          GError **error);

/* (transfer full): the app as it is packed and signed: where it is not shared, with the extension and the
 * licence of both. */
PyxisContents *pyxis_run_make_contents (const PyxisContents *contents,
                                        gboolean is_shared,
                                        GError **error) G_GNUC_WARN_UNUSED_RESULT;
