/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "grant-client.h"
#include "grant-writer.h"

/* The writers of a client: reference-counted; what is not atomic is the client thread's own. */
typedef struct {
  GHashTable *writers; /* of numbers: PyxisGrantWriter */
  guint last_number;
  gsize waiting; /* atomic: bytes of bodies in the queue */
} PyxisGrantDesk;

/* One call, taken apart in the main thread. */
typedef struct {
  PyxisGrantDesk *desk;
  PyxisGrants *grants; /* borrowed: for calls of the main thread */
  PyxisGrant *grant;
  char *path;
  gsize length;
  GHashTable *values;
  GBytes *body; /* (nullable) */
  PyxisGrantAnswer *answer;
  const struct _PyxisGrantOperation *operation; /* NULL: it is answered */
} PyxisGrantCall;

PyxisGrantDesk *pyxis_grant_desk_new (void);
PyxisGrantDesk *pyxis_grant_desk_ref (PyxisGrantDesk *self);
void pyxis_grant_desk_unref (PyxisGrantDesk *self);

/* (transfer full): in the main thread, with what fails already answered. */
PyxisGrantCall *
pyxis_grant_call_new (PyxisGrantDesk *desk, PyxisGrants *grants, const char *target, GBytes *body);

/* Whether it is for the client's thread; answered in the main thread if not. */
gboolean pyxis_grant_call_needs_disk (PyxisGrantCall *self);

void pyxis_grant_call_run (PyxisGrantCall *self);

/* (transfer full) */
PyxisGrantAnswer *pyxis_grant_call_steal_answer (PyxisGrantCall *self);

void pyxis_grant_call_free (PyxisGrantCall *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisGrantCall, pyxis_grant_call_free)

const char *pyxis_grant_call_get_text (const PyxisGrantCall *self, const char *key);
gboolean pyxis_grant_call_get_flag (const PyxisGrantCall *self, const char *key);

/* TypeError where it is no number. */
gboolean pyxis_grant_call_read_number (
  const PyxisGrantCall *self, const char *key, guint64 otherwise, guint64 *number, GError **error);

gboolean
pyxis_grant_call_open_place (const PyxisGrantCall *self, PyxisGrantPlace *place, GError **error);

/* (transfer full): what `stat` answers. */
char *pyxis_grant_call_print_stat (const struct stat *status);
GBytes *pyxis_grant_call_take_text (char *text);

/* Each answers one call: (nullable) (transfer full). */
GBytes *pyxis_grant_call_list (PyxisGrantCall *self, GError **error);
GBytes *pyxis_grant_call_stat (PyxisGrantCall *self, GError **error);
GBytes *pyxis_grant_call_get (PyxisGrantCall *self, GError **error);
GBytes *pyxis_grant_call_read (PyxisGrantCall *self, GError **error);
GBytes *pyxis_grant_call_remove (PyxisGrantCall *self, GError **error);
GBytes *pyxis_grant_call_open (PyxisGrantCall *self, GError **error);
GBytes *pyxis_grant_call_write (PyxisGrantCall *self, GError **error);
GBytes *pyxis_grant_call_truncate (PyxisGrantCall *self, GError **error);
GBytes *pyxis_grant_call_close (PyxisGrantCall *self, GError **error);
GBytes *pyxis_grant_call_abort (PyxisGrantCall *self, GError **error);
