/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <string.h>

#include "response.h"
#include "sample-resolver.h"

/* What the tests of responses share: whole blocks of headers as text. */
#define ISOLATED                                                                                   \
  "Cross-Origin-Opener-Policy: same-origin\n"                                                      \
  "Cross-Origin-Embedder-Policy: require-corp\n"
#define OURS                                                                                       \
  ISOLATED "Cross-Origin-Resource-Policy: same-origin\n"                                           \
           "X-Content-Type-Options: nosniff\n"
#define SHARED                                                                                     \
  ISOLATED "Cross-Origin-Resource-Policy: cross-origin\n"                                          \
           "Access-Control-Allow-Origin: *\n"                                                      \
           "X-Content-Type-Options: nosniff\n"
#define TYPE(type) "Content-Type: " type "\n"
#define HTML TYPE ("text/html; charset=utf-8")
#define PLAIN TYPE ("text/plain; charset=utf-8")
#define SIZE(n) "Content-Length: " #n "\n"
#define SEEKS "Accept-Ranges: bytes\n"
#define CLOSED "Content-Security-Policy: default-src 'none'; style-src 'unsafe-inline'\n"
#define FRESH "Cache-Control: no-cache\n"
#define TAG(size) "ETag: W/\"6553f100-" #size "\"\n"
#define RUNTIME "/@pyxis/runtime/micropython/1.28.0/"

/* Every header of a response, in order. The size of an error's text is not written out: it is
 * asserted against the body and shown as N. */
static inline char *
dump_headers (const PyxisResponse *response)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < response->headers->len; i++) {
    const PyxisHeader *header = &g_array_index (response->headers, PyxisHeader, i);
    gboolean is_error_size =
      response->status >= 300 && g_str_equal (header->name, "Content-Length");

    if (is_error_size && response->length > 0)
      g_assert_cmpint (g_ascii_strtoll (header->value, NULL, 10), ==, response->length);
    g_string_append_printf (text, "%s: %s\n", header->name, is_error_size ? "N" : header->value);
  }

  return g_string_free (g_steal_pointer (&text), FALSE);
}

static inline char *
read_body (const PyxisResponse *response)
{
  g_autofree char *body = g_malloc0 (64 * 1024);
  g_autoptr (GError) error = NULL;
  gsize n;

  g_input_stream_read_all (response->body, body, 64 * 1024 - 1, &n, NULL, &error);
  g_assert_no_error (error);
  if (response->length >= 0)
    g_assert_cmpint (n, ==, response->length);

  return g_steal_pointer (&body);
}

static inline PyxisResponse *
ask (PyxisResolver *resolver, PyxisRequest request)
{
  g_autofree char *uri = g_strconcat ("pyxis://app", request.uri, NULL);

  g_test_message ("%s %s %s", request.transport ? "loopback" : "scheme", request.method,
                  request.uri);
  if (request.transport == PYXIS_TRANSPORT_SCHEME)
    request.uri = uri;
  return pyxis_response_new (resolver, &request);
}
