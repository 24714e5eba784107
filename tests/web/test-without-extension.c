/* SPDX-License-Identifier: Apache-2.0 */
#include <gtk/gtk.h>

#include "jsc-options.h"
#include "sample-resolver.h"
#include "self-test.h"
#include "web-library.h"

/* Where the web-process extension is missing, shared memory is switched on by the environment alone. */

static void
tested_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_shared_memory (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisRuntimes) runtimes = sample_runtimes_new (folder);
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autofree char *nowhere = g_build_filename (folder, "nowhere", NULL);
  PyxisEngineOptions options = {
    .runtimes = runtimes,
    .log = log,
    .extension_dir = nowhere,
    .cache_dir = folder,
  };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PyxisSelfTest test = { 0 };

  pyxis_self_test_run_async (&options, NULL, tested_cb, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  g_assert_true (pyxis_self_test_run_finish (result, &test, &error));
  g_assert_no_error (error);
  g_assert_true (test.has_shared_memory);
  g_assert_true (test.reaches_worker);
  g_assert_true (test.can_wait);
}

int
main (int argc, char **argv)
{
  pyxis_jsc_options_apply ();
  pyxis_web_library_initialize ();
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
  g_test_add_func ("/without-extension/shared-memory", test_shared_memory);
  return g_test_run ();
}
