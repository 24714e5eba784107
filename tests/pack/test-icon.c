/* SPDX-License-Identifier: Apache-2.0 */
#include "icon.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#include "icon-render.h"
#include "memory-source.h"

#define SVG(inner) "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">" inner "</svg>"

static void
put_png (PyxisMemorySource *source, const char *path, int width, int height, gsize cut)
{
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, width, height);
  g_autoptr (GBytes) bytes = NULL;
  char *data = NULL;
  gsize length = 0;

  gdk_pixbuf_fill (pixbuf, 0x3584e4ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "png", NULL, NULL));
  bytes = g_bytes_new_take (data, length - cut);
  pyxis_memory_source_put (source, path, bytes);
}

static void
put_text (PyxisMemorySource *source, const char *path, const char *text)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, strlen (text));

  pyxis_memory_source_put (source, path, bytes);
}

static void
test_check (void)
{
  static const struct {
    const char *path;
    const char *words; /* NULL: it is right */
  } rows[] = {
    { "right.svg", NULL },
    { "right.png", NULL },
    { "least.png", NULL },
    { "wide.png", "The icon “wide.png” is not square" },
    { "small.png", "is not square, of 16 to 4096 pixels" },
    { "large.png", "is not square, of 16 to 4096 pixels" },
    { "cut.png", "is no PNG picture, or a damaged one" },
    { "empty.png", "is no PNG picture" },
    { "svg.png", "is no PNG picture" },
    { "cut.svg", "is no SVG picture" },
    { "text.svg", "is no SVG picture" },
    { "empty.svg", "is no SVG picture" },
    { "html.svg", "is no SVG picture" },
    { "huge.svg", "is larger than 8 MiB" },
  };
  g_autoptr (PyxisMemorySource) source = pyxis_memory_source_new (NULL);
  g_autofree char *huge = g_strnfill (PYXIS_ICON_MAX_SIZE + 1, ' ');

  put_text (source, "right.svg", SVG ("<circle r=\"4\"/>"));
  put_text (source, "cut.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle");
  put_text (source, "text.svg", "a picture");
  put_text (source, "html.svg", "<html/>");
  put_text (source, "svg.png", SVG (""));
  put_text (source, "empty.svg", "");
  put_text (source, "empty.png", "");
  put_text (source, "huge.svg", huge);
  put_png (source, "right.png", 256, 256, 0);
  put_png (source, "least.png", 16, 16, 0);
  put_png (source, "wide.png", 64, 32, 0);
  put_png (source, "small.png", 15, 15, 0);
  put_png (source, "large.png", 4097, 4097, 0);
  put_png (source, "cut.png", 64, 64, 40);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    gboolean is_right = pyxis_icon_check (PYXIS_SOURCE (source), rows[i].path, &error);

    g_test_message ("%s: %s", rows[i].path, error ? error->message : "right");
    g_assert_cmpint (is_right, ==, rows[i].words == NULL);
    g_assert_cmpint (is_right, ==, error == NULL);
    if (rows[i].words)
      g_assert_nonnull (strstr (error->message, rows[i].words));
  }
}

/* Small, and nothing that anybody could draw. */
static void
test_endless (void)
{
  g_autoptr (GString) svg = g_string_new (NULL);
  g_autoptr (GBytes) picture = NULL;
  g_autoptr (GError) error = NULL;

  g_string_append (svg, "<svg xmlns=\"http://www.w3.org/2000/svg\" "
                        "xmlns:xlink=\"http://www.w3.org/1999/xlink\"><g id=\"a0\"/>");
  for (guint i = 1; i < 9; i++) {
    g_string_append_printf (svg, "<g id=\"a%u\">", i);
    for (guint j = 0; j < 10; j++)
      g_string_append_printf (svg, "<use xlink:href=\"#a%u\"/>", i - 1);
    g_string_append (svg, "</g>");
  }
  g_string_append (svg, "</svg>");
  picture = g_bytes_new (svg->str, svg->len);
  g_assert_null (pyxis_icon_render (picture, TRUE, 16, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, "The icon cannot be drawn ("));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/icon/check", test_check);
  g_test_add_func ("/icon/endless", test_endless);
  return g_test_run ();
}
