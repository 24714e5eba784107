/* SPDX-License-Identifier: Apache-2.0 */
#include "self-test.h"

#include "pyxis-config.h"
#include "web-library.h"

#define FILE_NAME "self-test.ini"
#define GROUPS_MAX 16
#define KEY "shared-memory-on-scheme"

/* All that the answer depends on: the version of WebKit, ours, and whether shared memory is on. */
static char *
describe_machine (void)
{
  g_autofree char *webkit = pyxis_web_library_dup_webkit_version ();
  const char *option = g_getenv ("JSC_useSharedArrayBuffer");

  return g_strdup_printf ("webkit %s, pyxis %s, option %s", webkit, PYXIS_VERSION,
                          option ? option : "unset");
}

static gboolean
recall (const char *cache_dir, PyxisTransport *transport)
{
  g_autofree char *path = g_build_filename (cache_dir, FILE_NAME, NULL);
  g_autofree char *group = describe_machine ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  gboolean is_shared = FALSE;

  if (!g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL))
    return FALSE;
  is_shared = g_key_file_get_boolean (file, group, KEY, &error);
  if (error)
    return FALSE;
  *transport = is_shared ? PYXIS_TRANSPORT_SCHEME : PYXIS_TRANSPORT_LOOPBACK;
  return TRUE;
}

/* Beside what is known of other settings, until they are so many that they must be stale. A cache
 * that cannot be written costs the next start half a second, no more. */
static void
remember (const char *cache_dir, PyxisTransport transport)
{
  g_autofree char *path = g_build_filename (cache_dir, FILE_NAME, NULL);
  g_autofree char *group = describe_machine ();
  g_autoptr (GKeyFile) file = g_key_file_new ();
  g_auto (GStrv) groups = NULL;

  g_key_file_load_from_file (file, path, G_KEY_FILE_NONE, NULL);
  groups = g_key_file_get_groups (file, NULL);
  for (guint i = 0; g_strv_length (groups) >= GROUPS_MAX && groups[i]; i++)
    g_key_file_remove_group (file, groups[i], NULL);
  g_key_file_set_boolean (file, group, KEY, transport == PYXIS_TRANSPORT_SCHEME);
  g_mkdir_with_parents (cache_dir, 0700);
  g_key_file_save_to_file (file, path, NULL);
}

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  const char *cache_dir = g_task_get_task_data (task);
  g_autoptr (GError) error = NULL;
  PyxisSelfTest test = { 0 };
  PyxisTransport transport = PYXIS_TRANSPORT_SCHEME;

  if (pyxis_self_test_run_finish (result, &test, &error)) {
    transport =
      test.reaches_worker && test.can_wait ? PYXIS_TRANSPORT_SCHEME : PYXIS_TRANSPORT_LOOPBACK;
    remember (cache_dir, transport);
  } else {
    g_debug ("The self-test gave no answer: %s", error->message);
  }
  g_task_return_int (task, transport);
}

void
pyxis_transport_choose_async (const PyxisEngineOptions *options,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  PyxisEngineOptions on_scheme = *options;
  PyxisTransport transport = PYXIS_TRANSPORT_SCHEME;

  if (recall (options->cache_dir, &transport)) {
    g_task_return_int (task, transport);
    return;
  }

  g_task_set_task_data (task, g_strdup (options->cache_dir), g_free);
  on_scheme.transport = PYXIS_TRANSPORT_SCHEME;
  pyxis_self_test_run_async (&on_scheme, cancellable, tested_cb, g_steal_pointer (&task));
}

PyxisTransport
pyxis_transport_choose_finish (GAsyncResult *result)
{
  return (PyxisTransport) g_task_propagate_int (G_TASK (result), NULL);
}
