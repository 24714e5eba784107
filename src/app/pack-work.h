/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "contents.h"
#include "copy-progress.h"
#include "pack-format.h"

/* How the command line and the Package dialog make an app. All of it blocks and may be done in any thread; the project
 * was loaded in the main thread. Errors are sentences. */

typedef struct {
  const PyxisPackFormat *format;
  const char *output;
  const char *key;    /* (nullable): the file of the key that signs it */
  gboolean is_shared; /* it carries no runtimes */
} PyxisPackOrder;

/* An app that was made. */
typedef struct {
  PyxisDescription *description;
  char *runtimes; /* that it carries, with commas */
  guint64 size;   /* on the disk */
  /* (element-type utf8): a sentence each, of what the author should know of it, besides those of the description */
  GPtrArray *notes;
} PyxisPackWritten;

/* Reads all that would go into the app. */
PyxisContents *pyxis_pack_read (PyxisProject *project,
                                gboolean is_shared,
                                GCancellable *cancellable,
                                GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Makes it, and sets the fields of `written`. What is cancelled leaves nothing behind. */
gboolean pyxis_pack_write (PyxisProject *project,
                           const PyxisPackOrder *order,
                           PyxisCopyProgress *progress,
                           GCancellable *cancellable,
                           PyxisPackWritten *written,
                           GError **error);

void pyxis_pack_written_clear (PyxisPackWritten *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PyxisPackWritten, pyxis_pack_written_clear)
