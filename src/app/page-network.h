/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "project-page.h"

/* What the Network page cannot know of a request: what its answer held. It is asked for again, of what answers
 * the page's requests; what others answer is kept nowhere. */
void pyxis_page_network_attach (PyxisProjectPage *page);
