/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* What PyScript's TOML parser will see: it works on "statements", lines that it has joined where one
 * ends in "," or "[" or the next begins with "]", and passes over each that it cannot read. This
 * scanner finds the same statements, with their lines, refuses those that would be dropped, and
 * those on which the parser's regular expressions would take unbearably long. */

typedef struct {
  gsize offset; /* in the clean text */
  guint line;   /* from 1 */
} PyxisTomlStatement;

typedef struct {
  GString *clean;     /* the statements without comments of their own and blank lines, one a line */
  GArray *statements; /* (element-type PyxisTomlStatement) */
} PyxisTomlScan;

/* `text` is valid UTF-8. Errors are G_IO_ERROR_INVALID_DATA. */
PyxisTomlScan *pyxis_toml_scan_new (const char *text, GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Sets "<what>, line <line>. <advice>" */
void pyxis_toml_scan_fail (GError **error, const char *what, guint line, const char *advice);

void pyxis_toml_scan_free (PyxisTomlScan *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisTomlScan, pyxis_toml_scan_free)
