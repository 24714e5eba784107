/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "file-keeper.h"

/* What earlier processes left, and what the user decides about it. */

/* (nullable) (transfer none): a journal with files that were lost; the newest first. */
const char *pyxis_file_keeper_get_lost (PyxisFileKeeper *self);

/* Whether it still is one that nobody has decided about, in whatever window. */
gboolean pyxis_file_keeper_is_lost (PyxisFileKeeper *self, const char *path);

/* Somebody brings it back now, so that nobody else offers it; FALSE: somebody else does. It must be
 * followed by forget_lost () or by give_back_lost (), when it comes to nothing. */
gboolean pyxis_file_keeper_take_lost (PyxisFileKeeper *self, const char *path);
void pyxis_file_keeper_give_back_lost (PyxisFileKeeper *self, const char *path);

/* The user has decided about it: it is removed. */
void pyxis_file_keeper_forget_lost (PyxisFileKeeper *self, const char *path);

/* It cannot be read, which is told; it stays for whoever can. */
void pyxis_file_keeper_pass_lost (PyxisFileKeeper *self, const char *path, const GError *why);
