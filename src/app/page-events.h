/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "element-mark.h"
#include "element-picker.h"
#include "project-page.h"

/* What the Events page cannot know of an event: the source of its script, and where this is seen on the
 * page. Adds the action "pick-script", by which the user picks the script of a part of the page. */
void pyxis_page_events_attach (PyxisProjectPage *page,
                               PyxisElementMark *mark,
                               PyxisElementPicker *picker);
