/* SPDX-License-Identifier: Apache-2.0 */
#include "code-door.h"

#include <libsoup/soup.h>

#include "../util/compiled-entries.h"
#include "../util/served-view.h"
#include "engine-private.h"

/* What a real page may send to where compiled code comes in, on both transports. */

#define VERSION "314.0.2"
#define UNKNOWN "314.0.0"

/* `send` says the status, or the name of what was thrown; `header` is of an entry, with any lengths. */
static const char html[] =
  "<!doctype html><title>Sender</title><script>"
  "const join = (...parts) => new Blob (parts).arrayBuffer ();"
  "const header = (path, code) => join (new Uint32Array ([path, code]), 'digest 8');"
  "const entry = async (path, code) => join (await header (path.length, code.length), path, code);"
  "const send = (body, version = '" VERSION "', headers = {}, method = 'POST') =>"
  "  fetch (`/@pyxis/code/${version}`, { method, headers, body }).then ("
  "    ({ status }) => status, ({ name }) => name);"
  "const admitted = (body, version, method) =>"
  "  send (body, version, { 'X-Pyxis-Secret': secret }, method);"
  /* The same from a frame, to which the secret was betrayed. */
  "const sendFromFrame = (attributes) => new Promise ((done) => {"
  "  const script = `fetch ('${location.origin}/@pyxis/code/" VERSION "', { method: 'POST', "
  "    body: 'x', headers: { 'X-Pyxis-Secret': '${attributes.secret ?? ''}' } }).then ("
  "    ({ status }) => status, ({ name }) => name).then ((what) => parent.postMessage (what, "
  "'*'))`;"
  "  const frame = Object.assign (document.createElement ('iframe'), {"
  "    srcdoc: `<script>${script}<\\/script>`, ...attributes });"
  "  addEventListener ('message', ({ data }) => done (data), { once: true });"
  "  document.body.append (frame);"
  "});"
  "const keeper = globalThis[Symbol.for ('@pyxis/code')];"
  "</script><body></body>";

typedef struct {
  TemporaryFolder *folder;
  PyxisRuntimes *runtimes;
  const PyxisRuntime *runtime;
  char *kept; /* the cache's folder */
  PyxisCodeCache *cache;
  ServedView *served;
} Fixture;

/* One version has been asked for by an interpreter, and nothing is kept of it. */
static void
set_up (Fixture *self, gconstpointer transport)
{
  g_autoptr (PyxisResolver) resolver = NULL;

  self->folder = temporary_folder_new ();
  resolver = sample_resolver_new (self->folder);
  self->runtimes = sample_runtimes_new (self->folder);
  self->runtime = pyxis_runtimes_lookup (self->runtimes, "pyodide", VERSION);
  self->kept = g_build_filename (self->folder, "kept", NULL);
  self->cache = pyxis_code_cache_new (self->kept, "app");
  g_bytes_unref (pyxis_code_cache_read (self->cache, self->runtime));
  served_view_code = self->cache;
  served_view_transport = (PyxisTransport) GPOINTER_TO_UINT (transport);
  self->served = served_view_new (html);
}

static void
tear_down (Fixture *self, gconstpointer transport)
{
  served_view_free (self->served);
  g_object_unref (self->cache);
  g_object_unref (self->runtimes);
  g_free (self->kept);
  temporary_folder_free (self->folder);
}

static PyxisEngine *
get_engine (Fixture *self)
{
  return pyxis_view_get_engine (self->served->view);
}

static void
assert_kept (Fixture *self, const char *words)
{
  g_autoptr (GBytes) read = pyxis_code_cache_read (self->cache, self->runtime);
  g_autoptr (GBytes) expected = compiled_entries_new (words);
  g_autoptr (GBytes) rest = g_bytes_new_from_bytes (read, 4, g_bytes_get_size (read) - 4);

  g_assert_true (g_bytes_equal (rest, expected));
}

static void
gone_cb (gpointer user_data, GObject *door)
{
  *(gboolean *) user_data = TRUE;
}

/* Whoever writes holds the door: when it is gone, all that was begun is over. */
static void
close_door (Fixture *self)
{
  gboolean is_gone = FALSE;

  g_object_weak_ref (G_OBJECT (get_engine (self)->doors.code), gone_cb, &is_gone);
  gtk_window_destroy (GTK_WINDOW (self->served->window));
  while (!is_gone)
    g_main_context_iteration (NULL, TRUE);
  self->served->window = gtk_window_new ();
}

/* Runs `script`, which says what came of a request. */
static void
assert_answer (Fixture *self, const char *script, const char *answer)
{
  const char *secret = pyxis_vfs_door_get_secret (get_engine (self)->doors.vfs);
  g_autofree char *body = g_strdup_printf ("globalThis.secret = '%s'; return %s;", secret, script);

  g_test_message ("%s", script);
  served_view_assert_called (self->served, body, answer);
  g_assert_false (g_file_test (self->kept, G_FILE_TEST_EXISTS));
}

