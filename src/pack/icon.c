/* SPDX-License-Identifier: Apache-2.0 */
#include "icon.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <librsvg/rsvg.h>
#include <string.h>

#define PIXELS_LEAST 16
#define PIXELS_MOST 4096

static gboolean
fail (GError **error, const char *path, const char *what)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "The icon “%s” %s.", path, what);
  return FALSE;
}

/* Nothing is decoded of what would be too large. */
static void
size_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  gboolean *is_fit = user_data;

  *is_fit = width == height && width >= PIXELS_LEAST && width <= PIXELS_MOST;
  if (!*is_fit)
    gdk_pixbuf_loader_set_size (loader, 1, 1);
}

/* gdk-pixbuf makes a picture of what came of a PNG that was cut. */
static gboolean
has_end (const guint8 *data, gsize length)
{
  static const guint8 end[] = { 0, 0, 0, 0, 'I', 'E', 'N', 'D', 0xae, 0x42, 0x60, 0x82 };

  return length > sizeof end && memcmp (data + length - sizeof end, end, sizeof end) == 0;
}

static gboolean
check_png (const guint8 *data, gsize length, const char *path, GError **error)
{
  g_autoptr (GdkPixbufLoader) loader = gdk_pixbuf_loader_new_with_type ("png", NULL);
  gboolean is_fit = FALSE, is_whole;

  g_return_val_if_fail (loader, FALSE);

  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_cb), &is_fit);
  is_whole = gdk_pixbuf_loader_write (loader, data, length, NULL);
  is_whole = gdk_pixbuf_loader_close (loader, NULL) && is_whole;
  if (!is_whole || !has_end (data, length) || !gdk_pixbuf_loader_get_pixbuf (loader))
    return fail (error, path, "is no PNG picture, or a damaged one; save it again");
  return is_fit || fail (error, path, "is not square, of 16 to 4096 pixels; make it so");
}

/* From memory, so that it can name no other file. */
static gboolean
check_svg (const guint8 *data, gsize length, const char *path, GError **error)
{
  RsvgHandle *handle = rsvg_handle_new_from_data (data, length, NULL);

  if (!handle)
    return fail (error, path, "is no SVG picture, or a damaged one; save it again");
  g_object_unref (handle);
  return TRUE;
}

gboolean
pyxis_icon_check (PyxisSource *source, const char *path, GError **error)
{
  g_autoptr (PyxisContent) content = pyxis_source_open (source, path, error);
  g_autofree guint8 *data = NULL;
  gsize length = 0;

  if (!content)
    return FALSE;
  if (content->size < 0 || content->size > PYXIS_ICON_MAX_SIZE)
    return fail (error, path, "is larger than 8 MiB; make it smaller");

  data = g_malloc ((gsize) content->size + 1);
  if (!g_input_stream_read_all (content->stream, data, (gsize) content->size, &length, NULL, error))
    return FALSE;
  return g_str_has_suffix (path, ".svg") ? check_svg (data, length, path, error)
                                         : check_png (data, length, path, error);
}
