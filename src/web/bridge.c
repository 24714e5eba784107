/* SPDX-License-Identifier: Apache-2.0 */
#include "bridge.h"

#include <string.h>

#include <cjson/cJSON.h>

#include "message.h"
#include "pyxis-web-resources.h"

#define WORLD PYXIS_BRIDGE_WORLD
#define HANDLER "pyxis"

struct _PyxisBridge {
  GObject parent_instance;

  WebKitUserContentManager *content;
  PyxisEventLog *log;
  PyxisBreakpoints *breakpoints;
  char *base;
  char *secret;
  char *pyodide;
  WebKitUserScript *page_script;
  WebKitUserScript *world_script;
  guint points; /* what the page's script says are set */
  gboolean is_guess;
  gboolean is_handed_files;
};

G_DEFINE_FINAL_TYPE (PyxisBridge, pyxis_bridge, G_TYPE_OBJECT)

/* Each list is one script: its pieces share a function scope, in this order. */
static const char *const worker_pieces[] = { "base",
                                             "text",
                                             "errors",
                                             "console",
                                             "stdio",
                                             "interpreters",
                                             "worker-report",
                                             "worker",
                                             "worker-fetch",
                                             "worker-supply",
                                             "remote-prototypes",
                                             "vfs-call",
                                             "vfs-streams",
                                             "vfs-walk",
                                             "pyscript-library",
                                             "vfs-mount",
                                             "fs-call",
                                             "fs-handles",
                                             "fs-writable",
                                             "fs-revive",
                                             "fs-guard",
                                             "interpreter-files",
                                             "interpreter-console",
                                             "breakpoints",
                                             "code-keeper",
                                             NULL };
static const char *const plain_pieces[] = { "base",          "text",         "errors", "console",
                                            "worker-report", "plain-worker", NULL };
static const char *const page_pieces[] = { "top",
                                           "base",
                                           "text",
                                           "errors",
                                           "console",
                                           "stdio",
                                           "interpreters",
                                           "notices",
                                           "plain-workers",
                                           "hooks",
                                           "supply",
                                           "workers",
                                           "worker-states",
                                           "vfs-call",
                                           "vfs-streams",
                                           "vfs-walk",
                                           "pyscript-library",
                                           "vfs-mount",
                                           "fs-call",
                                           "fs-handles",
                                           "fs-writable",
                                           "fs-revive",
                                           "fs-pick",
                                           "folder-input",
                                           "drop-entries",
                                           "drop",
                                           "fs-guard",
                                           "interpreter-files",
                                           "interpreter-console",
                                           "interpreter-desk",
                                           "breakpoints",
                                           "page-stops",
                                           "code-keeper",
                                           NULL };
/* After them, for a page that the user opens files with. */
static const char opened_piece[] = "opened";
static const char *const world_pieces[] = {
  "top",     "base",    "text",      "bridge",          "wishes",
  "blocked", "scripts", "downloads", "script-elements", "interpreter-shell",
  NULL
};

static void
append_file (GString *text, const char *name)
{
  g_autofree char *path = g_strconcat ("/pyxis/bridge/", name, NULL);
  g_autoptr (GBytes) bytes =
    g_resource_lookup_data (pyxis_web_get_resource (), path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);

  g_assert (bytes);
  g_string_append_len (text, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes));
}

static void
append_piece (GString *script, const char *name)
{
  g_autofree char *file = g_strconcat (name, ".js", NULL);

  append_file (script, file);
}

static void
add_file (cJSON *options, const char *key, const char *name)
{
  g_autoptr (GString) text = g_string_new (NULL);

  append_file (text, name);
  cJSON_AddStringToObject (options, key, text->str);
}

/* The only way a value gets into a script: as JSON, which is JavaScript, printed by cJSON. `last` is one
 * more piece (nullable). */
static char *
compose (const char *const *pieces, const char *last, const cJSON *options)
{
  g_autoptr (GString) script = g_string_new ("(() => {\n\"use strict\";\nconst pyxisOptions = ");
  g_autofree char *json = cJSON_PrintUnformatted (options);

  g_string_append (script, json);
  g_string_append (script, ";\n");
  for (guint i = 0; pieces[i]; i++)
    append_piece (script, pieces[i]);
  if (last)
    append_piece (script, last);
  g_string_append (script, "})();\n");
  return g_string_free (g_steal_pointer (&script), FALSE);
}

/* The secret is in the page's script, of which no script of the page can see the text, and so not in
 * the workers', which is handed around as a blob. */
