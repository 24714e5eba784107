/* SPDX-License-Identifier: Apache-2.0 */
#include "engine.h"

#include <string.h>

#include "engine-private.h"
#include "network-sessions.h"
#include "scheme.h"

G_DEFINE_FINAL_TYPE (PyxisEngine, pyxis_engine, G_TYPE_OBJECT)

static void
initialize_extensions_cb (WebKitWebContext *context, gpointer user_data)
{
  PyxisEngine *self = user_data;
  GVariant *runtimes = pyxis_runtimes_describe (self->runtimes);

  webkit_web_context_set_web_process_extensions_directory (context, self->extension_dir);
  webkit_web_context_set_web_process_extensions_initialization_user_data (
    context, g_variant_new ("(ub(sb^as@a(ssas)))", self->log_number, self->has_snapshots,
                            self->base, self->is_network_denied, self->hosts, runtimes));
}

static void
create_context (PyxisEngine *self)
{
  self->context = webkit_web_context_new ();
  webkit_web_context_set_cache_model (self->context, WEBKIT_CACHE_MODEL_DOCUMENT_VIEWER);
  if (g_file_test (self->extension_dir, G_FILE_TEST_IS_DIR))
    webkit_web_context_add_path_to_sandbox (self->context, self->extension_dir, TRUE);
  g_signal_connect_object (self->context, "initialize-web-process-extensions",
                           G_CALLBACK (initialize_extensions_cb), self, 0);
}

static PyxisVfs *
create_vfs (const PyxisEngineOptions *options)
{
  PyxisVfs *vfs = options->vfs || !options->sibling ? options->vfs : options->sibling->vfs;

  return vfs ? g_object_ref (vfs) : pyxis_vfs_new ();
}

/* (transfer full) */
static PyxisGrants *
create_grants (const PyxisEngineOptions *options)
{
  PyxisGrants *grants =
    options->sibling ? pyxis_engine_get_grants (options->sibling) : options->grants;

  return grants ? g_object_ref (grants) : pyxis_grants_new (NULL);
}

/* (nullable) (transfer none) */
static PyxisCodeCache *
choose_code (const PyxisEngineOptions *options)
{
  return options->sibling ? pyxis_code_door_get_cache (options->sibling->doors.code)
                          : options->code;
}

static void
snapshot_refused_cb (PyxisInterpreterSnapshots *snapshots, const char *sentence, gpointer user_data)
{
  pyxis_event_log_notice (user_data, "snapshot", "%s", sentence);
}

static void
set_snapshots (PyxisEngine *self, PyxisInterpreterSnapshots *snapshots)
{
  if (!snapshots)
    return;
  pyxis_resolver_set_snapshots (self->resolver, snapshots);
  g_signal_connect_object (snapshots, "refused", G_CALLBACK (snapshot_refused_cb), self->log, 0);
}

static void
set_worker_script (PyxisEngine *self)
{
  g_autoptr (GBytes) script = pyxis_bridge_new_worker_script ();

  pyxis_resolver_set_worker_script (self->resolver, script);
}

static gboolean
create_transport (PyxisEngine *self, const PyxisEngineOptions *options, GError **error)
{
  if (options->transport == PYXIS_TRANSPORT_SCHEME) {
    self->base = g_strconcat (PYXIS_SCHEME "://", options->origin, NULL);
    pyxis_scheme_register (self->context, self->resolver, &self->doors, self->log);
    return TRUE;
  }

  if (options->sibling) {
    self->server = g_object_ref (options->sibling->server);
    g_set_object (&self->doors.vfs, options->sibling->doors.vfs);
    g_set_object (&self->doors.grants, options->sibling->doors.grants);
    g_set_object (&self->doors.stops, options->sibling->doors.stops);
    g_set_object (&self->doors.code, options->sibling->doors.code);
    self->log_number = pyxis_server_add_log (self->server, self->log);
  } else {
    self->server = pyxis_server_new (self->resolver, self->log, options->port, error);
  }
  if (!self->server)
    return FALSE;
  pyxis_server_set_doors (self->server, &self->doors);
  self->base = g_strdup (pyxis_server_get_base (self->server));
  return TRUE;
}

