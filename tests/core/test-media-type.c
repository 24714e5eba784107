/* SPDX-License-Identifier: Apache-2.0 */
#include "media-type.h"

#include <glib.h>
#include <string.h>

static const struct {
  const char *path;
  const char *type;
} rows[] = {
  { "index.html", "text/html; charset=utf-8" },
  { "INDEX.HTML", "text/html; charset=utf-8" },
  { "a.htm", "text/html; charset=utf-8" },
  { "a.xhtml", "application/xhtml+xml" },
  { "style.css", "text/css; charset=utf-8" },
  { "a.js", "text/javascript; charset=utf-8" },
  { "a.mjs", "text/javascript; charset=utf-8" },
  { "pyodide.asm.mjs", "text/javascript; charset=utf-8" },
  { "pyodide.asm.wasm", "application/wasm" },
  { "a.json", "application/json" },
  { "core.js.map", "application/json" },
  { "app.webmanifest", "application/manifest+json" },
  { "main.py", "text/x-python; charset=utf-8" },
  { "pyscript.toml", "application/toml" },
  { "README.md", "text/markdown; charset=utf-8" },
  { "a.txt", "text/plain; charset=utf-8" },
  { "a.csv", "text/csv; charset=utf-8" },
  { "a.tsv", "text/tab-separated-values; charset=utf-8" },
  { "a.vtt", "text/vtt; charset=utf-8" },
  { "a.xml", "application/xml" },
  { "a.svg", "image/svg+xml" },
  { "a.png", "image/png" },
  { "a.JPG", "image/jpeg" },
  { "a.webp", "image/webp" },
  { "favicon.ico", "image/vnd.microsoft.icon" },
  { "a.woff2", "font/woff2" },
  { "a.ttf", "font/ttf" },
  { "a.mp3", "audio/mpeg" },
  { "a.ogg", "audio/ogg" },
  { "a.wav", "audio/wav" },
  { "a.mp4", "video/mp4" },
  { "a.webm", "video/webm" },
  { "a.pdf", "application/pdf" },
  { "a.zip", "application/zip" },
  { "numpy-2.0-cp313-wasm32.whl", "application/zip" },
  { "a.tar.gz", "application/gzip" },
  { "python_stdlib.zip", "application/zip" },
  { "a.yml", "application/yaml" },
  { "aac.aac", "audio/aac" },
  { "last.zst", "application/zstd" },
  { "a", "application/octet-stream" },
  { "html", "application/octet-stream" },
  { "a.", "application/octet-stream" },
  { "", "application/octet-stream" },
  { "a.html.unknown", "application/octet-stream" },
  { "a.html/b", "application/octet-stream" },
  { "a.css/b.js", "text/javascript; charset=utf-8" },
  { "a.html ", "application/octet-stream" },
  { "a.htmlx", "application/octet-stream" },
};

static void
test_table (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].path);
    g_assert_cmpstr (pyxis_media_type (rows[i].path), ==, rows[i].type);
  }
}

/* Every text type says its encoding, and no two spellings of one exist. */
static void
test_text_has_charset (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const char *type = pyxis_media_type (rows[i].path);

    g_assert_cmpint (g_str_has_prefix (type, "text/"), ==,
                     g_str_has_suffix (type, "; charset=utf-8"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/media-type/table", test_table);
  g_test_add_func ("/media-type/text-has-charset", test_text_has_charset);
  return g_test_run ();
}
