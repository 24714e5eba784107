/* SPDX-License-Identifier: Apache-2.0 */
#include "filter.h"

#include <cjson/cJSON.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
add_rule (cJSON *rules, const char *pattern, const char *action)
{
  cJSON *rule = cJSON_CreateObject ();
  cJSON *trigger = cJSON_AddObjectToObject (rule, "trigger");
  cJSON *act = cJSON_AddObjectToObject (rule, "action");

  cJSON_AddStringToObject (trigger, "url-filter", pattern);
  cJSON_AddBoolToObject (trigger, "url-filter-is-case-sensitive", TRUE);
  cJSON_AddStringToObject (act, "type", action);
  cJSON_AddItemToArray (rules, rule);
}

static void
allow_prefix (cJSON *rules, const char *prefix)
{
  g_autofree char *escaped = g_regex_escape_string (prefix, -1);
  g_auto (GStrv) parts = g_strsplit (escaped, "\\-", -1);
  g_autofree char *plain = g_strjoinv ("-", parts); /* the filter's grammar has no escaped hyphen */
  g_autofree char *pattern = g_strconcat ("^", plain, NULL);

  add_rule (rules, pattern, "ignore-previous-rules");
}

static void
allow_host (cJSON *rules, const char *host)
{
  static const char *const schemes[] = { "https", "wss" };
  gboolean is_any = g_str_has_prefix (host, "*.");
  g_auto (GStrv) parts = g_strsplit (is_any ? host + 1 : host, ".", -1);
  g_autofree char *escaped = g_strjoinv ("\\.", parts);

  for (gsize i = 0; i < G_N_ELEMENTS (schemes); i++) {
    g_autofree char *pattern =
      g_strdup_printf ("^%s://%s%s/", schemes[i], is_any ? "[^/:@]*" : "", escaped);

    add_rule (rules, pattern, "ignore-previous-rules");
  }
}

char *
pyxis_filter_make_rules (const char *base, const char *const *prefixes, const char *const *hosts)
{
  cJSON *rules = cJSON_CreateArray ();
  g_autofree char *own = g_strconcat (base, "/", NULL);
  char *json = NULL;

  add_rule (rules, ".*", "block");
  allow_prefix (rules, own);
  allow_prefix (rules, "blob:");
  allow_prefix (rules, "data:");
  for (guint i = 0; prefixes[i]; i++)
    allow_prefix (rules, prefixes[i]);
  for (guint i = 0; hosts[i]; i++)
    allow_host (rules, hosts[i]);

  json = cJSON_PrintUnformatted (rules);
  cJSON_Delete (rules);
  return json;
}

/* One load under way. WebKit compiles into files only. */
typedef struct {
  char *rules;
  char *temporary; /* (nullable): the folder to remove at the end */
} Load;

static void
remove_folder (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);

  for (const char *name; dir && (name = g_dir_read_name (dir));) {
    g_autofree char *file = g_build_filename (path, name, NULL);

    g_unlink (file);
  }
  g_rmdir (path);
}

static void
load_free (gpointer data)
{
  Load *load = data;

  if (load->temporary)
    remove_folder (load->temporary);
  g_free (load->temporary);
  g_free (load->rules);
  g_free (load);
}

static gboolean
is_usable (const char *dir)
{
  return dir && g_mkdir_with_parents (dir, 0700) == 0 && g_access (dir, W_OK | X_OK) == 0;
}

static void
saved_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  WebKitUserContentFilter *filter = webkit_user_content_filter_store_save_finish (
    WEBKIT_USER_CONTENT_FILTER_STORE (source), result, &error);

  if (filter)
    g_task_return_pointer (task, filter, (GDestroyNotify) webkit_user_content_filter_unref);
  else
    g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_FAILED,
                             "The network filter could not be compiled: %s", error->message);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  WebKitUserContentFilterStore *store = WEBKIT_USER_CONTENT_FILTER_STORE (source);
  WebKitUserContentFilter *filter =
    webkit_user_content_filter_store_load_finish (store, result, NULL);
  const char *rules = ((Load *) g_task_get_task_data (task))->rules;
  g_autofree char *id = g_compute_checksum_for_string (G_CHECKSUM_SHA256, rules, -1);
  g_autoptr (GBytes) bytes = NULL;

  if (filter) {
    g_task_return_pointer (task, filter, (GDestroyNotify) webkit_user_content_filter_unref);
    return;
  }

  bytes = g_bytes_new (rules, strlen (rules));
  webkit_user_content_filter_store_save (store, id, bytes, g_task_get_cancellable (task), saved_cb,
                                         g_object_ref (task));
}

void
pyxis_filter_load_async (const char *dir,
                         const char *rules,
                         GCancellable *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer user_data)
{
  g_autofree char *temporary =
    is_usable (dir) ? NULL : g_dir_make_tmp ("pyxis-filter-XXXXXX", NULL);
  g_autofree char *id = g_compute_checksum_for_string (G_CHECKSUM_SHA256, rules, -1);
  g_autoptr (WebKitUserContentFilterStore) store = NULL;
  GTask *task = NULL;
  Load *load = g_new0 (Load, 1);

  store = webkit_user_content_filter_store_new (temporary ? temporary : dir ? dir : "");
  load->rules = g_strdup (rules);
  load->temporary = g_steal_pointer (&temporary);
  task = g_task_new (store, cancellable, callback, user_data);
  g_task_set_task_data (task, load, load_free);
  webkit_user_content_filter_store_load (store, id, cancellable, loaded_cb, task);
}

WebKitUserContentFilter *
pyxis_filter_load_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