static void
pyxis_engine_dispose (GObject *object)
{
  PyxisEngine *self = PYXIS_ENGINE (object);

  g_clear_object (&self->bridge);
  if (self->doors.stops && self->breakpoints) {
    pyxis_breakpoints_begin_page (self->breakpoints);
    pyxis_stop_door_remove (self->doors.stops, self->breakpoints);
  }
  g_clear_object (&self->doors.stops);
  g_clear_object (&self->breakpoints);
  g_clear_object (&self->choice);
  g_clear_object (&self->content);
  if (self->server)
    pyxis_server_remove_log (self->server, self->log);
  g_clear_object (&self->server);
  g_clear_pointer (&self->session, pyxis_network_sessions_release);
  g_clear_object (&self->context);
  g_clear_object (&self->resolver);
  g_clear_object (&self->runtimes);
  g_clear_object (&self->doors.vfs);
  g_clear_object (&self->doors.grants);
  g_clear_object (&self->doors.code);
  g_clear_object (&self->vfs);
  g_clear_object (&self->log);

  G_OBJECT_CLASS (pyxis_engine_parent_class)->dispose (object);
}

static void
pyxis_engine_finalize (GObject *object)
{
  PyxisEngine *self = PYXIS_ENGINE (object);

  g_free (self->base);
  g_free (self->start_page);
  g_free (self->extension_dir);
  g_strfreev (self->hosts);
  g_free (self->cache_dir);
  g_free (self->picked);

  G_OBJECT_CLASS (pyxis_engine_parent_class)->finalize (object);
}

static void
pyxis_engine_class_init (PyxisEngineClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyxis_engine_dispose;
  object_class->finalize = pyxis_engine_finalize;
}

static void
pyxis_engine_init (PyxisEngine *self)
{
}

/* Kept where other things are that a start leaves for the next one. */
static PyxisPyodideChoice *
create_choice (const PyxisEngineOptions *options)
{
  g_autofree char *folder =
    choose_code (options) ? g_build_filename (options->cache_dir, "pyodide-versions", NULL) : NULL;

  return pyxis_pyodide_choice_new (folder, options->origin, options->runtimes, options->log);
}

static PyxisBridge *
create_bridge (PyxisEngine *self, const PyxisEngineOptions *options)
{
  PyxisBridgeOptions own = {
    .content = self->content,
    .base = self->base,
    .secret = pyxis_vfs_door_get_secret (self->doors.vfs),
    .pyodide = pyxis_pyodide_choice_get_version (self->choice),
    .is_guess = pyxis_pyodide_choice_is_guess (self->choice),
    .breakpoints = self->breakpoints,
    .log = self->log,
    .is_handed_files = options->is_handed_files,
  };

  return pyxis_bridge_new (&own);
}

PyxisEngine *
pyxis_engine_new (const PyxisEngineOptions *options, GError **error)
{
  g_autoptr (PyxisEngine) self = g_object_new (PYXIS_TYPE_ENGINE, NULL);
  g_autoptr (PyxisGrants) grants = create_grants (options);

  g_return_val_if_fail (!options->sibling || options->sibling->transport == options->transport,
                        NULL);

  self->transport = options->transport;
  self->resolver = pyxis_resolver_new (options->origin, options->source, options->runtimes);
  self->runtimes = g_object_ref (options->runtimes);
  self->log = g_object_ref (options->log);
  self->start_page = g_strdup (options->start_page);
  self->extension_dir = g_strdup (options->extension_dir);
  self->cache_dir = g_strdup (options->cache_dir);
  self->picked = g_strdup (options->picked);
  self->needs_extension = options->needs_extension;
  self->has_no_tools = options->has_no_tools;
  self->is_network_denied = options->is_network_denied;
  self->hosts = options->hosts ? g_strdupv ((char **) options->hosts) : g_new0 (char *, 1);
  self->is_unattended = options->is_unattended;
  self->has_snapshots = options->snapshots != NULL;
  self->keeps_filter = options->transport == PYXIS_TRANSPORT_SCHEME || options->port >= 0;

  self->vfs = create_vfs (options);
  pyxis_resolver_set_vfs (self->resolver, self->vfs);
  set_snapshots (self, options->snapshots);
  pyxis_resolver_set_code (self->resolver, choose_code (options));
  set_worker_script (self);
  self->doors.vfs = pyxis_vfs_door_new (self->vfs, self->log);
  self->doors.grants = pyxis_grant_door_new (grants, self->log);
  self->doors.stops = pyxis_stop_door_new ();
  self->doors.code = pyxis_code_door_new (choose_code (options));
  self->breakpoints = pyxis_breakpoints_new (self->log);
  self->choice = create_choice (options);
  create_context (self);
  self->session = options->sibling ? g_object_ref (options->sibling->session)
                                   : pyxis_network_sessions_get (options->data_dir);
  if (!create_transport (self, options, error))
    return NULL;
  pyxis_engine_report_what_is_denied (self);

  pyxis_stop_door_add (self->doors.stops, self->breakpoints);
  self->content = webkit_user_content_manager_new ();
  self->bridge = create_bridge (self, options);
  return g_steal_pointer (&self);
}

