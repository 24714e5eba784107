/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "grants.h"

/* PyxisGrantClient: one page's use of what it was granted, its workers included. Calls are answered one
 * after the other in a thread of their own: a disk that hangs keeps the page waiting and nobody else.
 *
 * A call is a target "PATH?op=NAME&t=TOKEN&KEY=VALUE...", its path percent-encoded and relative to what
 * was granted, and a body. Numbers are decimal, flags 0 or 1; times are milliseconds since 1970. A
 * version changes whenever the file does.
 *
 *   permission mode     "granted"; "prompt": the user may be asked; "denied": it never was granted
 *   revoke              by the page itself
 *   list                [[name, is_folder, size, mtime, version], ...]; links, devices, and names that
 *                       are no UTF-8, are left out
 *   stat                [is_folder, size, mtime, version]
 *   get kind create     as stat; kind is "file" or "directory"
 *   read at n [v]       bytes, and what stat would say, with the media type; NotReadableError when it is
 *                       not v any more
 *   open keep           the number of a writer (grant-writer.h) of a file that is there
 *   write w at          of the body
 *   truncate w n
 *   close w             as stat
 *   abort w
 *   remove recursive    a file, or a folder
 *   remove seen [quiet] only what is still of this version ("folder": an empty folder); "kept" if not,
 *                       which is no error; "removed" otherwise. With quiet, no signal
 *   relate o to         the names that lead from PATH to the path `to` in what `o` stands for; null
 *
 * Main thread only. Signal: "kept" (path): of a file or folder that a `remove seen` left alone. */
#define PYXIS_TYPE_GRANT_CLIENT (pyxis_grant_client_get_type ())
G_DECLARE_FINAL_TYPE (PyxisGrantClient, pyxis_grant_client, PYXIS, GRANT_CLIENT, GObject)

#define PYXIS_GRANT_CLIENT_READ_MAX (8 << 20)      /* bytes in one answer */
#define PYXIS_GRANT_CLIENT_BODY_MAX (16 << 20)     /* and in one body */
#define PYXIS_GRANT_CLIENT_ENTRIES_MAX 100000      /* in one folder that is listed */
#define PYXIS_GRANT_CLIENT_WRITERS_MAX 64          /* then the oldest is given up */
#define PYXIS_GRANT_CLIENT_WAITING_MAX (256 << 20) /* bytes of bodies that wait */
#define PYXIS_GRANT_CLIENT_DEPTH_MAX 64 /* of folders that one `remove recursive` goes down */

PyxisGrantClient *pyxis_grant_client_new (PyxisGrants *grants);

typedef struct {
  const char *exception; /* static; NULL: the call did its work */
  GBytes *bytes;         /* never NULL; with an exception its sentence */
  char *stat;            /* (nullable): JSON, beside bytes that are a file's */
  char *kept;            /* (nullable) */
} PyxisGrantAnswer;

void pyxis_grant_answer_free (PyxisGrantAnswer *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisGrantAnswer, pyxis_grant_answer_free)

/* `body` is nullable. NULL only where it was cancelled. */
void pyxis_grant_client_call_async (PyxisGrantClient *self,
                                    const char *target,
                                    GBytes *body,
                                    GCancellable *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer user_data);
PyxisGrantAnswer *
pyxis_grant_client_call_finish (PyxisGrantClient *self, GAsyncResult *result, GError **error);

/* When the page goes: what it was writing is given up. */
void pyxis_grant_client_close_all (PyxisGrantClient *self);
