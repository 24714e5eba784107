/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project-page.h"

/* What a user can do with a project that runs, as actions over its page. Those that need a view are
 * off until there is one. */

/* (transfer full): the group; it knows the page, and must not outlive it. An app that is no project here
 * has none of those that are for whoever develops it. */
GSimpleActionGroup *pyxis_page_actions_new (PyxisProjectPage *page);

/* Switches on what needs a view; once. */
void
pyxis_page_actions_set_view (GSimpleActionGroup *actions, PyxisProjectPage *page, PyxisView *view);
