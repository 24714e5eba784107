/* SPDX-License-Identifier: Apache-2.0 */
#include "grant-error.h"

#include <errno.h>

G_DEFINE_QUARK (pyxis - grant - error - quark, pyxis_grant_error)

static const char *const names[] = {
  [PYXIS_GRANT_TYPE_ERROR] = "TypeError",
  [PYXIS_GRANT_ABORT] = "AbortError",
  [PYXIS_GRANT_INVALID_MODIFICATION] = "InvalidModificationError",
  [PYXIS_GRANT_INVALID_STATE] = "InvalidStateError",
  [PYXIS_GRANT_NO_MODIFICATION] = "NoModificationAllowedError",
  [PYXIS_GRANT_NOT_ALLOWED] = "NotAllowedError",
  [PYXIS_GRANT_NOT_FOUND] = "NotFoundError",
  [PYXIS_GRANT_NOT_READABLE] = "NotReadableError",
  [PYXIS_GRANT_QUOTA] = "QuotaExceededError",
  [PYXIS_GRANT_SECURITY] = "SecurityError",
  [PYXIS_GRANT_TYPE_MISMATCH] = "TypeMismatchError",
};

static const struct {
  int number;
  PyxisGrantError code;
  const char *predicate;
} known[] = {
  { ENOENT, PYXIS_GRANT_NOT_FOUND, "is not there" },
  { ESTALE, PYXIS_GRANT_NOT_FOUND, "is not there any more" },
  { ELOOP, PYXIS_GRANT_NOT_FOUND, "is a link, which is not followed" },
  { EXDEV, PYXIS_GRANT_NOT_FOUND, "is outside of the folder" },
  { ENXIO, PYXIS_GRANT_NOT_FOUND, "is neither a file nor a folder" },
  { ENODEV, PYXIS_GRANT_NOT_FOUND, "is neither a file nor a folder" },
  { ENOTDIR, PYXIS_GRANT_TYPE_MISMATCH, "is a file, not a folder" },
  { EISDIR, PYXIS_GRANT_TYPE_MISMATCH, "is a folder, not a file" },
  { EEXIST, PYXIS_GRANT_TYPE_MISMATCH, "is there already, as something else" },
  { ENOTEMPTY, PYXIS_GRANT_INVALID_MODIFICATION, "is a folder that is not empty" },
  { EROFS, PYXIS_GRANT_NO_MODIFICATION, "is on a disk that can only be read" },
  { EBUSY, PYXIS_GRANT_NO_MODIFICATION, "is in use" },
  { ETXTBSY, PYXIS_GRANT_NO_MODIFICATION, "is a program that runs" },
  { ENOSPC, PYXIS_GRANT_QUOTA, "does not fit: the disk is full" },
  { EDQUOT, PYXIS_GRANT_QUOTA, "does not fit: your part of the disk is full" },
  { EFBIG, PYXIS_GRANT_QUOTA, "would become larger than a file may be" },
  { ENAMETOOLONG, PYXIS_GRANT_TYPE_ERROR, "has too long a name" },
};

const char *
pyxis_grant_error_get_name (const GError *error)
{
  g_return_val_if_fail (error && error->domain == PYXIS_GRANT_ERROR, "InvalidStateError");

  return names[error->code];
}

void
pyxis_grant_error_set (GError **error, int number, gboolean is_writing, const char *name)
{
  g_autofree char *shown = name ? g_filename_display_name (name) : NULL;
  const char *open = shown ? "“" : "";
  const char *close = shown ? "”" : "";
  const char *what = shown ? shown : "It";

  for (gsize i = 0; i < G_N_ELEMENTS (known); i++) {
    if (known[i].number != number)
      continue;
    g_set_error (error, PYXIS_GRANT_ERROR, known[i].code, "%s%s%s %s.", open, what, close,
                 known[i].predicate);
    return;
  }
  g_set_error (error, PYXIS_GRANT_ERROR,
               is_writing ? PYXIS_GRANT_NO_MODIFICATION : PYXIS_GRANT_NOT_READABLE,
               "%s%s%s cannot be %s: %s.", open, what, close, is_writing ? "written" : "read",
               g_strerror (number));
}
