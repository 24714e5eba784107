/* SPDX-License-Identifier: Apache-2.0 */
#include "network-sessions.h"

#define WRITTEN_SECONDS 60

/* From the folder to its session, while that lives. */
static GHashTable *sessions;

static void
ended_cb (gpointer data_dir, GObject *former_session)
{
  g_hash_table_remove (sessions, data_dir);
}

WebKitNetworkSession *
pyxis_network_sessions_get (const char *data_dir)
{
  g_autofree char *data = data_dir ? g_build_filename (data_dir, "data", NULL) : NULL;
  g_autofree char *cache = data_dir ? g_build_filename (data_dir, "cache", NULL) : NULL;
  WebKitNetworkSession *session;
  char *key;

  if (!data_dir)
    return webkit_network_session_new_ephemeral ();
  if (!sessions)
    sessions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  session = g_hash_table_lookup (sessions, data_dir);
  if (session)
    return g_object_ref (session);

  g_mkdir_with_parents (data_dir, 0700);
  session = webkit_network_session_new (data, cache);
  key = g_strdup (data_dir);
  g_hash_table_insert (sessions, key, session);
  g_object_weak_ref (G_OBJECT (session), ended_cb, key);
  return session;
}

static gboolean
written_cb (gpointer user_data)
{
  return G_SOURCE_REMOVE;
}

void
pyxis_network_sessions_release (WebKitNetworkSession *session)
{
  g_return_if_fail (WEBKIT_IS_NETWORK_SESSION (session));

  if (webkit_network_session_is_ephemeral (session)) {
    g_object_unref (session);
    return;
  }
  g_timeout_add_seconds_full (G_PRIORITY_DEFAULT, WRITTEN_SECONDS, written_cb, session,
                              g_object_unref);
}
