/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <string.h>

#include "sample-resolver.h"
#include "server.h"

/* The sample project on a loopback server, and clients that speak to it byte by byte, so that nothing
 * on the way makes a request better than it is. The server answers on the main loop; clients run in
 * a thread. */
typedef struct {
  TemporaryFolder *folder;
  PyxisServer *server;
  guint16 port;
  char *host;   /* "127.0.0.1:PORT" */
  char *token;  /* of the first address */
  char *cookie; /* "Cookie: NAME=TOKEN\r\n" */
} Served;

static inline Served *
served_new (void)
{
  Served *self = g_new0 (Served, 1);
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (PyxisResolver) resolver = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;

  self->folder = temporary_folder_new ();
  resolver = sample_resolver_new (self->folder);
  self->server = pyxis_server_new (resolver, log, -1, &error);
  g_assert_no_error (error);
  self->host = g_strdup (pyxis_server_get_base (self->server) + strlen ("http://"));
  self->port = atoi (strchr (self->host, ':') + 1);
  first = pyxis_server_dup_first_address (self->server, "index.html");
  self->token = g_strndup (strstr (first, "token=") + strlen ("token="), 64);
  self->cookie = g_strdup_printf ("Cookie: pyxis-%u=%s\r\n", self->port, self->token);
  return self;
}

static inline void
served_free (Served *self)
{
  g_object_unref (self->server);
  temporary_folder_free (self->folder);
  g_free (self->host);
  g_free (self->token);
  g_free (self->cookie);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Served, served_free)

/* Blocking; gives up after 20 s, so that a server that never answers fails the test. */
static inline GSocketConnection *
served_connect (const Served *self)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection = NULL;

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_set_timeout (client, 20);
  connection = g_socket_client_connect_to_host (client, "127.0.0.1", self->port, NULL, &error);
  g_assert_no_error (error);
  return connection;
}

static inline void
served_write (GSocketConnection *connection, const char *bytes, gssize length)
{
  GOutputStream *output = g_io_stream_get_output_stream (G_IO_STREAM (connection));
  g_autoptr (GError) error = NULL;

  g_output_stream_write_all (output, bytes, length < 0 ? strlen (bytes) : (gsize) length, NULL,
                             NULL, &error);
  g_assert_no_error (error);
}

/* (transfer full): all that comes until the server closes, at most 1 MiB. */
static inline char *
served_read (GSocketConnection *connection)
{
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  char *text = g_malloc0 (1024 * 1024 + 1);
  g_autoptr (GError) error = NULL;

  g_input_stream_read_all (input, text, 1024 * 1024, NULL, NULL, &error);
  if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CONNECTION_CLOSED))
    g_assert_no_error (error);
  return text;
}

static inline guint
served_status (const char *reply)
{
  return g_str_has_prefix (reply, "HTTP/1.") && strlen (reply) > 12
           ? (guint) strtoul (reply + strlen ("HTTP/1.1 "), NULL, 10)
           : 0;
}

typedef void (*ServedClient) (const Served *served, gpointer data);

typedef struct {
  const Served *served;
  ServedClient client;
  gpointer data;
  gint is_over;
} ServedRun;

static inline gpointer
served_run_thread (gpointer data)
{
  ServedRun *run = data;

  run->client (run->served, run->data);
  g_atomic_int_set (&run->is_over, TRUE);
  g_main_context_wakeup (NULL);
  return NULL;
}

/* Runs a client to its end while the server answers. */
static inline void
served_run (const Served *self, ServedClient client, gpointer data)
{
  ServedRun run = { self, client, data, FALSE };
  GThread *thread = g_thread_new ("client", served_run_thread, &run);

  while (!g_atomic_int_get (&run.is_over))
    g_main_context_iteration (NULL, TRUE);
  g_thread_join (thread);
}
