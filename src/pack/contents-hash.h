/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "contents.h"

/* Reads each file of `self` once, on all cores, for its hash: fills `files` and `size`, and keeps the
 * bytes of what is small. Blocking. */
gboolean pyxis_contents_hash (PyxisContents *self, GCancellable *cancellable, GError **error);
