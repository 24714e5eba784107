/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "advice-table.h"
#include "event-log.h"

/* PyxisAdvisor: watches an event log and appends an event of kind "advice" after each error, notice
 * and line of the console that the table knows: text is the title, detail is that of
 * pyxis_advice_to_json (), which names the event that it is about by its seq. The same advice for the
 * same words is given once in a page, and at most 100 in all. Main thread only. */
#define PYXIS_TYPE_ADVISOR (pyxis_advisor_get_type ())
G_DECLARE_FINAL_TYPE (PyxisAdvisor, pyxis_advisor, PYXIS, ADVISOR, GObject)

PyxisAdvisor *pyxis_advisor_new (PyxisEventLog *log);

/* (transfer none) */
const PyxisAdviceTable *pyxis_advisor_get_table (PyxisAdvisor *self);

/* That somebody waited for an event of this kind, and it did not come: why, by the scripts that are
 * ready and not done. */
void pyxis_advisor_note_missing (PyxisAdvisor *self, const char *kind);
