/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <sys/stat.h>

#include "grant.h"

/* PyxisGrantPlace: where an entry of a granted folder is, or the folder or file itself: the descriptor
 * of the folder that it is in, and its name there. Nothing leads out of what was granted: the way to
 * the folder is opened with no link followed (folder-open.h), and what is done with the name must not
 * follow one either. The disk may change in between; then a call fails, or is about what is there. */
typedef struct {
  int folder;        /* -1: none; O_PATH */
  char *name;        /* "." for the granted folder */
  const char *shown; /* for sentences; borrowed from grant or name */
  gboolean is_root;  /* the granted folder or file itself */
} PyxisGrantPlace;

/* `path` is relative to the granted folder, "" is what was granted. TypeError for one that names
 * nothing ("..", NUL, too long), NotFoundError where the way to it is not there. */
gboolean pyxis_grant_place_open (
  PyxisGrantPlace *self, PyxisGrant *grant, const char *path, gsize length, GError **error);

/* A link is none: NotFoundError, as for sockets and devices. */
gboolean pyxis_grant_place_stat (const PyxisGrantPlace *self, struct stat *status, GError **error);

/* A descriptor of the file, for reading; -1 with an error for a folder. Never waits. */
int pyxis_grant_place_open_file (const PyxisGrantPlace *self, struct stat *status, GError **error);

/* A descriptor of the folder, which can be listed. */
int pyxis_grant_place_open_folder (const PyxisGrantPlace *self, GError **error);

/* (transfer full): what changes whenever the file does, or another takes its place. */
char *pyxis_grant_place_make_version (const struct stat *status);

/* What we keep beside a file while it is written, which no page sees. */
gboolean pyxis_grant_place_is_swap (const char *name);
char *pyxis_grant_place_make_swap_name (void);

void pyxis_grant_place_clear (PyxisGrantPlace *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PyxisGrantPlace, pyxis_grant_place_clear)
