/* SPDX-License-Identifier: Apache-2.0 */
#include "recent-lookup.h"

#include <errno.h>
#include <gio/gio.h>
#include <glib/gstdio.h>
#include <unistd.h>

#define MAX_THREADS 4

struct _PyxisRecentLookup {
  GThreadPool *pool;
  GCancellable *cancellable; /* of all that waits in the pool */
};

typedef struct {
  PyxisRecentProject *project;
  GCancellable *cancellable;
  gboolean is_missing;
} Lookup;

static void
lookup_free (gpointer data)
{
  Lookup *lookup = data;

  g_object_unref (lookup->project);
  g_object_unref (lookup->cancellable);
  g_free (lookup);
}

static gboolean
looked_up_cb (gpointer user_data)
{
  Lookup *lookup = user_data;

  if (!g_cancellable_is_cancelled (lookup->cancellable))
    pyxis_recent_project_set_missing (lookup->project, lookup->is_missing);
  return G_SOURCE_REMOVE;
}

/* What may not be looked at is not missing: opening it will say so. */
static void
look_up (gpointer data, gpointer user_data)
{
  Lookup *lookup = data;

  lookup->is_missing = !g_cancellable_is_cancelled (lookup->cancellable) &&
                       g_access (pyxis_recent_project_get_path (lookup->project), F_OK) != 0 &&
                       (errno == ENOENT || errno == ENOTDIR);
  g_idle_add_full (G_PRIORITY_DEFAULT, looked_up_cb, lookup, lookup_free);
}

PyxisRecentLookup *
pyxis_recent_lookup_new (void)
{
  PyxisRecentLookup *self = g_new0 (PyxisRecentLookup, 1);

  self->pool = g_thread_pool_new (look_up, NULL, MAX_THREADS, FALSE, NULL);
  self->cancellable = g_cancellable_new ();
  return self;
}

void
pyxis_recent_lookup_free (PyxisRecentLookup *self)
{
  g_cancellable_cancel (self->cancellable);
  /* Not at once: with a free function for items, GLib (2.74) then hands it the number 1, its own
   * wake-up call, as an item. */
  g_thread_pool_free (self->pool, FALSE, FALSE);
  g_object_unref (self->cancellable);
  g_free (self);
}

void
pyxis_recent_lookup_start (PyxisRecentLookup *self, PyxisRecentProject *project)
{
  Lookup *lookup = g_new0 (Lookup, 1);

  lookup->project = g_object_ref (project);
  lookup->cancellable = g_object_ref (self->cancellable);
  g_thread_pool_push (self->pool, lookup, NULL);
}
