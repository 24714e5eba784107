/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* One change of what a configuration means, in TOML or JSON. */
typedef enum {
  PYXIS_EDIT_APPEND, /* `value` to the list `key` */
  PYXIS_EDIT_SET,    /* `key` in `table` (NULL: at the top) to the text `value` */
  PYXIS_EDIT_ADD,    /* `key` = `value` in the table `table` */
  PYXIS_EDIT_RENAME, /* `key` to `value` */
} PyxisEditKind;

typedef struct {
  PyxisEditKind kind;
  const char *table;
  const char *key;
  const char *value;
  gboolean is_list; /* of PYXIS_EDIT_SET: to a list of that text alone */
} PyxisEdit;

/* (transfer full): `text` changed, and nothing else of what it means: that is looked at. Errors:
 * G_IO_ERROR_EXISTS where it says so already, G_IO_ERROR_INVALID_DATA where it cannot be read,
 * G_IO_ERROR_NOT_SUPPORTED where it is written in a way that Pyxis does not change. Main thread only. */
char *
pyxis_configuration_edit (const char *text, gboolean is_json, const PyxisEdit *edit, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;
