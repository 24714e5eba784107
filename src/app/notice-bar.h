/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "event-log.h"

/* PyxisNoticeBar: a bar that says what a user must not miss of the project, read off the event log:
 * something that was kept from the page, a configuration key that nobody will understand, a runtime of
 * another version. Errors of the page are told by the error-overlay. The gravest is shown, the first of its kind, with the number of the
 * others, and below it what the log's advice calls it; a new page clears it.
 *
 * Signal: "show-details" (): the user wants to see more of it. */
#define PYXIS_TYPE_NOTICE_BAR (pyxis_notice_bar_get_type ())
G_DECLARE_FINAL_TYPE (PyxisNoticeBar, pyxis_notice_bar, PYXIS, NOTICE_BAR, GtkWidget)

void pyxis_notice_bar_set_log (PyxisNoticeBar *self, PyxisEventLog *log);

/* From now on only what is of the user's computer is told, and nothing of how the project is made. */
void pyxis_notice_bar_set_is_for_users (PyxisNoticeBar *self);

/* (nullable): what is shown. */
const char *pyxis_notice_bar_get_text (PyxisNoticeBar *self);

/* (nullable): what the advice about it calls it. */
const char *pyxis_notice_bar_get_title (PyxisNoticeBar *self);

/* The seq of the event that is shown; 0: nothing. */
guint64 pyxis_notice_bar_get_shown (PyxisNoticeBar *self);
