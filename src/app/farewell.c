/* SPDX-License-Identifier: Apache-2.0 */
#include "farewell.h"

/* WebKit's delay (2.50: 500 ms), and time for the disk. */
#define WRITE_MS 750
#define ENGINES "pyxis-farewell"

typedef struct {
  GApplication *application;
  char *origin;
  PyxisEngine *engine;
} Farewell;

static void
farewell_free (Farewell *self)
{
  g_object_unref (self->engine);
  g_free (self->origin);
  g_free (self);
}

/* (transfer none): of Farewell; the newest is the last. */
static GPtrArray *
get_all (GApplication *application)
{
  GPtrArray *all = g_object_get_data (G_OBJECT (application), ENGINES);

  if (!all) {
    all = g_ptr_array_new_with_free_func ((GDestroyNotify) farewell_free);
    g_object_set_data_full (G_OBJECT (application), ENGINES, all,
                            (GDestroyNotify) g_ptr_array_unref);
  }
  return all;
}

static gboolean
written_cb (gpointer user_data)
{
  g_autoptr (GApplication) application = ((Farewell *) user_data)->application;

  g_ptr_array_remove (get_all (application), user_data);
  g_application_release (application);
  return G_SOURCE_REMOVE;
}

void
pyxis_farewell (GApplication *application, const char *origin, PyxisEngine *engine)
{
  Farewell *self = g_new (Farewell, 1);

  g_return_if_fail (G_IS_APPLICATION (application));

  self->application = g_object_ref (application);
  self->origin = g_strdup (origin);
  self->engine = g_object_ref (engine);
  /* The next window needs the port, and serves the project as it is then. */
  pyxis_engine_stop_serving (engine);
  g_ptr_array_add (get_all (application), self);
  g_application_hold (application);
  g_timeout_add (WRITE_MS, written_cb, self);
}

PyxisEngine *
pyxis_farewell_find (GApplication *application, const char *origin)
{
  GPtrArray *all = get_all (application);

  for (guint i = all->len; i > 0; i--) {
    Farewell *farewell = g_ptr_array_index (all, i - 1);

    if (g_str_equal (farewell->origin, origin) &&
        pyxis_engine_get_transport (farewell->engine) == PYXIS_TRANSPORT_SCHEME)
      return farewell->engine;
  }
  return NULL;
}
