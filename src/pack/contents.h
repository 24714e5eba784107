/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "description.h"
#include "inventory.h"
#include "runtimes.h"

/* PyxisContents: what goes into an app, whatever it is packed as: its files below "app/", those of
 * its runtimes below "runtime/NAME/VERSION/", the licences of what is not the author's below
 * "licences/"; each with its hash. Immutable. */
typedef struct {
  char *path; /* in the app */
  PyxisSource *source;
  char *inner;   /* path in the source */
  GBytes *bytes; /* (nullable): what was hashed, where it is small enough to be kept */
} PyxisContentsItem;

typedef struct {
  PyxisDescription *description;
  GPtrArray *items;    /* (element-type PyxisContentsItem): sorted by path */
  GPtrArray *files;    /* (element-type PyxisManifestFile): the same ones */
  GPtrArray *runtimes; /* (element-type PyxisManifestRuntime): sorted by name */
  char *manifest;      /* its text */
  char *left_out;      /* (nullable): a sentence on what of the project is not there */
  goffset size;
} PyxisContents;

/* The project in `folder`, to be packed; in the main thread. */
PyxisProject *pyxis_contents_load_project (const char *folder, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* Reads the project in `folder` and all that it needs; `runtimes` is NULL for an app without. Every
 * error is a sentence with what to do. Blocking. */
PyxisContents *pyxis_contents_new (const char *folder,
                                   PyxisRuntimes *runtimes,
                                   GCancellable *cancellable,
                                   GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): the bytes of one of its files, at most `most`, the same as were hashed. */
GBytes *
pyxis_contents_load (const PyxisContents *self, const char *path, gsize most, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The same of a project that was loaded, which the main thread does; any thread. */
PyxisContents *pyxis_contents_new_of_project (PyxisProject *project,
                                              PyxisRuntimes *runtimes,
                                              GCancellable *cancellable,
                                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): a copy, with one file more where `path` is not NULL. */
PyxisContents *pyxis_contents_new_with (const PyxisContents *self, const char *path, GBytes *bytes)
  G_GNUC_WARN_UNUSED_RESULT;

void pyxis_contents_free (PyxisContents *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisContents, pyxis_contents_free)