/* Without the secret, or from where it is no good. */
static void
test_strangers (Fixture *self, gconstpointer transport)
{
  static const struct {
    const char *script;
    const char *answer;
  } rows[] = {
    { "send (await entry ('/a.py', 'code'))", "403" },
    { "send (new Blob ([await entry ('/a.py', 'code')]))", "403" },
    { "send ('x', '" VERSION "', { 'X-Pyxis-Secret': '' })", "403" },
    { "send ('x', '" VERSION "', { 'X-Pyxis-Secret': 'null' })", "403" },
    { "send ('x', '" VERSION "', { 'X-Pyxis-Secret': '0'.repeat (64) })", "403" },
    { "send ('x', '" VERSION "', { 'X-Pyxis-Secret': secret.slice (1) })", "403" },
    { "send ('x', '" VERSION "', { 'X-Pyxis-Secret': `${secret}, ${secret}` })", "403" },
    { "sendFromFrame ({})", "403" },
    { "sendFromFrame ({ sandbox: 'allow-scripts', secret })", "\"TypeError\"" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_answer (self, rows[i].script, rows[i].answer);
  close_door (self);
  g_assert_false (g_file_test (self->kept, G_FILE_TEST_EXISTS));
}

/* With the secret, as a page's service worker may have it on loopback. */
static void
test_wrong (Fixture *self, gconstpointer transport)
{
  static const struct {
    const char *script;
    const char *answer;
    const char *on_loopback; /* (nullable): where the server refuses first */
  } rows[] = {
    { "admitted (await entry ('/a.py', 'code'), '" UNKNOWN "')", "404" },
    { "admitted (await entry ('/a.py', 'code'), '')", "404" },
    { "admitted (await entry ('/a.py', 'code'), '..%2F" VERSION "')", "404" },
    { "admitted (await entry ('/a.py', 'code'), '" VERSION "/')", "404" },
    { "admitted (await entry ('/a.py', 'code'), '" VERSION "%00')", "404" },
    { "admitted (await entry ('/a.py', 'code'), '" VERSION "', 'PUT')", "405" },
    { "admitted ('')", "400" },
    { "admitted ('anything at all that is none')", "400" },
    { "admitted (await entry ('', 'code'))", "400" },
    { "admitted (await entry ('/a.py', ''))", "400" },
    { "admitted (await entry ('/'.repeat (4097), 'code'))", "400" },
    { "admitted (await header (4, 2 ** 32 - 1))", "400" },
    { "admitted (await join (await header (5, 5), '/a.py', 'code'))", "400" },
    { "admitted (await join (await entry ('/a.py', 'code'), 'x'))", "400" },
    { "admitted (await entry ('/a.py', 'x'.repeat (16 << 20)))", "413", "403" },
  };
  gboolean is_loopback = GPOINTER_TO_UINT (transport) == PYXIS_TRANSPORT_LOOPBACK;

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    assert_answer (self, rows[i].script,
                   is_loopback && rows[i].on_loopback ? rows[i].on_loopback : rows[i].answer);
  close_door (self);
  g_assert_false (g_file_test (self->kept, G_FILE_TEST_EXISTS));
}

/* The page's own scripts, by what interpreters hand over with: no secret comes out, and what is kept is what
 * one would have sent, of this version. */
static void
test_keeper (Fixture *self, gconstpointer transport)
{
  static const char script[] =
    "let seen = null;"
    "XMLHttpRequest.prototype.setRequestHeader = (name, value) => seen = value;"
    "XMLHttpRequest.prototype.open = function () { seen = this; };"
    "for (const version of ['" UNKNOWN "', '../" VERSION "', null, {}, Symbol.iterator, '\\ud800'])"
    "  keeper.sendCode (version, new Uint8Array (await entry ('/a.py', 'evil')));"
    "for (const body of ['x', null, 7, new Uint8Array (8), new Uint8Array ((16 << 20) + 1)])"
    "  keeper.sendCode ('" VERSION "', body);"
    "keeper.sendCode ('" VERSION "', new Uint8Array (await entry ('/b.py', 'code')));"
    "return seen;";

  served_view_assert_called (self->served, script, "null");
  served_view_assert_called (
    self->served, "return (await fetch ('/@pyxis/code/" UNKNOWN "', { method: 'POST' })).status;",
    "403");
  close_door (self);
  assert_kept (self, "/b.py code");
}

static void
test_kept (Fixture *self, gconstpointer transport)
{
  const char *secret = pyxis_vfs_door_get_secret (get_engine (self)->doors.vfs);
  g_autofree char *body = g_strdup_printf (
    "globalThis.secret = '%s'; return admitted (await entry ('/a.py', 'code'));", secret);

  served_view_assert_called (self->served, body, "200");
  close_door (self);
  assert_kept (self, "/a.py code");
}

static void
sent_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GBytes) body = soup_session_send_and_read_finish (SOUP_SESSION (source), result, NULL);

  *(gboolean *) user_data = TRUE;
}