static cJSON *
make_options (PyxisBridge *self)
{
  cJSON *options = cJSON_CreateObject ();
  g_autofree char *prelude = NULL;

  cJSON_AddStringToObject (options, "origin", self->base);
  cJSON_AddStringToObject (options, "pyodide", self->pyodide);
  cJSON_AddBoolToObject (options, "isGuess", self->is_guess);
  cJSON_AddStringToObject (options, "stops", pyxis_breakpoints_get_token (self->breakpoints));
  add_file (options, "osLater", "os_later.py");
  add_file (options, "osMore", "os_more.py");
  add_file (options, "consolePyodide", "console_pyodide.py");
  add_file (options, "consoleMicropython", "console_micropython.py");
  prelude = compose (worker_pieces, NULL, options);
  cJSON_AddStringToObject (options, "core", PYXIS_BRIDGE_CORE_ADDRESS);
  cJSON_AddStringToObject (options, "prelude", prelude);
  cJSON_AddStringToObject (options, "secret", self->secret);
  cJSON_AddNumberToObject (options, "points", pyxis_breakpoints_get_points (self->breakpoints));
  return options;
}

/* WebKit's patterns know no port: http://127.0.0.1/ with any of them. The scripts compare the whole
 * origin. */
static char *
make_pattern (const char *base)
{
  const char *host = strstr (base, "://");
  const char *port = host ? strchr (host + 3, ':') : NULL;

  return g_strdup_printf ("%.*s/*", (int) (port ? (gsize) (port - base) : strlen (base)), base);
}

static void
script_message_cb (WebKitUserContentManager *content, JSCValue *value, gpointer user_data)
{
  PyxisBridge *self = user_data;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;
  const char *json = NULL;
  gsize length = 0;

  if (!jsc_value_is_string (value)) {
    g_debug ("A message of the page is no string.");
    return;
  }

  bytes = jsc_value_to_string_as_bytes (value);
  json = g_bytes_get_data (bytes, &length);
  if (length > PYXIS_MESSAGE_MAX) {
    g_debug ("A message of the page is %" G_GSIZE_FORMAT " bytes long.", length);
    return;
  }
  if (!pyxis_event_log_append_message (self->log, json ? json : "", (gssize) length, &error))
    g_debug ("%s", error->message);
}

/* `world` is nullable: the page's own. */
static WebKitUserScript *
make_script (PyxisBridge *self, const char *const *pieces, const char *last, const char *world)
{
  cJSON *options = make_options (self);
  g_autofree char *pattern = make_pattern (self->base);
  g_autofree char *script = compose (pieces, last, options);
  const char *allowed[] = { pattern, NULL };

  cJSON_Delete (options);
  if (!world)
    return webkit_user_script_new (script, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
                                   WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_START, allowed, NULL);
  return webkit_user_script_new_for_world (script, WEBKIT_USER_CONTENT_INJECT_TOP_FRAME,
                                           WEBKIT_USER_SCRIPT_INJECT_AT_DOCUMENT_START, world,
                                           allowed, NULL);
}

static void
add_page_script (PyxisBridge *self)
{
  self->page_script =
    make_script (self, page_pieces, self->is_handed_files ? opened_piece : NULL, NULL);
  webkit_user_content_manager_add_script (self->content, self->page_script);
}

static void
add_scripts (PyxisBridge *self)
{
  self->world_script = make_script (self, world_pieces, NULL, WORLD);
  webkit_user_content_manager_add_script (self->content, self->world_script);
  add_page_script (self);
}

static void
replace_page_script (PyxisBridge *self)
{
  webkit_user_content_manager_remove_script (self->content, self->page_script);
  webkit_user_script_unref (self->page_script);
  add_page_script (self);
}

/* For the next page; one that is there is told in another way (view-breakpoints.c). */
static void
changed_cb (PyxisBreakpoints *breakpoints, gpointer user_data)
{
  PyxisBridge *self = user_data;
  guint points = pyxis_breakpoints_get_points (breakpoints);

  if (points == self->points)
    return;
  self->points = points;
  replace_page_script (self);
}