gboolean
pyxis_engine_is_unattended (PyxisEngine *self)
{
  g_return_val_if_fail (PYXIS_IS_ENGINE (self), FALSE);

  return self->is_unattended;
}

gboolean
pyxis_engine_is_network_denied (PyxisEngine *self)
{
  g_return_val_if_fail (PYXIS_IS_ENGINE (self), FALSE);

  return self->is_network_denied;
}

PyxisEventLog *
pyxis_engine_get_log (PyxisEngine *self)
{
  g_return_val_if_fail (PYXIS_IS_ENGINE (self), NULL);

  return self->log;
}

PyxisVfs *
pyxis_engine_get_vfs (PyxisEngine *self)
{
  g_return_val_if_fail (PYXIS_IS_ENGINE (self), NULL);

  return self->vfs;
}

PyxisBreakpoints *
pyxis_engine_get_breakpoints (PyxisEngine *self)
{
  g_return_val_if_fail (PYXIS_IS_ENGINE (self), NULL);

  return self->breakpoints;
}

PyxisResolver *
pyxis_engine_get_resolver (PyxisEngine *self)
{
  g_return_val_if_fail (PYXIS_IS_ENGINE (self), NULL);

  return self->resolver;
}

PyxisGrants *
pyxis_engine_get_grants (PyxisEngine *self)
{
  g_return_val_if_fail (PYXIS_IS_ENGINE (self), NULL);

  return pyxis_grant_door_get_grants (self->doors.grants);
}

const char *
pyxis_engine_get_picked (PyxisEngine *self)
{
  g_return_val_if_fail (PYXIS_IS_ENGINE (self), NULL);

  return self->picked;
}

void
pyxis_engine_begin_page (PyxisEngine *self)
{
  g_return_if_fail (PYXIS_IS_ENGINE (self));

  pyxis_bridge_set_pyodide (self->bridge, pyxis_pyodide_choice_get_version (self->choice));
  pyxis_pyodide_choice_begin_page (self->choice);
}

void
pyxis_engine_close_files (PyxisEngine *self)
{
  g_return_if_fail (PYXIS_IS_ENGINE (self));

  /* Pages of several windows may come in by one. */
  if (self->server)
    return;
  pyxis_vfs_client_close_all (pyxis_vfs_door_get_client (self->doors.vfs));
  pyxis_grant_client_close_all (pyxis_grant_door_get_client (self->doors.grants));
}

PyxisTransport
pyxis_engine_get_transport (PyxisEngine *self)
{
  g_return_val_if_fail (PYXIS_IS_ENGINE (self), PYXIS_TRANSPORT_SCHEME);

  return self->transport;
}

const char *
pyxis_engine_get_base (PyxisEngine *self)
{
  g_return_val_if_fail (PYXIS_IS_ENGINE (self), NULL);

  return self->base;
}

char *
pyxis_engine_dup_start_address (PyxisEngine *self)
{
  g_autofree char *path = NULL;

  g_return_val_if_fail (PYXIS_IS_ENGINE (self), NULL);

  if (self->server)
    return pyxis_server_dup_first_address (self->server, self->start_page);

  path = pyxis_address_encode_path (self->start_page);
  return g_strconcat (self->base, path, NULL);
}

gboolean
pyxis_engine_owns_address (PyxisEngine *self, const char *uri)
{
  gsize length = strlen (self->base);

  g_return_val_if_fail (PYXIS_IS_ENGINE (self), FALSE);

  return g_str_has_prefix (uri, self->base) && (uri[length] == '/' || uri[length] == '\0');
}

gboolean
pyxis_engine_is_folder_address (PyxisEngine *self, const char *uri)
{
  g_autoptr (PyxisAddress) address = NULL;

  g_return_val_if_fail (PYXIS_IS_ENGINE (self), FALSE);

  address = pyxis_address_parse (uri, NULL);
  return address && !address->is_folder && pyxis_resolver_is_folder (self->resolver, address);
}
