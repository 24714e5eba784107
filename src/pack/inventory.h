/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* PyxisInventory: which files of a folder go into an app, in the order of their paths' bytes. Those
 * that Pyxis never serves stay out: hidden ones, "__pycache__", and apps that were packed there. A
 * link, a special file or a name that is no address is refused: the app would lack it, and nobody
 * would know. Immutable. */
#define PYXIS_INVENTORY_MAX_FILES 20000
#define PYXIS_INVENTORY_MAX_SIZE (G_GINT64_CONSTANT (2) * 1024 * 1024 * 1024)

typedef struct {
  char *path; /* an address's: relative, canonical */
  goffset size;
} PyxisInventoryFile;

typedef struct {
  GPtrArray *files; /* (element-type PyxisInventoryFile) */
  goffset size;     /* of all */
} PyxisInventory;

/* Every error is one sentence with what to do. Blocking. */
PyxisInventory *pyxis_inventory_new (const char *folder, GCancellable *cancellable, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

void pyxis_inventory_free (PyxisInventory *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisInventory, pyxis_inventory_free)
