/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "grant-place.h"

/* PyxisGrantWriter: a file as it will be, which takes the file's place when it is closed, at once: nobody
 * sees it half written. Until then it has no name where the file system can do that, so that nothing is
 * left of it when the program ends; elsewhere one that no page sees. Freeing it gives up what is not
 * closed. */
typedef struct _PyxisGrantWriter PyxisGrantWriter;

/* Bytes in a file. */
#define PYXIS_GRANT_WRITER_MAX (G_GINT64_CONSTANT (4) << 30)

/* (nullable): takes `place`, whose file must be there. `keeps`: it begins as the file is now. */
PyxisGrantWriter *
pyxis_grant_writer_new (PyxisGrant *grant, PyxisGrantPlace *place, gboolean keeps, GError **error);

/* Whether it writes the file of that name in the folder, or one that is somewhere below it. */
gboolean pyxis_grant_writer_is_at (const PyxisGrantWriter *self, const PyxisGrantPlace *place);

gboolean pyxis_grant_writer_write (
  PyxisGrantWriter *self, guint64 at, const void *data, gsize length, GError **error);
gboolean pyxis_grant_writer_truncate (PyxisGrantWriter *self, guint64 size, GError **error);

/* `status` is the file's then. Whatever happens, the writer is of no use any more. NotAllowedError
 * where the grant was taken back meanwhile. */
gboolean pyxis_grant_writer_close (PyxisGrantWriter *self, struct stat *status, GError **error);

void pyxis_grant_writer_free (PyxisGrantWriter *self);

/* Whether it was opened by the right of this grant. */
gboolean pyxis_grant_writer_is_of (const PyxisGrantWriter *self, const PyxisGrant *grant);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisGrantWriter, pyxis_grant_writer_free)
