/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* PyxisPackSettings: how the user packs a project, kept from one time to the next in a key file in the
 * user's home, by the project's origin. Reading gives sound values whatever the file holds; a home that
 * cannot be written loses what is saved, and nothing else happens. */
typedef struct {
  char *format; /* its name: of a PyxisPackFormat */
  char *folder; /* where the result goes */
  char *stem;   /* its name, without the format's ending */
  char *key;    /* (nullable): the file of the key that signs it */
  gboolean is_shared;
} PyxisPackSettings;

/* The projects that are remembered; then the one saved longest ago is forgotten. */
#define PYXIS_PACK_SETTINGS_MAX 200

/* (transfer full): those of `project_folder` that were saved under `origin`, or those to begin with:
 * the first format, beside the folder, where that can be written. */
PyxisPackSettings *pyxis_pack_settings_load (const char *origin, const char *project_folder);

void pyxis_pack_settings_save (const PyxisPackSettings *self, const char *origin);

/* (transfer full): the path of what is made. */
char *pyxis_pack_settings_dup_output (const PyxisPackSettings *self);

/* What the user chose in a file chooser; the format's ending is not part of the stem. */
void pyxis_pack_settings_set_output (PyxisPackSettings *self, const char *path);

PyxisPackSettings *pyxis_pack_settings_copy (const PyxisPackSettings *self);

void pyxis_pack_settings_free (PyxisPackSettings *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisPackSettings, pyxis_pack_settings_free)
