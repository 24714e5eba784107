/* SPDX-License-Identifier: Apache-2.0 */
#include "mirror.h"

#include <string.h>

#define BASE "http://127.0.0.1:1"
#define M BASE "/@pyxis/cdn/"
#define MPY "@micropython/micropython-webassembly-pyscript"
#define MAP                                                                                        \
  "<script type=\"importmap\">\n{ \"imports\": { \"@pyscript/core\": \"" M                         \
  "cdn.jsdelivr.net/npm/@pyscript/core/dist/core.js\" } }\n</script>\n"

/* In every kind of text; `after` NULL: as before. */
static const struct {
  const char *before;
  const char *after;
} texts[] = {
  { "", NULL },
  { "print (1)", NULL },
  { "https://", NULL },
  { "src=https://pyscript.net/latest/core.js", "src=" M "pyscript.net/latest/core.js" },
  { "\"https://pyscript.net/releases/2026.7.3/core.js\"",
    "\"" M "pyscript.net/releases/2026.7.3/core.js\"" },
  /* Classic PyScript too, so that the mirror can say what is wrong. */
  { "https://pyscript.net/releases/2023.05.1/pyscript.js",
    M "pyscript.net/releases/2023.05.1/pyscript.js" },
  /* As PyScript itself writes them. */
  { "`https://cdn.jsdelivr.net/npm/" MPY "@${e}/micropython.mjs`",
    "`" M "cdn.jsdelivr.net/npm/" MPY "@${e}/micropython.mjs`" },
  { "`https://cdn.jsdelivr.net/pyodide/v${e}/full/pyodide.mjs`",
    "`" M "cdn.jsdelivr.net/pyodide/v${e}/full/pyodide.mjs`" },
  /* Several, also side by side, and at the end. */
  { "https://esm.sh/pyodide https://esm.run/pyodide@1", M "esm.sh/pyodide " M "esm.run/pyodide@1" },
  { "https://https://unpkg.com/pyodide", "https://" M "unpkg.com/pyodide" },
  { "https://unpkg.com/%40pyscript/core", M "unpkg.com/%40pyscript/core" },
  /* Another package, place or scheme. */
  { "https://esm.sh/pyodide-http", NULL },
  { "https://esm.sh/pyodide.js", NULL },
  { "https://esm.sh/pyodide2", NULL },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core_x/", NULL },
  { "https://cdn.jsdelivr.net/npm/lodash", NULL },
  { "https://pyscript.net/", NULL },
  { "https://pyscript.net/latest", NULL },
  { "https://docs.pyscript.net/latest/", NULL },
  { "http://pyscript.net/latest/core.js", NULL },
  { "https://evil.example/https", NULL },
};

/* Where a page's import map goes, `@` in both. No map: `@` is not in `page`. */
static const char *const pages[] = {
  "<!doctype html><html><head>@<meta charset=utf-8><script></script></head>",
  "<!doctype html><HEAD lang=en>@<title>x</title>",
  "<head\n>@<title>x</title>",
  "<!doctype html><title>x</title>@<script type=module src=x></script><head>",
  "<header></header>@<SCRIPT>1</SCRIPT>",
  "<!-- <head><script> --><head>@",
  /* An empty comment, as the HTML standard says. */
  "<!--><head>@--><p><script>",
  "a < b <scripture> @<script src=x>",
  /* Nothing to put it before. */
  "",
  "<",
  "<head",
  "<script",
  "<p>text</p>",
  "<!-- <head>",
  /* The page knows better. */
  "<head><script type=\"importmap\">{}</script></head>",
};

