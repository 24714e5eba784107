/* SPDX-License-Identifier: Apache-2.0 */
#include "engine-private.h"
#include "filter.h"
#include "redirect.h"

#define EXTENSION_MODULE "libpyxis-web-process.so"

/* The network filter, which must be there before a page is. */

void
pyxis_engine_report_what_is_denied (PyxisEngine *self)
{
  g_autofree char *policy =
    g_strdup_printf ("default-src %s blob: data: 'unsafe-inline' 'unsafe-eval'", self->base);

  if (self->is_network_denied)
    pyxis_resolver_set_reported_policy (self->resolver, policy);
}

static void
filter_ready_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  PyxisEngine *self = g_task_get_source_object (task);
  g_autoptr (GError) error = NULL;
  WebKitUserContentFilter *filter = pyxis_filter_load_finish (result, &error);

  if (!filter) {
    g_task_return_error (task, g_steal_pointer (&error));
    return;
  }
  webkit_user_content_manager_add_filter (self->content, filter);
  webkit_user_content_filter_unref (filter);
  g_task_return_boolean (task, TRUE);
}

/* What nobody would redirect or cancel must not pass the filter. */
static const char *const *
get_passing_prefixes (PyxisEngine *self)
{
  static const char *const none[] = { NULL };
  g_autofree char *module = g_build_filename (self->extension_dir, EXTENSION_MODULE, NULL);

  if (g_file_test (module, G_FILE_TEST_IS_REGULAR))
    return pyxis_redirect_get_prefixes ();
  pyxis_event_log_notice (self->log, "installation",
                          "“%s” is missing, so public addresses of the runtimes are refused with "
                          "the rest of the network. Install Pyxis again.",
                          module);
  return none;
}

void
pyxis_engine_prepare_async (PyxisEngine *self,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data)
{
  GTask *task = g_task_new (self, cancellable, callback, user_data);
  g_autofree char *dir = g_build_filename (self->cache_dir, "filters", NULL);
  g_autofree char *rules = NULL;

  g_return_if_fail (PYXIS_IS_ENGINE (self));

  if (!self->is_network_denied) {
    g_task_return_boolean (task, TRUE);
    g_object_unref (task);
    return;
  }
  rules = pyxis_filter_make_rules (self->base, get_passing_prefixes (self),
                                   (const char *const *) self->hosts);
  pyxis_filter_load_async (self->keeps_filter ? dir : NULL, rules, cancellable, filter_ready_cb,
                           task);
}

gboolean
pyxis_engine_prepare_finish (PyxisEngine *self, GAsyncResult *result, GError **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
