/* SPDX-License-Identifier: Apache-2.0 */
#include "resolver.h"

#include <string.h>

#include "../util/lean-sample.h"
#include "../util/sample-resolver.h"

#define R "pyxis://app/@pyxis/runtime/"
#define C "pyxis://app/@pyxis/cdn/"
#define MPY "@micropython/micropython-webassembly-pyscript"

static const struct {
  const char *uri;
  PyxisPlace place;
  const char *path;
  const char *media_type;
  gboolean is_folder;
  gboolean is_mirrored;
} found[] = {
  { "pyxis://app/", PYXIS_PLACE_PROJECT, "", "text/html; charset=utf-8", TRUE },
  { "pyxis://app/main.py", PYXIS_PLACE_PROJECT, "main.py", "text/x-python; charset=utf-8", FALSE },
  { "pyxis://app/main.py?x#y", PYXIS_PLACE_PROJECT, "main.py", "text/x-python; charset=utf-8",
    FALSE },
  { "pyxis://APP/main.py", PYXIS_PLACE_PROJECT, "main.py", "text/x-python; charset=utf-8", FALSE },
  { "pyxis://app/sub", PYXIS_PLACE_PROJECT, "sub", "application/octet-stream", FALSE },
  { "pyxis://app/sub/", PYXIS_PLACE_PROJECT, "sub", "text/html; charset=utf-8", TRUE },
  { "pyxis://app/not/there.png", PYXIS_PLACE_PROJECT, "not/there.png", "image/png", FALSE },
  { "pyxis://app/@pyxisx/a", PYXIS_PLACE_PROJECT, "@pyxisx/a", "application/octet-stream", FALSE },
  { "pyxis://app/@PYXIS/a", PYXIS_PLACE_PROJECT, "@PYXIS/a", "application/octet-stream", FALSE },
  { "pyxis://app/a/@pyxis/js/probe.js", PYXIS_PLACE_PROJECT, "a/@pyxis/js/probe.js",
    "text/javascript; charset=utf-8", FALSE },
  { R "micropython/1.28.0/micropython.mjs?real", PYXIS_PLACE_RUNTIME, "micropython.mjs",
    "text/javascript; charset=utf-8", FALSE },
  { R "micropython/1.28.0/micropython.mjs", PYXIS_PLACE_SCRIPT, "loader-micropython.mjs",
    "text/javascript; charset=utf-8", FALSE },
  { R "micropython/1.28.0/micropython.mjs?other", PYXIS_PLACE_SCRIPT, "loader-micropython.mjs",
    "text/javascript; charset=utf-8", FALSE },
  { R "micropython/1.28.0/micropython.mjs?snapshot", PYXIS_PLACE_SCRIPT, "loader-micropython.mjs",
    "text/javascript; charset=utf-8", FALSE },
  { R "pyodide/314.0.2/pyodide.mjs", PYXIS_PLACE_SCRIPT, "loader-pyodide.mjs",
    "text/javascript; charset=utf-8", FALSE },
  { R "pyodide/314.0.2/pyodide.mjs?real", PYXIS_PLACE_RUNTIME, "pyodide.mjs",
    "text/javascript; charset=utf-8", FALSE },
  { R "pyodide/314.0.2/pyodide.mjs?restore", PYXIS_PLACE_SCRIPT, "pyodide-snapshot.mjs",
    "text/javascript; charset=utf-8", FALSE },
  { R "pyodide/314.0.2/pyodide.mjs?snapshot", PYXIS_PLACE_SNAPSHOT, "pyodide.mjs",
    "application/octet-stream", FALSE },
  { R "pyodide/314.0.2/pyodide.mjs?keep", PYXIS_PLACE_SCRIPT, "pyodide-code.mjs",
    "text/javascript; charset=utf-8", FALSE },
  { R "pyodide/314.0.2/pyodide.mjs?code", PYXIS_PLACE_CODE, "pyodide.mjs",
    "application/octet-stream", FALSE },
  { R "micropython/1.28.0/micropython.mjs?code", PYXIS_PLACE_SCRIPT, "loader-micropython.mjs",
    "text/javascript; charset=utf-8", FALSE },
  { R "pyodide/314.0.2/pyodide.asm.wasm?snapshot", PYXIS_PLACE_RUNTIME, "pyodide.asm.wasm",
    "application/wasm", FALSE },
  { R "micropython/1.28.0/micropython.wasm", PYXIS_PLACE_RUNTIME, "micropython.wasm",
    "application/wasm", FALSE },
  { C "unpkg.com/" MPY "@1.28.0/micropython.mjs", PYXIS_PLACE_RUNTIME, "micropython.mjs",
    "text/javascript; charset=utf-8", FALSE, TRUE },
  { C "unpkg.com/%40micropython/micropython-webassembly-pyscript/micropython.wasm?x",
    PYXIS_PLACE_RUNTIME, "micropython.wasm", "application/wasm", FALSE, TRUE },
  { C "esm.sh/" MPY "@99", PYXIS_PLACE_RUNTIME, "micropython.mjs", "text/javascript; charset=utf-8",
    FALSE, TRUE },
  { "pyxis://app/%40pyxis/js/probe.js", PYXIS_PLACE_SCRIPT, "probe.js",
    "text/javascript; charset=utf-8", FALSE },
  { "pyxis://app/@pyxis/js/probe.js", PYXIS_PLACE_SCRIPT, "probe.js",
    "text/javascript; charset=utf-8", FALSE },
};

