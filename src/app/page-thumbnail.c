/* SPDX-License-Identifier: Apache-2.0 */
#include "page-thumbnail.h"
#include "view-picture.h"

#define MAX_WIDTH 320
#define MAX_HEIGHT 200

/* What a page does when it is ready needs a moment to be seen. */
#define REST_MS 1500

/* Belongs to its view. */
typedef struct {
  PyxisView *view; /* not referenced */
  char *name;
  PyxisPageThumbnailPathFunc dup_path;
  PyxisPageThumbnailWrittenFunc written;
  GWeakRef data;
  guint timeout; /* 0: nothing has happened since the last picture */
} Thumbnail;

static void
thumbnail_free (gpointer data)
{
  Thumbnail *self = data;

  g_clear_handle_id (&self->timeout, g_source_remove);
  g_weak_ref_clear (&self->data);
  g_free (self->name);
  g_free (self);
}

static GdkPixbuf *
scale (GdkPixbuf *whole)
{
  double width = gdk_pixbuf_get_width (whole);
  double height = gdk_pixbuf_get_height (whole);
  double factor = MIN (1, MIN (MAX_WIDTH / width, MAX_HEIGHT / height));

  return gdk_pixbuf_scale_simple (whole, (int) MAX (1, width * factor),
                                  (int) MAX (1, height * factor), GDK_INTERP_BILINEAR);
}

static void
write_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const char *path = g_object_get_data (G_OBJECT (task), "path");
  g_autoptr (GdkPixbuf) whole = gdk_pixbuf_get_from_texture (task_data);
  g_autoptr (GdkPixbuf) small = whole ? scale (whole) : NULL;
  g_autofree char *png = NULL;
  gsize length = 0;

  g_task_return_boolean (
    task, small && gdk_pixbuf_save_to_buffer (small, &png, &length, "png", NULL, NULL) &&
            g_file_set_contents (path, png, (gssize) length, NULL));
}

/* The thread's task has no source, for a view must not be dropped there. */
static void
written_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GObject) view = user_data;
  Thumbnail *self = g_object_get_data (view, "pyxis-thumbnail");
  g_autoptr (GObject) data = self ? g_weak_ref_get (&self->data) : NULL;

  if (g_task_propagate_boolean (G_TASK (result), NULL) && data)
    self->written (data, self->name);
}

static void
snapshot_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  Thumbnail *self = g_object_get_data (source, "pyxis-thumbnail");
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = pyxis_view_snapshot_finish (PYXIS_VIEW (source), result, &error);
  g_autoptr (GObject) data = self ? g_weak_ref_get (&self->data) : NULL;
  g_autofree char *path = data && texture ? self->dup_path (data, self->name) : NULL;
  g_autoptr (GTask) task = NULL;

  if (!path) {
    g_debug ("No picture is kept: %s", error ? error->message : "nobody wants one.");
    return;
  }
  task = g_task_new (NULL, NULL, written_cb, g_object_ref (source));
  g_task_set_task_data (task, g_steal_pointer (&texture), g_object_unref);
  g_object_set_data_full (G_OBJECT (task), "path", g_steal_pointer (&path), g_free);
  g_task_run_in_thread (task, write_in_thread);
}

static gboolean
rest_cb (gpointer user_data)
{
  Thumbnail *self = user_data;

  self->timeout = 0;
  if (gtk_widget_get_mapped (GTK_WIDGET (self->view)) && !pyxis_view_is_loading (self->view))
    pyxis_view_snapshot_async (self->view, FALSE, NULL, snapshot_cb, NULL);
  return G_SOURCE_REMOVE;
}

static void
wait_for_rest (Thumbnail *self)
{
  g_clear_handle_id (&self->timeout, g_source_remove);
  self->timeout = g_timeout_add (REST_MS, rest_cb, self);
}

static void
finished_cb (PyxisView *view, gpointer user_data)
{
  wait_for_rest (user_data);
}

static void
appended_cb (PyxisEventLog *log, PyxisEvent *event, gpointer user_data)
{
  Thumbnail *self = g_object_get_data (user_data, "pyxis-thumbnail");

  if (self && g_str_equal (pyxis_event_get_fields (event)->kind, "py:all-done"))
    wait_for_rest (self);
}

void
pyxis_page_thumbnail_attach (PyxisView *view,
                             PyxisEventLog *log,
                             const char *name,
                             PyxisPageThumbnailPathFunc dup_path,
                             PyxisPageThumbnailWrittenFunc written,
                             GObject *data)
{
  Thumbnail *self = g_new0 (Thumbnail, 1);

  self->view = view;
  self->name = g_strdup (name);
  self->dup_path = dup_path;
  self->written = written;
  g_weak_ref_init (&self->data, data);
  g_object_set_data_full (G_OBJECT (view), "pyxis-thumbnail", self, thumbnail_free);
  g_signal_connect (view, "finished", G_CALLBACK (finished_cb), self);
  g_signal_connect_object (log, "appended", G_CALLBACK (appended_cb), view, 0);
}
