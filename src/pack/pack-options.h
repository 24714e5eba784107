/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "contents.h"
#include "copy-progress.h"
#include "key.h"

/* How an app is packed, whatever it becomes. */
typedef struct {
  const char *output;          /* it has its name only when it is whole */
  const PyxisKey *key;         /* (nullable): the bundle is signed with it */
  gboolean is_shared;          /* it is run by a Pyxis that is installed, not by one of its own */
  GCancellable *cancellable;   /* (nullable) */
  PyxisCopyProgress *progress; /* (nullable): of what is written of the contents */
  GPtrArray
    *notes; /* (nullable) (element-type utf8): gets a sentence for what the author should know */
} PyxisPackOptions;
