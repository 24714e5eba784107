/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

#include "dropped-files.h"

/* What parts of a view remember, see view-private.h. */

/* WebKit shows our failure page as a load like any other; that load is no navigation. */
typedef enum {
  PYXIS_FAILURE_NONE,
  PYXIS_FAILURE_WANTED, /* the failed load may still end, then the page's own load starts */
  PYXIS_FAILURE_SHOWN,  /* it has started */
} PyxisFailure;

/* A search under way. */
typedef struct {
  char *text;      /* NULL: none */
  guint n_matches; /* of the last answer */
  guint position;  /* from 1; 0: not known, and not before the first answer */
  WebKitFindOptions options;
  gboolean is_new; /* no answer yet */
  int wanted_step; /* to be done after the first answer; 0: none */
  guint n_asked;   /* questions without an answer */
} PyxisViewFind;

/* Files that are dragged over the page, see view-drop.c. */
typedef struct {
  GCancellable *cancellable; /* of the work for this drag; NULL: none is known */
  char **paths;              /* NULL: not read yet, or no files */
  gboolean is_dropped;
  PyxisDroppedFiles *files; /* what the page gets when it asks; NULL: nothing */
} PyxisViewDrop;

/* Files that the user opened from outside, see view-opened.c. */
typedef struct {
  GPtrArray *paths;  /* (element-type utf8): that no page was told yet */
  gboolean is_heard; /* a script of the page listens */
  guint page;        /* another number for each page */
} PyxisViewOpened;
