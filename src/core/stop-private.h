/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "stop.h"

/* For breakpoints.c, which holds those that wait. */
struct _PyxisStop {
  PyxisPoints point;
  gboolean is_held;
  char *event;
  PyxisEventFields fields; /* its strings are owned */

  guint id;
  GTask
    *task; /* (nullable): its request, that is to be answered; NULL: it does what it was asked */
  GCancellable *cancellable; /* (nullable): of that request */
  gulong cancelled;
  GQueue asked;         /* of char: answers that it has not got yet */
  gboolean is_released; /* it may go on when it has done them */
};