static guint
send (SoupSession *session, SoupMessage *message)
{
  gboolean is_over = FALSE;

  soup_session_send_and_read_async (session, message, G_PRIORITY_DEFAULT, NULL, sent_cb, &is_over);
  while (!is_over)
    g_main_context_iteration (NULL, TRUE);
  return soup_message_get_status (message);
}

/* A page of another origin in a browser where the user is signed in, and another user of this machine, who both
 * have the secret. */
static void
test_elsewhere (Fixture *self, gconstpointer transport)
{
  static const struct {
    const char *origin; /* (nullable) */
    gboolean is_signed_in;
    guint status;
  } rows[] = {
    { "http://evil.example", TRUE, 403 },
    { "null", TRUE, 403 },
    { NULL, FALSE, 403 },
    { NULL, TRUE, 200 },
  };
  PyxisEngine *engine = get_engine (self);
  g_autofree char *address = pyxis_engine_dup_start_address (engine);
  g_autofree char *door = g_strconcat (engine->base, "/@pyxis/code/" VERSION, NULL);
  g_autoptr (GBytes) entries = compiled_entries_new ("/a.py code");

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (SoupSession) session = soup_session_new ();
    g_autoptr (SoupMessage) first = soup_message_new ("GET", address);
    g_autoptr (SoupMessage) message = soup_message_new ("POST", door);
    SoupMessageHeaders *headers = soup_message_get_request_headers (message);

    soup_session_add_feature_by_type (session, SOUP_TYPE_COOKIE_JAR);
    if (rows[i].is_signed_in)
      g_assert_cmpuint (send (session, first), ==, 200);
    if (rows[i].origin)
      soup_message_headers_append (headers, "Origin", rows[i].origin);
    soup_message_headers_append (headers, PYXIS_VFS_DOOR_SECRET_HEADER,
                                 pyxis_vfs_door_get_secret (engine->doors.vfs));
    soup_message_set_request_body_from_bytes (message, "application/octet-stream", entries);
    g_assert_cmpuint (send (session, message), ==, rows[i].status);
    g_assert_true (rows[i].status == 200 || !g_file_test (self->kept, G_FILE_TEST_EXISTS));
  }
  close_door (self);
  assert_kept (self, "/a.py code");
}

/* As long as nothing is written no more than a few wait. */
static void
test_many (Fixture *self, gconstpointer transport)
{
  PyxisCodeDoor *door = get_engine (self)->doors.code;
  g_autoptr (GBytes) entries = compiled_entries_new ("/a.py code");

  for (guint i = 0; i <= PYXIS_CODE_DOOR_WAITING_MAX; i++) {
    g_autoptr (PyxisResponse) response = pyxis_code_door_answer (door, VERSION, entries);

    g_assert_cmpuint (response->status, ==, i < PYXIS_CODE_DOOR_WAITING_MAX ? 200 : 503);
  }
  close_door (self);
  assert_kept (self, "/a.py code");
}

/* A project of which nothing is kept. */
static void
test_nothing (Fixture *self, gconstpointer transport)
{
  g_autoptr (PyxisCodeDoor) door = pyxis_code_door_new (NULL);
  g_autoptr (GBytes) entries = compiled_entries_new ("/a.py code");
  g_autoptr (PyxisResponse) response = pyxis_code_door_answer (door, VERSION, entries);

  g_assert_cmpuint (response->status, ==, 404);
}

int
main (int argc, char **argv)
{
  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  gtk_test_init (&argc, &argv, NULL);
#define ADD(name, transport, func)                                                                 \
  g_test_add ("/code-door/" name, Fixture, GUINT_TO_POINTER (transport), set_up, func, tear_down)
  ADD ("strangers", PYXIS_TRANSPORT_SCHEME, test_strangers);
  ADD ("strangers-loopback", PYXIS_TRANSPORT_LOOPBACK, test_strangers);
  ADD ("wrong", PYXIS_TRANSPORT_SCHEME, test_wrong);
  ADD ("wrong-loopback", PYXIS_TRANSPORT_LOOPBACK, test_wrong);
  ADD ("keeper", PYXIS_TRANSPORT_SCHEME, test_keeper);
  ADD ("keeper-loopback", PYXIS_TRANSPORT_LOOPBACK, test_keeper);
  ADD ("kept", PYXIS_TRANSPORT_SCHEME, test_kept);
  ADD ("kept-loopback", PYXIS_TRANSPORT_LOOPBACK, test_kept);
  ADD ("elsewhere", PYXIS_TRANSPORT_LOOPBACK, test_elsewhere);
  ADD ("many", PYXIS_TRANSPORT_SCHEME, test_many);
  ADD ("nothing", PYXIS_TRANSPORT_SCHEME, test_nothing);
  return g_test_run ();
}
