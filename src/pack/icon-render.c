/* SPDX-License-Identifier: Apache-2.0 */
#include "icon-render.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <librsvg/rsvg.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC (RsvgHandle, g_object_unref)

static cairo_status_t
write_cb (void *closure, const unsigned char *data, unsigned int length)
{
  g_byte_array_append (closure, data, length);
  return CAIRO_STATUS_SUCCESS;
}

static GBytes *
render_svg (GBytes *picture, int pixels, GError **error)
{
  gsize length;
  const guint8 *data = g_bytes_get_data (picture, &length);
  g_autoptr (GError) reason = NULL;
  g_autoptr (RsvgHandle) handle = rsvg_handle_new_from_data (data, length, &reason);
  RsvgRectangle viewport = { .width = pixels, .height = pixels };
  GByteArray *png = g_byte_array_new ();
  cairo_surface_t *surface;
  cairo_t *cairo;
  gboolean is_drawn;

  surface = cairo_image_surface_create (CAIRO_FORMAT_ARGB32, pixels, pixels);
  cairo = cairo_create (surface);
  is_drawn = handle && rsvg_handle_render_document (handle, cairo, &viewport, &reason);
  cairo_destroy (cairo);
  if (is_drawn)
    cairo_surface_write_to_png_stream (surface, write_cb, png);
  cairo_surface_destroy (surface);
  if (is_drawn)
    return g_byte_array_free_to_bytes (png);

  g_byte_array_unref (png);
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "The icon cannot be drawn (%s); draw it with less in it.", reason->message);
  return NULL;
}

static GdkPixbuf *
load_png (GBytes *picture)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (picture);

  return gdk_pixbuf_new_from_stream (stream, NULL, NULL);
}

static GBytes *
scale_png (GBytes *picture, int pixels, GError **error)
{
  g_autoptr (GdkPixbuf) whole = load_png (picture);
  g_autoptr (GdkPixbuf) scaled =
    whole ? gdk_pixbuf_scale_simple (whole, pixels, pixels, GDK_INTERP_HYPER) : NULL;
  char *data = NULL;
  gsize length = 0;

  if (!scaled) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "The icon was changed while the app was packed; pack it again.");
    return NULL;
  }
  return gdk_pixbuf_save_to_buffer (scaled, &data, &length, "png", error, NULL)
           ? g_bytes_new_take (data, length)
           : NULL;
}

GBytes *
pyxis_icon_render (GBytes *picture, gboolean is_svg, int pixels, GError **error)
{
  return is_svg ? render_svg (picture, pixels, error) : scale_png (picture, pixels, error);
}

int
pyxis_icon_measure (GBytes *picture)
{
  g_autoptr (GdkPixbuf) whole = load_png (picture);

  return whole ? gdk_pixbuf_get_width (whole) : 0;
}
