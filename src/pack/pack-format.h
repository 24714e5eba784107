/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "pack-options.h"

/* PyxisPackFormat: what a project can become: the one table that the command line and the window
 * read. Each row is all that either needs to know of a format. */
typedef enum {
  PYXIS_PACK_RUN_BUNDLE,  /* Pyxis opens what was made */
  PYXIS_PACK_RUN_PROGRAM, /* it is a program */
  PYXIS_PACK_RUN_TREE,    /* it is a folder, with "bin/ID" */
  PYXIS_PACK_RUN_NONE,    /* it is to be installed first */
} PyxisPackRun;

typedef struct {
  const char *name;        /* on the command line: "bundle" */
  const char *title;       /* translatable, as is the next */
  const char *explanation; /* a sentence: for whom it is */
  const char
    *leaning; /* (nullable), translatable: the same of one that does not carry its Python */
  gboolean always_carries; /* its Python: there is no other kind */
  const char *ending;      /* of what is made: ".pyxis" */
  gboolean is_folder;      /* what is made is one */
  PyxisPackRun run;
  gboolean (*pack) (const PyxisContents *contents, const PyxisPackOptions *options, GError **error);

  /* (nullable): (transfer full) (nullable): a sentence that the author would want to know */
  char *(*dup_note) (const PyxisContents *contents);
} PyxisPackFormat;

/* (nullable): by place in the table; the first is what is meant when nobody says. */
const PyxisPackFormat *pyxis_pack_format_get (guint index);

/* (nullable): by name. */
const PyxisPackFormat *pyxis_pack_format_lookup (const char *name);

/* (nullable): by the ending of a file's name. */
const PyxisPackFormat *pyxis_pack_format_find (const char *path);

/* Makes it, and adds to the notes of `options`, where there are some, what an author should know of it. */
gboolean pyxis_pack_format_pack (const PyxisPackFormat *self,
                                 const PyxisContents *contents,
                                 const PyxisPackOptions *options,
                                 GError **error);

/* (transfer full): the names, with commas: "bundle, run". */
char *pyxis_pack_format_dup_names (void);
