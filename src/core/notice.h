/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event.h"

/* What a "notice" of the log says. */

/* (transfer full): {"code": code, "count": count}; a count below 0 is left out. */
char *pyxis_notice_make_detail (const char *code, gint64 count);

/* Stands for `count` events that were dropped, the newest of which is `newest`. */
PyxisEvent *pyxis_notice_new_dropped (PyxisEvent *newest, guint64 count);