static void
pyxis_bridge_dispose (GObject *object)
{
  PyxisBridge *self = PYXIS_BRIDGE (object);

  if (self->content) {
    webkit_user_content_manager_unregister_script_message_handler (self->content, HANDLER, WORLD);
    webkit_user_content_manager_unregister_script_message_handler (
      self->content, PYXIS_BRIDGE_PICK_HANDLER, WORLD);
    webkit_user_content_manager_unregister_script_message_handler (
      self->content, PYXIS_BRIDGE_INPUT_HANDLER, WORLD);
    webkit_user_content_manager_unregister_script_message_handler (
      self->content, PYXIS_BRIDGE_DROP_HANDLER, WORLD);
    webkit_user_content_manager_unregister_script_message_handler (
      self->content, PYXIS_BRIDGE_OPENED_HANDLER, WORLD);
    webkit_user_content_manager_unregister_script_message_handler (
      self->content, PYXIS_BRIDGE_BLOCKED_HANDLER, WORLD);
    webkit_user_content_manager_unregister_script_message_handler (
      self->content, PYXIS_BRIDGE_INTERPRETERS_HANDLER, WORLD);
    webkit_user_content_manager_remove_script (self->content, self->page_script);
    webkit_user_content_manager_remove_script (self->content, self->world_script);
  }
  g_clear_pointer (&self->page_script, webkit_user_script_unref);
  g_clear_pointer (&self->world_script, webkit_user_script_unref);
  g_clear_object (&self->content);
  g_clear_object (&self->log);
  if (self->breakpoints)
    g_signal_handlers_disconnect_by_data (self->breakpoints, self);
  g_clear_object (&self->breakpoints);
  g_clear_pointer (&self->base, g_free);
  g_clear_pointer (&self->secret, g_free);
  g_clear_pointer (&self->pyodide, g_free);

  G_OBJECT_CLASS (pyxis_bridge_parent_class)->dispose (object);
}

static void
pyxis_bridge_class_init (PyxisBridgeClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pyxis_bridge_dispose;
}

static void
pyxis_bridge_init (PyxisBridge *self)
{
}

GBytes *
pyxis_bridge_new_worker_script (void)
{
  cJSON *options = cJSON_CreateObject ();
  char *script = compose (plain_pieces, NULL, options);

  cJSON_Delete (options);
  return g_bytes_new_take (script, strlen (script));
}

PyxisBridge *
pyxis_bridge_new (const PyxisBridgeOptions *options)
{
  WebKitUserContentManager *content = options->content;
  PyxisBridge *self = NULL;

  g_return_val_if_fail (WEBKIT_IS_USER_CONTENT_MANAGER (content) && options->base, NULL);
  g_return_val_if_fail (PYXIS_IS_EVENT_LOG (options->log), NULL);

  self = g_object_new (PYXIS_TYPE_BRIDGE, NULL);
  self->content = g_object_ref (content);
  self->log = g_object_ref (options->log);
  self->breakpoints = g_object_ref (options->breakpoints);
  self->base = g_strdup (options->base);
  self->secret = g_strdup (options->secret);
  self->pyodide = g_strdup (options->pyodide);
  self->is_guess = options->is_guess;
  self->points = pyxis_breakpoints_get_points (self->breakpoints);
  self->is_handed_files = options->is_handed_files;
  g_signal_connect_object (self->breakpoints, "changed", G_CALLBACK (changed_cb), self, 0);
  g_signal_connect_object (content, "script-message-received::" HANDLER,
                           G_CALLBACK (script_message_cb), self, 0);
  webkit_user_content_manager_register_script_message_handler (content, HANDLER, WORLD);
  webkit_user_content_manager_register_script_message_handler_with_reply (
    content, PYXIS_BRIDGE_PICK_HANDLER, WORLD);
  webkit_user_content_manager_register_script_message_handler_with_reply (
    content, PYXIS_BRIDGE_INPUT_HANDLER, WORLD);
  webkit_user_content_manager_register_script_message_handler (content, PYXIS_BRIDGE_DROP_HANDLER,
                                                               WORLD);
  webkit_user_content_manager_register_script_message_handler (content, PYXIS_BRIDGE_OPENED_HANDLER,
                                                               WORLD);
  webkit_user_content_manager_register_script_message_handler (content,
                                                               PYXIS_BRIDGE_BLOCKED_HANDLER, WORLD);
  webkit_user_content_manager_register_script_message_handler (
    content, PYXIS_BRIDGE_INTERPRETERS_HANDLER, WORLD);
  add_scripts (self);
  return self;
}

void
pyxis_bridge_set_pyodide (PyxisBridge *self, const char *version)
{
  g_return_if_fail (PYXIS_IS_BRIDGE (self));

  if (g_str_equal (version, self->pyodide))
    return;
  g_free (self->pyodide);
  self->pyodide = g_strdup (version);
  replace_page_script (self);
}
