/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "app-tree.h"

/* The texts that a Debian package has of an app. */
typedef struct {
  const PyxisContents *contents;
  const PyxisAppTree *tree;
  gboolean is_shared;
  gint64 seconds;    /* since 1970, of its release */
  gboolean is_dated; /* they are its author's word */
} PyxisDebDocuments;

/* `size`: of what is installed, in KiB. */
GBytes *pyxis_deb_documents_make_control (const PyxisDebDocuments *self, goffset size);

GBytes *pyxis_deb_documents_make_copyright (const PyxisDebDocuments *self);
GBytes *pyxis_deb_documents_make_changelog (const PyxisDebDocuments *self);

/* The manual page of its command. */
GBytes *pyxis_deb_documents_make_manual (const PyxisDebDocuments *self);
