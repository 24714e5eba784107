/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* How the windows of projects were left, in a key file that the user's home keeps. Reading gives
 * sound values whatever the file holds; a file that is none is replaced with the next save. A home
 * that cannot be written loses what is saved, and nothing else happens. */

#define PYXIS_WINDOW_STATE_NAME_MAX 31

typedef struct {
  int width; /* of the window when it is not maximised; pixels */
  int height;
  gboolean is_maximized;
  gboolean shows_panel;
  char panel_page[PYXIS_WINDOW_STATE_NAME_MAX + 1]; /* the name of its page */
  char dock[PYXIS_WINDOW_STATE_NAME_MAX + 1];       /* where the panel is: dock.h */
  int events_position; /* of the handle above the panel, from the top of the page; pixels */
  int side_position;   /* of the handle beside it, from the left */
  int panel_width;     /* of its own window */
  int panel_height;
  double zoom;
} PyxisWindowState;

/* The projects that are remembered; then the one saved longest ago is forgotten. */
#define PYXIS_WINDOW_STATE_MAX 200

/* (transfer full): where the state is kept. */
char *pyxis_window_state_dup_path (void);

/* The state saved under `key`, a project's origin or another word; FALSE where there is none, and
 * then `state` is left as it was. */
gboolean pyxis_window_state_load (const char *path, const char *key, PyxisWindowState *state);

void pyxis_window_state_save (const char *path, const char *key, const PyxisWindowState *state);