/* What the decoded path of a mirror's address means. */
static const struct {
  const char *path;
  PyxisRedirectKind kind;
  const char *file;
} paths[] = {
  { "pyscript.net/latest/core.js", PYXIS_REDIRECT_RUNTIME, "core.js" },
  { "cdn.jsdelivr.net/npm/@pyscript/core@^0.7/dist/core.css", PYXIS_REDIRECT_RUNTIME, "core.css" },
  { "esm.sh/@pyscript/core", PYXIS_REDIRECT_RUNTIME, "core.js" },
  { "cdn.jsdelivr.net/npm/pyodide/+esm", PYXIS_REDIRECT_RUNTIME, "pyodide.mjs" },
  { "pyscript.net/releases/2023.05.1/pyscript.js", PYXIS_REDIRECT_UNSUPPORTED, "pyscript.js" },
  { "", PYXIS_REDIRECT_NONE, NULL },
  { "pyscript.net", PYXIS_REDIRECT_NONE, NULL },
  { "evil.example/core.js", PYXIS_REDIRECT_NONE, NULL },
  { "user@pyscript.net/latest/core.js", PYXIS_REDIRECT_NONE, NULL },
  { "https://pyscript.net/latest/core.js", PYXIS_REDIRECT_NONE, NULL },
  /* Decoded once: what looks encoded is part of the name. */
  { "pyscript.net/latest/%2e%2e/core.js", PYXIS_REDIRECT_RUNTIME, "%2e%2e/core.js" },
  { "pyscript.net/latest/a?b#c", PYXIS_REDIRECT_RUNTIME, "a?b#c" },
};

typedef GBytes *(*Rewrite) (GBytes *text, const char *base);

static void
assert_rewritten (Rewrite rewrite, const char *before, const char *after)
{
  g_autoptr (GBytes) text = g_bytes_new (before, strlen (before));
  g_autoptr (GBytes) result = rewrite (text, BASE);
  g_autofree char *is = g_strndup (g_bytes_get_data (result, NULL), g_bytes_get_size (result));

  g_test_message ("%s", before);
  g_assert_cmpstr (is, ==, after);
  g_assert_cmpuint (g_bytes_get_size (result), ==, strlen (after));
}

static void
test_texts (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++) {
    const char *after = texts[i].after ? texts[i].after : texts[i].before;
    g_autofree char *page = g_strconcat ("<p>", texts[i].before, "<script>", texts[i].before, NULL);
    g_autofree char *of_page = g_strconcat ("<p>", after, MAP "<script>", after, NULL);

    assert_rewritten (pyxis_mirror_rewrite_script, texts[i].before, after);
    assert_rewritten (pyxis_mirror_rewrite_page, page, of_page);
  }
}

static void
test_pages (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (pages); i++) {
    g_auto (GStrv) parts = g_strsplit (pages[i], "@", 2);
    g_autofree char *before = g_strjoinv ("", parts);
    g_autofree char *after = g_strjoinv (MAP, parts);

    assert_rewritten (pyxis_mirror_rewrite_page, before, after);
  }
}

/* Bytes are bytes: what comes behind a NUL, or is no UTF-8, is text like any other. */
static void
test_bytes (void)
{
  static const char before[] = "\0\xff https://esm.sh/pyodide\0https://esm.sh/pyodide";
  static const char after[] = "\0\xff " M "esm.sh/pyodide\0" M "esm.sh/pyodide";
  g_autoptr (GBytes) text = g_bytes_new_static (before, sizeof before - 1);
  g_autoptr (GBytes) result = pyxis_mirror_rewrite_page (text, BASE);

  g_assert_cmpmem (g_bytes_get_data (result, NULL), g_bytes_get_size (result), after,
                   sizeof after - 1);
}

static void
test_finds (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (paths); i++) {
    g_autoptr (PyxisRedirect) redirect = pyxis_mirror_find (paths[i].path);

    g_test_message ("%s", paths[i].path);
    g_assert_cmpint (redirect->kind, ==, paths[i].kind);
    g_assert_cmpstr (redirect->file, ==, paths[i].file);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/mirror/texts", test_texts);
  g_test_add_func ("/mirror/pages", test_pages);
  g_test_add_func ("/mirror/bytes", test_bytes);
  g_test_add_func ("/mirror/finds", test_finds);
  return g_test_run ();
}
