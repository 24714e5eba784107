/* SPDX-License-Identifier: Apache-2.0 */
#include "check-private.h"

#define INTERVAL_MS 100
#define EXPECT "/pyxis/app/js/expect.js"
#define EXPECT_SYNTAX "/pyxis/app/js/expect-syntax.js"

/* Runs a script of ours that has the user's expression in it. */
static void
call_with_expression (PyxisCheck *self, const char *resource, GAsyncReadyCallback callback)
{
  g_autoptr (GBytes) script =
    g_resources_lookup_data (resource, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GString) body = g_string_new (g_bytes_get_data (script, NULL));

  g_string_replace (body, "EXPRESSION", self->options->expect, 1);
  pyxis_view_call_async (self->view, body->str, self->cancellable, callback,
                         pyxis_check_ref (self));
}

/* An error while it runs is as good as false: what it looks at may not be there yet. */
static void
expected_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisCheck) self = user_data;
  g_autofree char *json = pyxis_view_call_finish (PYXIS_VIEW (source), result, NULL);

  self->is_asking = FALSE;
  if (!self->is_over && json && g_str_equal (json, "true"))
    pyxis_check_conclude_success (self);
}

/* Asks at each interval, but never twice at once: the expression may await something slow. */
static gboolean
expect_cb (gpointer user_data)
{
  PyxisCheck *self = user_data;

  if (self->is_asking)
    return G_SOURCE_CONTINUE;
  self->is_asking = TRUE;
  call_with_expression (self, EXPECT, expected_cb);
  return G_SOURCE_CONTINUE;
}

static void
syntax_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisCheck) self = user_data;
  g_autoptr (GError) error = NULL;
  g_autofree char *json = pyxis_view_call_finish (PYXIS_VIEW (source), result, &error);

  if (self->is_over)
    return;
  if (!json) {
    pyxis_check_conclude (
      self, PYXIS_STATUS_USAGE,
      g_strdup_printf ("--expect is no JavaScript expression: %s", error->message));
    return;
  }
  self->poll = g_timeout_add (INTERVAL_MS, expect_cb, self);
  expect_cb (self);
}

void
pyxis_check_expect (PyxisCheck *self)
{
  call_with_expression (self, EXPECT_SYNTAX, syntax_cb);
}
