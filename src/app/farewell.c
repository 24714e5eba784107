/* SPDX-License-Identifier: Apache-2.0 */
#include "farewell.h"

/* WebKit's delay (2.50: 500 ms), and time for the disk. */
#define WRITE_MS 750

static gboolean
written_cb (gpointer user_data)
{
  g_autoptr (GApplication) application = user_data;

  g_application_release (application);
  return G_SOURCE_REMOVE;
}

void
pyxis_farewell (GApplication *application)
{
  g_return_if_fail (G_IS_APPLICATION (application));

  g_application_hold (application);
  g_timeout_add (WRITE_MS, written_cb, g_object_ref (application));
}
