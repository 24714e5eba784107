/* SPDX-License-Identifier: Apache-2.0 */
#include "early-snapshot.h"

#include "self-test.h"
#include "session.h"
#include "snapshot-duty.h"

/* Who knows what to open has done so by then. */
#define WAIT_S 3
#define DATA "pyxis-early-snapshot"

/* While the page is shown. */
typedef struct {
  gulong active_handler;
  guint wait;
  GCancellable *cancellable; /* (nullable): of what is under way */
} Early;

/* Of one that is made. */
typedef struct {
  PyxisSession *session; /* owns what `options` borrows */
  PyxisEngineOptions options;
  PyxisSnapshotDuty *duty;
  GCancellable *cancellable;
} Making;

static gboolean was_begun;

static void
making_free (Making *self)
{
  g_clear_pointer (&self->duty, pyxis_snapshot_duty_free);
  g_object_unref (self->session);
  g_object_unref (self->cancellable);
  g_free (self);
}

static void
made_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (!pyxis_snapshot_duty_make_finish (result, &error))
    g_debug ("%s", error->message);
  making_free (user_data);
}

static void
chosen_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Making *self = user_data;
  g_autoptr (PyxisInterpreterSnapshots) snapshots =
    pyxis_snapshot_duty_open (self->options.cache_dir);

  self->options.transport = pyxis_transport_choose_finish (result);
  self->duty = pyxis_snapshot_duty_new (&self->options, snapshots);
  pyxis_snapshot_duty_make_async (self->duty, self->cancellable, made_cb, self);
}

static void
make (GCancellable *cancellable)
{
  Making *self = g_new0 (Making, 1);

  self->session = pyxis_session_new (NULL);
  self->cancellable = g_object_ref (cancellable);
  pyxis_session_fill_options (self->session, &self->options);
  pyxis_transport_choose_async (&self->options, cancellable, chosen_cb, self);
}

static gboolean
waited_cb (gpointer user_data)
{
  Early *self = user_data;

  self->wait = 0;
  if (was_begun)
    return G_SOURCE_REMOVE;
  was_begun = TRUE;
  self->cancellable = g_cancellable_new ();
  make (self->cancellable);
  return G_SOURCE_REMOVE;
}

static void
active_cb (GtkWindow *window, GParamSpec *pspec, gpointer user_data)
{
  Early *self = user_data;

  g_clear_handle_id (&self->wait, g_source_remove);
  if (!was_begun && gtk_window_is_active (window))
    self->wait = g_timeout_add_seconds_full (G_PRIORITY_LOW, WAIT_S, waited_cb, self, NULL);
}

static void
end (Early *self)
{
  g_clear_handle_id (&self->wait, g_source_remove);
  if (self->cancellable)
    g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
}

static void
map_cb (GtkWidget *welcome, gpointer user_data)
{
  Early *self = user_data;
  GtkWidget *window = GTK_WIDGET (gtk_widget_get_root (welcome));

  self->active_handler =
    g_signal_connect (window, "notify::is-active", G_CALLBACK (active_cb), self);
  active_cb (GTK_WINDOW (window), NULL, self);
}

static void
unmap_cb (GtkWidget *welcome, gpointer user_data)
{
  Early *self = user_data;

  g_clear_signal_handler (&self->active_handler, gtk_widget_get_root (welcome));
  end (self);
}

static void
early_free (gpointer data)
{
  Early *self = data;

  end (self);
  g_free (self);
}

void
pyxis_early_snapshot_attach (GtkWidget *welcome)
{
  Early *self = g_new0 (Early, 1);

  g_return_if_fail (GTK_IS_WIDGET (welcome));

  g_object_set_data_full (G_OBJECT (welcome), DATA, self, early_free);
  g_signal_connect (welcome, "map", G_CALLBACK (map_cb), self);
  g_signal_connect (welcome, "unmap", G_CALLBACK (unmap_cb), self);
}

void
pyxis_early_snapshot_detach (GtkWidget *welcome)
{
  Early *self = g_object_get_data (G_OBJECT (welcome), DATA);

  g_return_if_fail (GTK_IS_WIDGET (welcome));

  if (!self)
    return;
  if (self->active_handler)
    unmap_cb (welcome, self);
  g_signal_handlers_disconnect_by_data (welcome, self);
  g_object_set_data (G_OBJECT (welcome), DATA, NULL);
}
