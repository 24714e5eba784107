/* SPDX-License-Identifier: Apache-2.0 */
#include "card-picture.h"

#define WIDE 8
#define HIGH 5

/* Of what is kept, in pixels of the interface: cards are hardly wider, and one that is kept at
 * twice its width takes four times the memory. */
#define MAX_WIDTH 400

struct _PyxisCardPicture {
  GtkWidget parent_instance;

  GtkPicture *picture;

  GCancellable *cancellable; /* of the file that is being read; NULL: none was */
};

/* What a thread is given. */
typedef struct {
  char *path;
  int max_width;
} Reading;

G_DEFINE_FINAL_TYPE (PyxisCardPicture, pyxis_card_picture, GTK_TYPE_WIDGET)

static void
reading_free (gpointer data)
{
  Reading *reading = data;

  g_free (reading->path);
  g_free (reading);
}

/* (transfer full): of what is higher than a card the top, where a page says what it is. */
static GdkPixbuf *
crop (GdkPixbuf *whole)
{
  int width = gdk_pixbuf_get_width (whole);
  int height = MAX (1, MIN (gdk_pixbuf_get_height (whole), width * HIGH / WIDE));

  return gdk_pixbuf_new_subpixbuf (whole, 0, 0, width, height);
}

/* (transfer full) (nullable) */
static GdkPixbuf *
shrink (GdkPixbuf *whole, int max_width)
{
  int width = gdk_pixbuf_get_width (whole);
  int height = gdk_pixbuf_get_height (whole);

  if (width <= max_width)
    return g_object_ref (whole);
  return gdk_pixbuf_scale_simple (whole, max_width, MAX (1, height * max_width / width),
                                  GDK_INTERP_BILINEAR);
}

static void
read_in_thread (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  const Reading *reading = task_data;
  g_autoptr (GdkPixbuf) whole = NULL;
  g_autoptr (GdkPixbuf) top = NULL;
  g_autoptr (GdkPixbuf) small = NULL;

  if (g_task_return_error_if_cancelled (task))
    return;
  whole = gdk_pixbuf_new_from_file (reading->path, NULL);
  top = whole ? crop (whole) : NULL;
  small = top ? shrink (top, reading->max_width) : NULL;
  g_task_return_pointer (task, small ? gdk_texture_new_for_pixbuf (small) : NULL, g_object_unref);
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  PyxisCardPicture *self = PYXIS_CARD_PICTURE (source);
  g_autoptr (GdkTexture) texture = g_task_propagate_pointer (G_TASK (result), NULL);

  if (texture && self->picture)
    gtk_picture_set_paintable (self->picture, GDK_PAINTABLE (texture));
}

static GtkSizeRequestMode
pyxis_card_picture_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

/* Not GtkPicture's own: that one asks for the width of its image, or may be squeezed to nothing. */
static void
pyxis_card_picture_measure (GtkWidget *widget,
                            GtkOrientation orientation,
                            int for_size,
                            int *minimum,
                            int *natural,
                            int *minimum_baseline,
                            int *natural_baseline)
{
  int size = orientation == GTK_ORIENTATION_VERTICAL && for_size > 0 ? for_size * HIGH / WIDE : 0;

  *minimum = size;
  *natural = size;
}

static void
pyxis_card_picture_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  const GtkAllocation whole = { 0, 0, width, height };

  gtk_widget_size_allocate (GTK_WIDGET (PYXIS_CARD_PICTURE (widget)->picture), &whole, baseline);
}

static void
pyxis_card_picture_dispose (GObject *object)
{
  PyxisCardPicture *self = PYXIS_CARD_PICTURE (object);

  g_cancellable_cancel (self->cancellable);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_CARD_PICTURE);

  G_OBJECT_CLASS (pyxis_card_picture_parent_class)->dispose (object);
}

static void
pyxis_card_picture_finalize (GObject *object)
{
  g_clear_object (&PYXIS_CARD_PICTURE (object)->cancellable);

  G_OBJECT_CLASS (pyxis_card_picture_parent_class)->finalize (object);
}

static void
pyxis_card_picture_class_init (PyxisCardPictureClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pyxis_card_picture_dispose;
  object_class->finalize = pyxis_card_picture_finalize;

  widget_class->get_request_mode = pyxis_card_picture_get_request_mode;
  widget_class->measure = pyxis_card_picture_measure;
  widget_class->size_allocate = pyxis_card_picture_size_allocate;

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/card-picture.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisCardPicture, picture);
}

static void
pyxis_card_picture_init (PyxisCardPicture *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pyxis_card_picture_read (PyxisCardPicture *self, const char *path)
{
  g_autoptr (GTask) task = NULL;
  Reading *reading = NULL;

  g_return_if_fail (PYXIS_IS_CARD_PICTURE (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  self->cancellable = g_cancellable_new ();
  task = g_task_new (self, self->cancellable, read_cb, NULL);
  reading = g_new0 (Reading, 1);
  reading->path = g_strdup (path);
  reading->max_width = MAX_WIDTH * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  g_task_set_task_data (task, reading, reading_free);
  g_task_run_in_thread (task, read_in_thread);
}
