/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* PyxisKey: the Ed25519 key with which an author signs apps, from a file that only its owner may
 * read. Signatures are of a manifest's text; as text they are one line of JSON:
 *
 *   {"algorithm":"ed25519","key":"BASE64","signature":"BASE64"} */
typedef struct _PyxisKey PyxisKey;

#define PYXIS_SIGNATURE_NAME "manifest.sig"
#define PYXIS_SIGNATURE_MAX 1024

/* Makes a new one. A file that is there is never replaced: apps that it signed could not be updated. */
gboolean pyxis_key_create (const char *path, GError **error);

PyxisKey *pyxis_key_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether a file that begins so is a secret key; `length` may be any. */
#define PYXIS_KEY_START_SIZE 17
gboolean pyxis_key_is_secret (const char *start, gsize length);

/* Base64; borrowed. */
const char *pyxis_key_get_public (const PyxisKey *self);

/* (transfer full): as much of a public one as two people compare, in groups:
 * "Lf2x Qo91 rT0z 4dKe". */
char *pyxis_key_dup_short (const char *public_key);

/* (transfer full) */
char *pyxis_key_sign (const PyxisKey *self, const char *text, gsize length);

/* (transfer full): the public key that signed `text`; G_IO_ERROR_INVALID_DATA for anything that is
 * no right signature of it. */
char *pyxis_key_verify (const char *signature,
                        gsize signature_length,
                        const char *text,
                        gsize length,
                        GError **error) G_GNUC_WARN_UNUSED_RESULT;

void pyxis_key_free (PyxisKey *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisKey, pyxis_key_free)
