/* SPDX-License-Identifier: Apache-2.0 */
#include "media-type.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
  const char *ending;
  const char *type;
} MediaType;

#define UTF8 "; charset=utf-8"

/* Sorted by ending. Formats that name their own encoding inside (XML, SVG) or have only one (JSON)
 * carry no charset. */
static const MediaType types[] = {
  { "aac", "audio/aac" },
  { "apng", "image/apng" },
  { "arrow", "application/vnd.apache.arrow.file" },
  { "avif", "image/avif" },
  { "bmp", "image/bmp" },
  { "bz2", "application/x-bzip2" },
  { "cfg", "text/plain" UTF8 },
  { "cjs", "text/javascript" UTF8 },
  { "css", "text/css" UTF8 },
  { "csv", "text/csv" UTF8 },
  { "flac", "audio/flac" },
  { "geojson", "application/geo+json" },
  { "gif", "image/gif" },
  { "glb", "model/gltf-binary" },
  { "gltf", "model/gltf+json" },
  { "gz", "application/gzip" },
  { "htm", "text/html" UTF8 },
  { "html", "text/html" UTF8 },
  { "ico", "image/vnd.microsoft.icon" },
  { "ini", "text/plain" UTF8 },
  { "ipynb", "application/x-ipynb+json" },
  { "jpeg", "image/jpeg" },
  { "jpg", "image/jpeg" },
  { "js", "text/javascript" UTF8 },
  { "json", "application/json" },
  { "jsonl", "application/jsonl" },
  { "jsonld", "application/ld+json" },
  { "jxl", "image/jxl" },
  { "log", "text/plain" UTF8 },
  { "m4a", "audio/mp4" },
  { "m4v", "video/mp4" },
  { "map", "application/json" },
  { "markdown", "text/markdown" UTF8 },
  { "md", "text/markdown" UTF8 },
  { "mid", "audio/midi" },
  { "mjs", "text/javascript" UTF8 },
  { "mov", "video/quicktime" },
  { "mp3", "audio/mpeg" },
  { "mp4", "video/mp4" },
  { "mtl", "model/mtl" },
  { "obj", "model/obj" },
  { "oga", "audio/ogg" },
  { "ogg", "audio/ogg" },
  { "ogv", "video/ogg" },
  { "opus", "audio/ogg" },
  { "otf", "font/otf" },
  { "parquet", "application/vnd.apache.parquet" },
  { "pdf", "application/pdf" },
  { "png", "image/png" },
  { "py", "text/x-python" UTF8 },
  { "pyi", "text/x-python" UTF8 },
  { "rst", "text/x-rst" UTF8 },
  { "rtf", "application/rtf" },
  { "sql", "application/sql" },
  { "sqlite", "application/vnd.sqlite3" },
  { "srt", "application/x-subrip" },
  { "stl", "model/stl" },
  { "svg", "image/svg+xml" },
  { "tar", "application/x-tar" },
  { "tgz", "application/gzip" },
  { "tif", "image/tiff" },
  { "tiff", "image/tiff" },
  { "toml", "application/toml" },
  { "ts", "text/plain" UTF8 },
  { "tsv", "text/tab-separated-values" UTF8 },
  { "ttf", "font/ttf" },
  { "txt", "text/plain" UTF8 },
  { "vtt", "text/vtt" UTF8 },
  { "wasm", "application/wasm" },
  { "wav", "audio/wav" },
  { "weba", "audio/webm" },
  { "webm", "video/webm" },
  { "webmanifest", "application/manifest+json" },
  { "webp", "image/webp" },
  { "wgsl", "text/wgsl" UTF8 },
  { "whl", "application/zip" },
  { "woff", "font/woff" },
  { "woff2", "font/woff2" },
  { "xhtml", "application/xhtml+xml" },
  { "xml", "application/xml" },
  { "xz", "application/x-xz" },
  { "yaml", "application/yaml" },
  { "yml", "application/yaml" },
  { "zip", "application/zip" },
  { "zst", "application/zstd" },
};

static int
compare_ending (gconstpointer key, gconstpointer row)
{
  return g_ascii_strcasecmp (key, ((const MediaType *) row)->ending);
}

const char *
pyxis_media_type (const char *path)
{
  const char *dot = strrchr (path, '.');
  const MediaType *row;

  if (!dot || strchr (dot, '/'))
    return "application/octet-stream";

  row = bsearch (dot + 1, types, G_N_ELEMENTS (types), sizeof types[0], compare_ending);
  return row ? row->type : "application/octet-stream";
}
