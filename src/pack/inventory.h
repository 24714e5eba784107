/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* PyxisInventory: which files of a folder go into an app, in the order of their paths' bytes. Those
 * that Pyxis never serves stay out: hidden ones and "__pycache__". So do apps that Pyxis made
 * (own-output.h) and editors' backups, which the author is told. A link,
 * a special file or a name that is no address is refused: the app would lack it, and nobody would know;
 * and a secret key, which everybody would have. Immutable. */
#define PYXIS_INVENTORY_MAX_FILES 20000
#define PYXIS_INVENTORY_MAX_SIZE (G_GINT64_CONSTANT (2) * 1024 * 1024 * 1024)

typedef struct {
  char *path; /* an address's: relative, canonical */
  goffset size;
} PyxisInventoryFile;

typedef struct {
  GPtrArray *files;    /* (element-type PyxisInventoryFile) */
  goffset size;        /* of all */
  GPtrArray *left_out; /* (element-type utf8): the first paths of what the author is told of */
  guint n_left_out;    /* all of these */
} PyxisInventory;

/* Every error is one sentence with what to do. Blocking. */
PyxisInventory *pyxis_inventory_new (const char *folder, GCancellable *cancellable, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full) (nullable): the sentence on what was left out. */
char *pyxis_inventory_dup_note (const PyxisInventory *self);

void pyxis_inventory_free (PyxisInventory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisInventory, pyxis_inventory_free)
