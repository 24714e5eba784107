/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event-log.h"
#include "view.h"

/* (nullable) (transfer full): the PNG file that a picture of `name` replaces; NULL: none is kept
 * now. */
typedef char *(*PyxisPageThumbnailPathFunc) (GObject *data, const char *name);

/* A picture of `name` was written. */
typedef void (*PyxisPageThumbnailWrittenFunc) (GObject *data, const char *name);

/* Takes pictures of what `view` shows, each time its page has come to rest: loaded, and PyScript
 * done. They are small (320 by 200 pixels at most). Where each belongs is asked when it is there,
 * for what keeps it may have been forgotten meanwhile; both functions are called while `data`
 * lives. Without a word where it does not work. */
void pyxis_page_thumbnail_attach (PyxisView *view,
                                  PyxisEventLog *log,
                                  const char *name,
                                  PyxisPageThumbnailPathFunc dup_path,
                                  PyxisPageThumbnailWrittenFunc written,
                                  GObject *data);
