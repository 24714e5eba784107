/* SPDX-License-Identifier: Apache-2.0 */
#include "copy-progress.h"

struct _PyxisCopyProgress {
  gsize total; /* 0: not known */
  gsize done;
};

PyxisCopyProgress *
pyxis_copy_progress_new (void)
{
  return g_atomic_rc_box_new0 (PyxisCopyProgress);
}

PyxisCopyProgress *
pyxis_copy_progress_ref (PyxisCopyProgress *self)
{
  return g_atomic_rc_box_acquire (self);
}

void
pyxis_copy_progress_unref (PyxisCopyProgress *self)
{
  g_atomic_rc_box_release (self);
}

void
pyxis_copy_progress_set_total (PyxisCopyProgress *self, gsize total)
{
  if (self)
    g_atomic_pointer_set (&self->total, total);
}

void
pyxis_copy_progress_add_total (PyxisCopyProgress *self, gsize amount)
{
  if (self)
    g_atomic_pointer_add (&self->total, (gssize) amount);
}

void
pyxis_copy_progress_add (PyxisCopyProgress *self, gsize amount)
{
  if (self)
    g_atomic_pointer_add (&self->done, (gssize) amount);
}

void
pyxis_copy_progress_set_done (PyxisCopyProgress *self, gsize done)
{
  if (self)
    g_atomic_pointer_set (&self->done, done);
}

double
pyxis_copy_progress_get_fraction (PyxisCopyProgress *self)
{
  gsize total = (gsize) g_atomic_pointer_get (&self->total);
  gsize done = (gsize) g_atomic_pointer_get (&self->done);

  return total > 0 ? MIN (1.0, (double) done / (double) total) : -1;
}
