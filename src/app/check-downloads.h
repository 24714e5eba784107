/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "view.h"

/* What a page gives while nobody is there: it comes into /vfs/downloads, from where `check --get` takes
 * it, and an end waits for what is under way. */
typedef struct {
  PyxisView *view;         /* (nullable): what is watched */
  const char *const *gets; /* (nullable): what is wanted, see check-files.h */
  GPtrArray *running;      /* (element-type PyxisDownload) */
  gboolean is_awaited;
  void (*over) (gpointer user_data);
  gpointer user_data;
} PyxisCheckDownloads;

/* `over` is called when there is none under way any more, if somebody waits for that. */
void pyxis_check_downloads_watch (PyxisCheckDownloads *self,
                                  PyxisView *view,
                                  const char *const *gets,
                                  void (*over) (gpointer user_data),
                                  gpointer user_data);

/* Whether there is something to wait for: one under way, or one that is wanted and not there yet, as a
 * click reaches WebKit's downloads only after the page has gone on. */
gboolean pyxis_check_downloads_await (PyxisCheckDownloads *self);

/* (transfer full): of a wait that was too long. */
char *pyxis_check_downloads_dup_sentence (PyxisCheckDownloads *self);

/* Whether it says that a download begins, which nobody waits for: its end is what counts. */
gboolean pyxis_check_downloads_is_offer (PyxisEvent *event);

/* What comes later is of no matter. */
void pyxis_check_downloads_clear (PyxisCheckDownloads *self);
