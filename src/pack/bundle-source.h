/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "bundle.h"
#include "source.h"

/* PyxisBundleSource: a folder of a bundle as a place where files come from, each of them compared
 * with its hash before it is given. */
#define PYXIS_TYPE_BUNDLE_SOURCE (pyxis_bundle_source_get_type ())
G_DECLARE_FINAL_TYPE (PyxisBundleSource, pyxis_bundle_source, PYXIS, BUNDLE_SOURCE, GObject)

/* `folder`: "app", "runtime/pyscript/0.7.31". */
PyxisSource *pyxis_bundle_source_new (PyxisBundle *bundle, const char *folder);

/* (transfer full): of the names and hashes of all its files. */
char *pyxis_bundle_source_dup_digest (PyxisBundleSource *self);

/* (transfer full): the paths of all its files, sorted. */
char **pyxis_bundle_source_list (PyxisBundleSource *self);
