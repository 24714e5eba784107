/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "project.h"

/* PyxisRecentStore: what is on disk of the projects that were opened: our part of the desktop's
 * list of recent files, the pins in a key file of ours, the thumbnails. Paths are canonical. */
typedef struct _PyxisRecentStore PyxisRecentStore;

typedef struct {
  char *path;
  char *name; /* (nullable) */
  gint64 time;
  gboolean is_pinned;
} PyxisRecentEntry;

/* `database` is the file of the desktop's list; its folder is made if need be. */
PyxisRecentStore *
pyxis_recent_store_new (const char *database, const char *state_dir, const char *cache_dir);

/* Writes what is not written yet. */
void pyxis_recent_store_free (PyxisRecentStore *self);

/* FALSE: nothing is written, and what changes it does nothing. */
gboolean pyxis_recent_store_is_writable (PyxisRecentStore *self);

/* (nullable) (transfer none): its signal "changed" says that another program wrote the list too. */
GtkRecentManager *pyxis_recent_store_get_manager (PyxisRecentStore *self);

/* (transfer full) (element-type PyxisRecentEntry): each path once, in no order. */
GPtrArray *pyxis_recent_store_list (PyxisRecentStore *self);

void pyxis_recent_store_add (PyxisRecentStore *self, PyxisProject *project);
void pyxis_recent_store_pin (PyxisRecentStore *self, const PyxisRecentEntry *entry);
void pyxis_recent_store_unpin (PyxisRecentStore *self, const char *path);

/* With pin and thumbnail. Where another program had it in its own list, it goes from there too: GTK
 * knows no other way. */
void pyxis_recent_store_forget (PyxisRecentStore *self, const char *path);

void pyxis_recent_store_move (PyxisRecentStore *self, const char *path, const char *to);

/* (transfer full): where the picture of a project belongs. */
char *pyxis_recent_store_dup_thumbnail (PyxisRecentStore *self, const char *path);
