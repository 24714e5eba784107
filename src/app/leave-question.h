/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project-page.h"

/* Asks what becomes of unsaved files in memory when the last page of a project is to go: Save All,
 * Discard or Cancel. `leave` follows at once where nothing would be lost, or when the user says so.
 *
 * It comes before the page's own question (beforeunload): a page that was left for that cannot come
 * back as it was, while a page that wants to stay finds its files as they were. */
void pyxis_leave_question_ask (PyxisProjectPage *page, void (*leave) (PyxisProjectPage *page));

/* Whether the user has answered that it may go. A new attempt asks again. */
gboolean pyxis_leave_question_is_answered (PyxisProjectPage *page);
void pyxis_leave_question_reset (PyxisProjectPage *page);
