/* SPDX-License-Identifier: Apache-2.0 */
#include "farewell.h"

/* WebKit's delay (2.50: 500 ms), and time for the disk. */
#define WRITE_MS 750

typedef struct {
  GApplication *application;
  PyxisEngine *engine;
} Farewell;

static gboolean
written_cb (gpointer user_data)
{
  Farewell *self = user_data;

  g_object_unref (self->engine);
  g_application_release (self->application);
  g_object_unref (self->application);
  g_free (self);
  return G_SOURCE_REMOVE;
}

void
pyxis_farewell (GApplication *application, PyxisEngine *engine)
{
  Farewell *self = g_new (Farewell, 1);

  g_return_if_fail (G_IS_APPLICATION (application));

  self->application = g_object_ref (application);
  self->engine = g_object_ref (engine);
  g_application_hold (application);
  g_timeout_add (WRITE_MS, written_cb, self);
}
