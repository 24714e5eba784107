/* SPDX-License-Identifier: Apache-2.0 */
#include "token-bucket.h"

gboolean
pyxis_token_bucket_take (PyxisTokenBucket *self, gint64 now)
{
  double refilled = (double) (now - self->last) / G_USEC_PER_SEC * self->rate;

  self->used = MAX (self->used - refilled, 0);
  self->last = now;
  if (self->used + 1 > self->capacity)
    return FALSE;
  self->used++;
  return TRUE;
}
