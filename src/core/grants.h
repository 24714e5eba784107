/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "grant.h"

/* PyxisGrants: what the user granted one project, kept in a file of its own from one run to the next:
 * 0600, written at once, whole or not at all. Reading gives sound values whatever the file holds. What
 * was revoked is kept as such: when the user picks the same folder again, what pages have of it works
 * again. Main thread only.
 *
 * Signal: "changed" (): something was granted, revoked or forgotten. */
#define PYXIS_TYPE_GRANTS (pyxis_grants_get_type ())
G_DECLARE_FINAL_TYPE (PyxisGrants, pyxis_grants, PYXIS, GRANTS, GObject)

/* Then the oldest is forgotten, of those that are revoked if there are such. */
#define PYXIS_GRANTS_MAX 256

/* `file` NULL: in memory only. */
PyxisGrants *pyxis_grants_new (const char *file);

/* (transfer full): where the grants of a project are kept. */
char *pyxis_grants_dup_path (const char *origin);

/* FALSE, with a sentence for the user, for what must be granted to no page: the system's folders, the
 * home folder as a whole, whatever holds Pyxis' own files. Pure but for links, which are followed. */
gboolean pyxis_grants_check_path (const char *path, GError **error);

/* (nullable) (transfer none): what the user picked just now. It must be there, and may be granted. `id`
 * is the page's, cut at 64 characters. */
PyxisGrant *pyxis_grants_add (
  PyxisGrants *self, const char *path, PyxisGrantMode mode, const char *id, GError **error);

/* (nullable) (transfer none) */
PyxisGrant *pyxis_grants_lookup (PyxisGrants *self, const char *token);

/* (nullable) (transfer none): the last one that was picked for this purpose of the page's, revoked or
 * not. `id` is nullable. */
PyxisGrant *pyxis_grants_find_id (PyxisGrants *self, const char *id);

/* The user says yes to a question about one that is there. */
void pyxis_grants_allow (PyxisGrants *self, PyxisGrant *grant, PyxisGrantMode mode);

void pyxis_grants_revoke (PyxisGrants *self, PyxisGrant *grant);

/* All of one path; `path` NULL: of each. (transfer full) (element-type PyxisGrant): those that held
 * until now, for an undo. */
GPtrArray *pyxis_grants_revoke_path (PyxisGrants *self, const char *path);
void pyxis_grants_restore (PyxisGrants *self, GPtrArray *revoked);

/* (transfer full) (element-type PyxisGrant): those that hold, each path once in its greatest mode, the
 * newest first. */
GPtrArray *pyxis_grants_list (PyxisGrants *self);