static const char *const not_found[] = {
  "pyxis://other/index.html",
  "pyxis://app.evil/index.html",
  "pyxis://xapp/index.html",
  "pyxis://ap/index.html",
  "pyxis://app/.env",
  "pyxis://app/.git/config",
  "pyxis://app/sub/.x/y",
  "pyxis://app/sub/.x/",
  "pyxis://app/@pyxis",
  "pyxis://app/@pyxis/",
  "pyxis://app/@pyxis/index.html",
  "pyxis://app/@pyxis/vfs/x",
  "pyxis://app/@pyxis/js",
  "pyxis://app/@pyxis/js/",
  "pyxis://app/@pyxis/js/missing.js",
  "pyxis://app/@pyxis/js/probe.js/",
  "pyxis://app/@pyxis/secret.js",
  "pyxis://app/@pyxis/jsx/probe.js",
  "pyxis://app/@pyxis/pages/error.html",
  "pyxis://app/@pyxis/runtime",
  "pyxis://app/@pyxis/runtime/",
  R "micropython",
  R "micropython/1.28.0",
  R "micropython/1.28.0/",
  R "micropython/1.28.0/missing.mjs",
  R "micropython/1.28.0/micropython.mjs/",
  R "micropython/1.28.0/micropython.mjs/x",
  R "micropython/1.28.0/sub/micropython.mjs",
  R "micropython/1.28/micropython.mjs",
  R "micropython/1.29.0/micropython.mjs",
  R "micropython/latest/micropython.mjs",
  R "pyodide/1.28.0/micropython.mjs",
  R "Micropython/1.28.0/micropython.mjs",
  C,
  C "unpkg.com",
  C "unpkg.com/",
  C "unpkg.com/lodash",
  C "unpkg.com/" MPY "/",
  C "unpkg.com/" MPY "/missing.mjs",
  C "evil.example/" MPY "/micropython.mjs",
  C "cdn.jsdelivr.net/npm/@pyscript/core/dist/core.js",
  C "pyscript.net/latest/core.js",
  "pyxis://app/@pyxis/cdnx/unpkg.com/" MPY "/micropython.mjs",
  "pyxis://app/@pyxis/cdn",
};

static PyxisLocation *
locate (PyxisResolver *resolver, const char *uri, GError **error)
{
  g_autoptr (PyxisAddress) address = pyxis_address_parse (uri, NULL);

  g_test_message ("%s", uri);
  g_assert_nonnull (address);
  return pyxis_resolver_locate (resolver, address, error);
}

static void
test_locates (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);

  g_assert_cmpstr (pyxis_resolver_get_origin (resolver), ==, "app");
  for (guint i = 0; i < G_N_ELEMENTS (found); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PyxisLocation) location = locate (resolver, found[i].uri, &error);

    g_assert_no_error (error);
    g_assert_cmpint (location->place, ==, found[i].place);
    g_assert_cmpstr (location->path, ==, found[i].path);
    g_assert_cmpstr (location->media_type, ==, found[i].media_type);
    g_assert_cmpint (location->is_folder, ==, found[i].is_folder);
    g_assert_cmpint (location->is_mirrored, ==, found[i].is_mirrored);
    g_assert_cmpint (location->runtime != NULL, ==,
                     found[i].place == PYXIS_PLACE_RUNTIME ||
                       found[i].place == PYXIS_PLACE_SNAPSHOT ||
                       found[i].place == PYXIS_PLACE_CODE);
  }
}

