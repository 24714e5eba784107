/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app-files.h"
#include "pack-options.h"

/* PyxisAppTree: the files of an app as it is installed, below any prefix: a folder of its own, /usr,
 * a Flatpak's /app. They find each other wherever the prefix is. The same contents give the same
 * files. Immutable.
 *
 *   bin/ID                           the launcher: "ID FILE..." opens the app, "ID check" tries it
 *   lib/ID/pyxis, libpyxis-...so     what runs it; not where that is shared
 *   share/ID/ID.pyxis                the bundle
 *   share/applications/ID.desktop, share/metainfo/ID.metainfo.xml
 *   share/mime/packages/ID.xml       where it has types of its own
 *   share/icons/hicolor/SIZExSIZE/apps/ID.png, .../scalable/apps/ID.svg
 *   share/doc/ID/licences/           of all that it carries
 *
 * The id is the command's name too: a word of the app's name might be another program's. */
typedef struct _PyxisAppBundling PyxisAppBundling;

typedef struct {
  GPtrArray *files;           /* (element-type PyxisAppFile): sorted by path, none twice */
  goffset size;               /* of all */
  PyxisAppBundling *bundling; /* (nullable): of the bundle that is not there yet */
} PyxisAppTree;

/* What is large is kept in a nameless file beside `options->output` until the tree is freed. Every
 * error is a sentence with what to do. Blocking. */
PyxisAppTree *pyxis_app_tree_new (const PyxisContents *contents,
                                  const PyxisPackOptions *options,
                                  GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* The same without the bundle, which is made meanwhile; `contents` and what `options` point to must live
 * until it is there. */
PyxisAppTree *pyxis_app_tree_begin (const PyxisContents *contents,
                                    const PyxisPackOptions *options,
                                    GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Waits for the bundle and adds it; NULL: there is none. */
const PyxisAppFile *pyxis_app_tree_end (PyxisAppTree *self, GError **error);

/* (nullable): by path. */
const PyxisAppFile *pyxis_app_tree_lookup (const PyxisAppTree *self, const char *path);

void pyxis_app_tree_free (PyxisAppTree *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisAppTree, pyxis_app_tree_free)
