/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "content.h"
#include "copy-progress.h"
#include "manifest.h"

/* PyxisBundle: a packed app, open. Nothing of it is believed: its zip is of the plainest form (only
 * files, each once, none that leads out), holds what the manifest lists and nothing else, and where
 * it is signed the signature is right. Each file is compared with its hash wholly before its first
 * byte is given. Immutable; any thread. */
#define PYXIS_TYPE_BUNDLE (pyxis_bundle_get_type ())
G_DECLARE_FINAL_TYPE (PyxisBundle, pyxis_bundle, PYXIS, BUNDLE, GObject)

/* A bundle up to this size is compared with its seal, which is all of it, when it is opened; of a
 * larger one only pyxis_bundle_check () reads all. */
#define PYXIS_BUNDLE_SEAL_MAX (128 * 1024 * 1024)

/* Every error is one sentence that names the bundle and what is wrong with it. */
PyxisBundle *pyxis_bundle_open (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same of one that lies elsewhere than the user knows: errors name `shown`, a path too. */
PyxisBundle *pyxis_bundle_open_as (const char *path, const char *shown, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* What errors call it. */
const char *pyxis_bundle_get_shown (PyxisBundle *self);

const PyxisManifest *pyxis_bundle_get_manifest (PyxisBundle *self);

/* The manifest as it stands in the bundle. */
const char *pyxis_bundle_get_manifest_text (PyxisBundle *self);

/* (nullable): the public key whose signature it has, in base 64; and that signature's text. */
const char *pyxis_bundle_get_key (PyxisBundle *self);
const char *pyxis_bundle_get_signature (PyxisBundle *self);

/* Size of the file. */
goffset pyxis_bundle_get_size (PyxisBundle *self);

/* "app/index.html"; what the manifest does not list is G_IO_ERROR_NOT_FOUND. */
PyxisContent *pyxis_bundle_open_file (PyxisBundle *self, const char *path, GError **error);

/* Reads all of it. `progress` (nullable) counts its files; the seal, which is quick, comes after them. */
gboolean pyxis_bundle_check (PyxisBundle *self, PyxisCopyProgress *progress, GError **error);
