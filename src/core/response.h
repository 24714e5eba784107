/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "resolver.h"

/* PyxisResponse: the answer to one request, the same for every transport. There is always one:
 * errors become a status and a page. This is the only place where an error becomes a status and
 * where headers are chosen (design: cross-origin isolation on every response, errors too). */

typedef enum {
  PYXIS_TRANSPORT_SCHEME,
  PYXIS_TRANSPORT_LOOPBACK,
} PyxisTransport;

typedef struct {
  PyxisTransport transport;
  const char *method;        /* "GET" */
  const char *uri;           /* scheme: the whole address; loopback: the request target */
  const char *range;         /* (nullable) header */
  const char *if_none_match; /* (nullable) header; NULL on the scheme but for our own reader */
  gboolean is_navigation;    /* loads a document in the top frame or a frame, as far as known */
  const char *mirror_base;   /* (nullable) loopback only: an ordinary browser asks, so that public
                                addresses in pages are rewritten to the mirror below this */
  const char *if_range;      /* (nullable) header */
} PyxisRequest;

typedef struct {
  const char *name;
  char *value;
} PyxisHeader;

typedef struct {
  guint status;
  const char *reason; /* static: "Not Found" */
  GArray *headers;    /* (element-type PyxisHeader), Content-Type and Content-Length among them */
  GInputStream *body; /* never NULL; empty for HEAD, 304 */
  goffset length;     /* bytes of body; -1 where unknown */
  PyxisPlace place;   /* where it came from; PROJECT for errors */
} PyxisResponse;

/* (transfer full) (element-type PyxisHeader): the headers that every response carries, also one that
 * a transport makes by itself. `is_shared`: of a runtime or of our scripts, which documents of other
 * origins may load too, such as pages whose CDN addresses were rewritten. */
GArray *pyxis_response_new_headers (gboolean is_shared);

/* (nullable): borrowed; names compare without case. */
const char *pyxis_response_get_header (const PyxisResponse *self, const char *name);

/* Blocking: for tests, and inside the task of the pair below. */
PyxisResponse *pyxis_response_new (PyxisResolver *resolver, const PyxisRequest *request);

/* Located at once, opened in a thread. `request` is copied. Never fails; a cancelled one finishes
 * with G_IO_ERROR_CANCELLED and NULL. */
void pyxis_response_new_async (PyxisResolver *resolver,
                               const PyxisRequest *request,
                               GCancellable *cancellable,
                               GAsyncReadyCallback callback,
                               gpointer user_data);
PyxisResponse *pyxis_response_new_finish (GAsyncResult *result, GError **error);

/* One that is made of bytes, with all headers that every response carries. */
PyxisResponse *pyxis_response_new_for_bytes (guint status, const char *media_type, GBytes *bytes);

/* `name` is static. */
void pyxis_response_add_header (PyxisResponse *self, const char *name, const char *format, ...)
  G_GNUC_PRINTF (3, 4);

/* The status of an error: the only function that decides it. */
guint pyxis_response_status_for_error (const GError *error);

/* "Not Found"; "" for a status that we never give. */
const char *pyxis_response_get_phrase (guint status);

void pyxis_response_free (PyxisResponse *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisResponse, pyxis_response_free)
