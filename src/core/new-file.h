/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* PyxisNewFile: a file on the disk that is under its name only when it is whole: until then it has a
 * name of its own beside it. A file that had the name is replaced, also behind a link, and gives it its
 * permissions. Blocking. */
typedef struct _PyxisNewFile PyxisNewFile;

PyxisNewFile *pyxis_new_file_begin (const char *path, GError **error);

int pyxis_new_file_get_fd (PyxisNewFile *self);

gboolean pyxis_new_file_write (PyxisNewFile *self, const void *data, gsize length, GError **error);

/* Whoever may read it may run it, too. */
gboolean pyxis_new_file_make_program (PyxisNewFile *self, GError **error);

/* Gives it its name. */
gboolean pyxis_new_file_commit (PyxisNewFile *self, GError **error);

/* Removes what has no name yet. */
void pyxis_new_file_free (PyxisNewFile *self);

/* (transfer full): a name beside `path`, for something that is not whole yet. */
char *pyxis_new_file_dup_temporary (const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisNewFile, pyxis_new_file_free)
