/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* What a description makes of other words of it. Pure. */

/* (transfer full): a part of an id, whatever the name: "My Clock 2!" -> "MyClock2". */
char *pyxis_description_words_dup_id_part (const char *name);

/* (transfer full): the first line, as much as fits of it, without a full stop. */
char *pyxis_description_words_dup_summary (const char *description);
