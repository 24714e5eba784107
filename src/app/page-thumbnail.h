/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event-log.h"
#include "view.h"

/* Takes pictures of what `view` shows, each time its page has come to rest: loaded, and PyScript done.
 * They are small (320 by 200 pixels at most), and replace the PNG file at `path` at once; then
 * `written` is called with `data`, while that lives. Without a word where it does not work. */
void pyxis_page_thumbnail_attach (PyxisView *view,
                                  PyxisEventLog *log,
                                  const char *path,
                                  void (*written) (GObject *),
                                  GObject *data);