static void
test_not_found (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);

  for (guint i = 0; i < G_N_ELEMENTS (not_found); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (locate (resolver, not_found[i], &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
    g_assert_null (strstr (error->message, folder));
  }
}

/* Whoever named a public address learns why nothing local answers. */
static void
test_says_why (void)
{
  static const struct {
    const char *uri;
    const char *text;
  } rows[] = {
    { C "pyscript.net/releases/2023.05.1/pyscript.js", "classic PyScript of 2023" },
    { C "unpkg.com/lodash", "stands for “https://unpkg.com/lodash”" },
    { C "pyscript.net/latest/core.js", "No pyscript is installed" },
    { C "unpkg.com/" MPY "/x.mjs", "runtime micropython 1.28.0 has no file “x.mjs”" },
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;

    g_assert_null (locate (resolver, rows[i].uri, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
    g_assert_nonnull (strstr (error->message, rows[i].text));
  }
}

/* A path alone belongs to whoever is asked. */
static void
test_target (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);
  g_autoptr (PyxisAddress) address = pyxis_address_parse_target ("/main.py", NULL);
  g_autoptr (PyxisLocation) location = pyxis_resolver_locate (resolver, address, NULL);

  g_assert_cmpstr (location->path, ==, "main.py");
}

static void
test_opens (void)
{
  static const struct {
    const char *uri;
    int outcome; /* -1: the text */
    const char *text;
  } rows[] = {
    { "pyxis://app/", -1, "<h1>home</h1>" },
    { "pyxis://app/sub/", -1, "<h1>sub</h1>" },
    { "pyxis://app/sub/index.html", -1, "<h1>sub</h1>" },
    { "pyxis://app/sub/a.txt", -1, "0123456789" },
    { R "micropython/1.28.0/micropython.mjs?real", -1, "export {}" },
    { R "pyodide/314.0.2/pyodide.mjs?snapshot", -1, "" },
    { "pyxis://app/@pyxis/js/probe.js", -1, "\"probe\";\n" },
    { "pyxis://app/sub", G_IO_ERROR_IS_DIRECTORY, "“sub” is a folder" },
    { "pyxis://app/bare/", G_IO_ERROR_NOT_FOUND, "no file “bare/index.html”" },
    { "pyxis://app/missing", G_IO_ERROR_NOT_FOUND, "no file “missing”." },
    { "pyxis://app/missing/", G_IO_ERROR_NOT_FOUND, "no file “missing/index.html”." },
    { "pyxis://app/Main.py", G_IO_ERROR_NOT_FOUND, "there is “main.py”" },
    { "pyxis://app/SUB/a.txt", G_IO_ERROR_NOT_FOUND, "there is “sub”" },
    { "pyxis://app/sub/A.txt", G_IO_ERROR_NOT_FOUND, "no file “sub/A.txt”." },
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (PyxisLocation) location = locate (resolver, rows[i].uri, NULL);
    g_autoptr (GError) error = NULL;
    g_autoptr (PyxisContent) content = NULL;

    location->wants_hint = TRUE;
    content = pyxis_resolver_open (resolver, location, &error);
    if (rows[i].outcome >= 0) {
      g_assert_error (error, G_IO_ERROR, rows[i].outcome);
      g_assert_nonnull (strstr (error->message, rows[i].text));
    } else {
      char text[100] = { 0 };

      g_assert_no_error (error);
      g_assert_true (
        g_input_stream_read_all (content->stream, text, sizeof text - 1, NULL, NULL, NULL));
      g_assert_cmpstr (text, ==, rows[i].text);
      g_assert_cmpint (content->size, ==, strlen (text));
    }
  }
}

static void
test_is_folder (void)
{
  static const struct {
    const char *uri;
    gboolean is_folder;
  } rows[] = {
    { "pyxis://app/", TRUE },
    { "pyxis://app/sub", TRUE },
    { "pyxis://app/sub/", TRUE },
    { "pyxis://app/sub?a#b", TRUE },
    { "pyxis://app/a:b", TRUE },
    { "pyxis://app/SUB", FALSE },
    { "pyxis://app/sub/a.txt", FALSE },
    { "pyxis://app/index.html", FALSE },
    { "pyxis://app/missing", FALSE },
    { "pyxis://app/.env", FALSE },
    { "pyxis://other/sub", FALSE },
    { "pyxis://app/@pyxis", FALSE },
    { "pyxis://app/@pyxis/js/probe.js", FALSE },
    { R "micropython/1.28.0", FALSE },
    { R "micropython/1.28.0/micropython.mjs", FALSE },
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (PyxisAddress) address = pyxis_address_parse (rows[i].uri, NULL);

    g_test_message ("%s", rows[i].uri);
    g_assert_cmpint (pyxis_resolver_is_folder (resolver, address), ==, rows[i].is_folder);
  }
}

/* A hint costs a listing, so that only who shows it to somebody pays. */
static void
test_hint (void)
{
  static const struct {
    const char *uri;
    gboolean is_wanted, is_given;
  } rows[] = {
    { "pyxis://app/Main.py", TRUE, TRUE },
    { "pyxis://app/Main.py", FALSE, FALSE },
    { "pyxis://app/SUB/a.txt", FALSE, FALSE },
    { "pyxis://app/sub/missing", TRUE, FALSE },
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (PyxisLocation) location = locate (resolver, rows[i].uri, NULL);
    g_autoptr (GError) error = NULL;

    g_assert_false (location->wants_hint);
    location->wants_hint = rows[i].is_wanted;
    g_assert_null (pyxis_resolver_open (resolver, location, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
    g_assert_cmpint (strstr (error->message, "upper and lower case") != NULL, ==, rows[i].is_given);
  }
}

static void
read_text (PyxisResolver *resolver, const char *uri, char *text, gsize size)
{
  g_autoptr (PyxisLocation) location = locate (resolver, uri, NULL);
  g_autoptr (PyxisContent) content = pyxis_resolver_open (resolver, location, NULL);
  gsize length = 0;

  g_assert_nonnull (content);
  g_assert_true (g_input_stream_read_all (content->stream, text, size - 1, &length, NULL, NULL));
  g_assert_cmpint (content->size, ==, (gint64) length);
  text[length] = '\0';
}

/* Pyodide's module alone can be had with less to do; of another shape it is given as it is. */
static void
test_lean (void)
{
  static const struct {
    const char *uri;
    gboolean is_lean;
  } rows[] = {
    { R "pyodide/314.0.2/pyodide.asm.mjs?lean", TRUE },
    { R "pyodide/314.0.2/pyodide.asm.mjs", FALSE },
    { R "pyodide/314.0.2/pyodide.asm.mjs?leaner", FALSE },
    { R "pyodide/314.0.2/pyodide.asm.wasm?lean", FALSE },
    { R "micropython/1.28.0/micropython.wasm?lean", FALSE },
    { "pyxis://app/pyodide.asm.mjs?lean", FALSE },
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);
  char text[64 * 1024] = "";

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (PyxisLocation) location = locate (resolver, rows[i].uri, NULL);

    g_assert_cmpint (location->is_lean, ==, rows[i].is_lean);
  }
  read_text (resolver, rows[0].uri, text, sizeof text);
  g_assert_cmpstr (text, ==, "export {}");
  sample_write (folder, "runtime/pyodide/314.0.2/pyodide.asm.mjs", lean_sample);
  read_text (resolver, rows[0].uri, text, sizeof text);
  g_assert_nonnull (strstr (text, "pyxisChoose(instance.exports)"));
  read_text (resolver, rows[1].uri, text, sizeof text);
  g_assert_cmpstr (text, ==, lean_sample);
}

/* A runtime whose files went away is damaged, and nobody learns where it lay. */
static void
test_runtime_gone (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisResolver) resolver = sample_resolver_new (folder);
  g_autofree char *file =
    g_build_filename (folder, "runtime", "micropython", "1.28.0", "micropython.mjs", NULL);
  g_autoptr (PyxisLocation) location = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (unlink (file), ==, 0);
  location = locate (resolver, R "micropython/1.28.0/micropython.mjs?real", NULL);
  g_assert_null (pyxis_resolver_open (resolver, location, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_null (strstr (error->message, folder));
}

static void
test_lifetime (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  PyxisResolver *resolver = sample_resolver_new (folder);

  g_assert_finalize_object (resolver);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/resolver/locates", test_locates);
  g_test_add_func ("/resolver/not-found", test_not_found);
  g_test_add_func ("/resolver/says-why", test_says_why);
  g_test_add_func ("/resolver/target", test_target);
  g_test_add_func ("/resolver/opens", test_opens);
  g_test_add_func ("/resolver/is-folder", test_is_folder);
  g_test_add_func ("/resolver/hint", test_hint);
  g_test_add_func ("/resolver/lean", test_lean);
  g_test_add_func ("/resolver/runtime-gone", test_runtime_gone);
  g_test_add_func ("/resolver/lifetime", test_lifetime);
  return g_test_run ();
}
