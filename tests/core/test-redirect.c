/* SPDX-License-Identifier: Apache-2.0 */
#include "redirect.h"

#include "release.h"
#include "pyxis-config.h"

#include <string.h>

#define MPY "@micropython/micropython-webassembly-pyscript"

/* Addresses that mean a runtime. `version` NULL: any. */
static const struct {
  const char *uri;
  const char *runtime;
  const char *version;
  const char *asked;
  const char *file;
} found[] = {
  { "https://pyscript.net/releases/2026.7.3/core.js", "pyscript", "0.7.31", "2026.7.3", "core.js" },
  { "https://pyscript.net/releases/2026.7.3/core.css", "pyscript", "0.7.31", "2026.7.3",
    "core.css" },
  { "https://pyscript.net/releases/2025.5.1/storage.js", "pyscript", "0.6.53", "2025.5.1",
    "storage.js" },
  { "https://pyscript.net/releases/2025.11.1/service-worker.js", "pyscript", "0.7.11", "2025.11.1",
    "service-worker.js" },
  { "https://pyscript.net/releases/2026.4.1/core.js", "pyscript", "0.7.18", "2026.4.1", "core.js" },
  { "https://pyscript.net/releases/2030.1.1/core.js", "pyscript", "0.7.31", "2030.1.1", "core.js" },
  { "https://pyscript.net/releases/2023.09.1/core.js", "pyscript", NULL, "2023.09.1", "core.js" },
  { "https://pyscript.net/releases/2023.11.1/core.js", "pyscript", "0.3.4", "2023.11.1",
    "core.js" },
  { "https://pyscript.net/latest/core.js", "pyscript", NULL, "latest", "core.js" },
  { "https://pyscript.net/unstable/core.css", "pyscript", NULL, "unstable", "core.css" },
  { "https://pyscript.net/alpha/core.js", "pyscript", NULL, "alpha", "core.js" },
  { "https://pyscript.net/snapshots/2024.9.2/core.js", "pyscript", "0.5.15", "2024.9.2",
    "core.js" },
  { "HTTPS://PyScript.NET/latest/core.js", "pyscript", NULL, "latest", "core.js" },
  { "https://pyscript.net/latest/core.js?v=1#x", "pyscript", NULL, "latest", "core.js" },
  { "https://pyscript.net/latest/core%2Ejs", "pyscript", NULL, "latest", "core.js" },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core", "pyscript", NULL, "latest", "core.js" },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core/", "pyscript", NULL, "latest", "core.js" },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core?x", "pyscript", NULL, "latest", "core.js" },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core@0.7.31", "pyscript", "0.7.31", "0.7.31",
    "core.js" },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core/dist/core.js", "pyscript", NULL, "latest",
    "core.js" },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core/dist/core.css", "pyscript", NULL, "latest",
    "core.css" },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core/index.js", "pyscript", NULL, "latest", "core.js" },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core/jsdelivr.js", "pyscript", NULL, "latest",
    "core.js" },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core/+esm", "pyscript", NULL, "latest", "core.js" },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core@0.7/+esm", "pyscript", "0.7", "0.7", "core.js" },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core/dist/core.js/+esm", "pyscript", NULL, "latest",
    "core.js" },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core@latest/dist/core.js", "pyscript", NULL, "latest",
    "core.js" },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core@next/dist/core.js", "pyscript", NULL, "next",
    "core.js" },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core@^0.7/dist/core.js", "pyscript", "0.7", "^0.7",
    "core.js" },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core@%5E0.7.3/dist/core.js", "pyscript", "0.7",
    "^0.7.3", "core.js" },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core@~0.6.2/dist/core.js", "pyscript", "0.6", "~0.6.2",
    "core.js" },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core@0.6.x/dist/core.js", "pyscript", "0.6", "0.6.x",
    "core.js" },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core@0.x.x/dist/core.js", "pyscript", "0", "0.x.x",
    "core.js" },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core@>=0.6/dist/core.js", "pyscript", NULL, ">=0.6",
    "core.js" },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core@0.7.31/dist/toml-V4Savzlc.js", "pyscript",
    "0.7.31", "0.7.31", "toml-V4Savzlc.js" },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core@0.7.31/package.json", "pyscript", "0.7.31",
    "0.7.31", "package.json" },
  { "https://cdn.jsdelivr.net/npm/%40pyscript/core@0.7.31/dist/core.js", "pyscript", "0.7.31",
    "0.7.31", "core.js" },
  { "https://unpkg.com/@pyscript/core", "pyscript", NULL, "latest", "core.js" },
  { "https://unpkg.com/@pyscript/core@0.5.1/dist/core.js", "pyscript", "0.5.1", "0.5.1",
    "core.js" },
  { "https://unpkg.com/%40pyscript/core", "pyscript", NULL, "latest", "core.js" },
  { "https://esm.sh/@pyscript/core", "pyscript", NULL, "latest", "core.js" },
  { "https://esm.sh/@pyscript/core@0.7.30/dist/core.js", "pyscript", "0.7.30", "0.7.30",
    "core.js" },
  { "https://esm.sh/%40pyscript/core", "pyscript", NULL, "latest", "core.js" },
  { "https://esm.sh/%40pyscript/core@0.7.30/dist/core.js", "pyscript", "0.7.30", "0.7.30",
    "core.js" },
  { "https://esm.sh/%40micropython/micropython-webassembly-pyscript@1.28.0", "micropython",
    "1.28.0", "1.28.0", "micropython.mjs" },
  { "https://esm.run/%40pyscript/core", "pyscript", NULL, "latest", "core.js" },
  { "https://esm.run/%40micropython/micropython-webassembly-pyscript", "micropython", NULL,
    "latest", "micropython.mjs" },
  { "https://esm.run/@pyscript/core", "pyscript", NULL, "latest", "core.js" },
  { "https://esm.run/@pyscript/core@0.7.31/dist/storage.js", "pyscript", "0.7.31", "0.7.31",
    "storage.js" },
  { "https://cdn.jsdelivr.net/pyodide/v314.0.2/full/pyodide.mjs", "pyodide", "314.0.2", "314.0.2",
    "pyodide.mjs" },
  { "https://cdn.jsdelivr.net/pyodide/v0.29.3/full/pyodide.asm.js", "pyodide", "0.29.3", "0.29.3",
    "pyodide.asm.js" },
  { "https://cdn.jsdelivr.net/pyodide/v0.24.1/debug/pyodide.js", "pyodide", "0.24.1", "0.24.1",
    "pyodide.js" },
  { "https://cdn.jsdelivr.net/pyodide/v0.24.1/pyc/pyodide.js", "pyodide", "0.24.1", "0.24.1",
    "pyodide.js" },
  { "https://cdn.jsdelivr.net/pyodide/dev/full/pyodide.mjs", "pyodide", NULL, "dev",
    "pyodide.mjs" },
  { "https://cdn.jsdelivr.net/pyodide/v0.28.0a3/full/pyodide.mjs", "pyodide", "0.28.0a3",
    "0.28.0a3", "pyodide.mjs" },
  { "https://cdn.jsdelivr.net/pyodide/v314.0.2/full/a%20b-1.0-py3-none-any.whl", "pyodide",
    "314.0.2", "314.0.2", "a b-1.0-py3-none-any.whl" },
  { "https://cdn.jsdelivr.net/npm/pyodide@314.0.2/pyodide.mjs", "pyodide", "314.0.2", "314.0.2",
    "pyodide.mjs" },
  { "https://cdn.jsdelivr.net/npm/pyodide@^314.0.1/pyodide.mjs", "pyodide", "314", "^314.0.1",
    "pyodide.mjs" },
  { "https://cdn.jsdelivr.net/npm/pyodide", "pyodide", NULL, "latest", "pyodide.js" },
  { "https://cdn.jsdelivr.net/npm/pyodide/+esm", "pyodide", NULL, "latest", "pyodide.mjs" },
  { "https://unpkg.com/pyodide@0.26.4/pyodide-lock.json", "pyodide", "0.26.4", "0.26.4",
    "pyodide-lock.json" },
  { "https://unpkg.com/pyodide", "pyodide", NULL, "latest", "pyodide.js" },
  { "https://esm.sh/pyodide@0.27.0", "pyodide", "0.27.0", "0.27.0", "pyodide.mjs" },
  { "https://esm.run/pyodide", "pyodide", NULL, "latest", "pyodide.mjs" },
  { "https://cdn.jsdelivr.net/npm/" MPY "@1.28.0-6/micropython.mjs", "micropython", "1.28.0-6",
    "1.28.0-6", "micropython.mjs" },
  { "https://cdn.jsdelivr.net/npm/" MPY "@1.28.0-6/micropython-settrace-ulab.wasm", "micropython",
    "1.28.0-6", "1.28.0-6", "micropython-settrace-ulab.wasm" },
  { "https://cdn.jsdelivr.net/npm/" MPY, "micropython", NULL, "latest", "micropython.mjs" },
  { "https://cdn.jsdelivr.net/npm/" MPY "/+esm", "micropython", NULL, "latest", "micropython.mjs" },
  { "https://cdn.jsdelivr.net/npm/%40micropython/micropython-webassembly-pyscript@1.27.0/"
    "micropython.wasm",
    "micropython", "1.27.0", "1.27.0", "micropython.wasm" },
  { "https://unpkg.com/" MPY "@latest/micropython.mjs", "micropython", NULL, "latest",
    "micropython.mjs" },
  { "https://unpkg.com/%40micropython/micropython-webassembly-pyscript/micropython.mjs",
    "micropython", NULL, "latest", "micropython.mjs" },
  { "https://esm.sh/" MPY "@1.27.0/micropython.mjs", "micropython", "1.27.0", "1.27.0",
    "micropython.mjs" },
  { "https://esm.run/" MPY, "micropython", NULL, "latest", "micropython.mjs" },
};

static const char *const unsupported[] = {
  "https://pyscript.net/releases/2023.05.1/pyscript.js",
  "https://pyscript.net/releases/2022.12.1/pyscript.css",
  "https://pyscript.net/releases/2023.03.1/core.js",
  "https://pyscript.net/releases/2022.06.1/pyscript.py",
  "https://pyscript.net/latest/pyscript.js",
  "https://pyscript.net/latest/pyscript.css",
  "https://pyscript.net/latest/pyscript.min.js",
  "https://pyscript.net/alpha/pyscript.js",
  "https://pyscript.net/unstable/pyscript.js",
  "https://PYSCRIPT.net/alpha/pyscript.css?x=1",
};

static const char *const none[] = {
  "",
  "x",
  "https:",
  "https://",
  "https:///",
  "https://pyscript.net",
  "https://pyscript.net/",
  "https://pyscript.net/latest/",
  "https://pyscript.net/releases/2026.7.3",
  "https://pyscript.net/releases/2026.7.3/",
  "https://pyscript.net/releases/../latest/core.js",
  "https://pyscript.net/releases/nonsense/core.js",
  "https://pyscript.net/latest/../core.js",
  "https://pyscript.net/latest/%2e%2e/core.js",
  "https://pyscript.net/latest/a//core.js",
  "https://pyscript.net/latest/./core.js",
  "https://pyscript.net/latest/a%2fcore.js",
  "https://pyscript.net/latest/a%5ccore.js",
  "https://pyscript.net/latest/a\\core.js",
  "https://pyscript.net/latest/core.js%00",
  "https://pyscript.net/latest/core.js%0a",
  "https://pyscript.net/latest/core.js%ff",
  "https://pyscript.net/latest/core.js%4",
  "https://pyscript.net/latest/core.js\x7f",
  "https://pyscript.net:443/latest/core.js",
  "https://pyscript.net:8080/latest/core.js",
  "https://me@pyscript.net/latest/core.js",
  "https://me:x@pyscript.net/latest/core.js",
  "https://pyscript.net@evil.example/latest/core.js",
  "https://pyscript.net.evil.example/latest/core.js",
  "https://evil.example/https://pyscript.net/latest/core.js",
  "https://docs.pyscript.net/latest/core.js",
  "https://pyscript.net./latest/core.js",
  "http://pyscript.net/latest/core.js",
  "wss://pyscript.net/latest/core.js",
  "blob:https://pyscript.net/latest/core.js",
  " https://pyscript.net/latest/core.js",
  "pyxis://pyscript.net/latest/core.js",
  "https://pyscript.net/Latest/core.js",
  "https://cdn.jsdelivr.net/npm/@pyscript/core-extra/dist/core.js",
  "https://cdn.jsdelivr.net/npm/@pyscript/bridge",
  "https://esm.run/@pyscript/bridge@latest",
  "https://cdn.jsdelivr.net/npm/@pyscript/core@/dist/core.js",
  "https://cdn.jsdelivr.net/npm/@pyscript/core/dist/",
  "https://cdn.jsdelivr.net/npm/@pyscript/core@0.7.31/../x.js",
  "https://cdn.jsdelivr.net/npm/pyodide-kernel/x.js",
  "https://cdn.jsdelivr.net/npm/lodash/+esm",
  "https://cdn.jsdelivr.net/npm/coincident/dist/sw.js",
  "https://cdn.jsdelivr.net/pyodide/",
  "https://cdn.jsdelivr.net/pyodide/v314.0.2/full/",
  "https://cdn.jsdelivr.net/pyodide/v314.0.2/other/pyodide.mjs",
  "https://cdn.jsdelivr.net/pyodide/314.0.2/full/pyodide.mjs",
  "https://unpkg.com/react",
};

static gboolean
is_covered (const char *uri)
{
  const char *const *prefixes = pyxis_redirect_get_prefixes ();
  const char *path = strchr (strstr (uri, "://") + 3, '/');
  g_autofree char *origin = g_ascii_strdown (uri, path - uri);
  g_autofree char *address = g_strconcat (origin, path, NULL);

  for (gsize i = 0; prefixes[i]; i++) {
    if (g_str_has_prefix (address, prefixes[i]))
      return TRUE;
  }

  return FALSE;
}

static void
test_found (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (found); i++) {
    g_autoptr (PyxisRedirect) redirect = pyxis_redirect_find (found[i].uri);

    g_test_message ("%s", found[i].uri);
    g_assert_cmpint (redirect->kind, ==, PYXIS_REDIRECT_RUNTIME);
    g_assert_cmpstr (redirect->runtime, ==, found[i].runtime);
    g_assert_cmpstr (redirect->version, ==, found[i].version);
    g_assert_cmpstr (redirect->asked, ==, found[i].asked);
    g_assert_cmpstr (redirect->file, ==, found[i].file);
    g_assert_true (is_covered (found[i].uri));
  }
}

static void
test_unsupported (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (unsupported); i++) {
    g_autoptr (PyxisRedirect) redirect = pyxis_redirect_find (unsupported[i]);

    g_test_message ("%s", unsupported[i]);
    g_assert_cmpint (redirect->kind, ==, PYXIS_REDIRECT_UNSUPPORTED);
    g_assert_cmpstr (redirect->runtime, ==, "pyscript");
    g_assert_nonnull (redirect->asked);
    g_assert_true (is_covered (unsupported[i]));
  }
}

static void
test_none (void)
{
  g_autofree char *path = g_strnfill (8192, 'a');
  g_autofree char *large = g_strconcat ("https://pyscript.net/latest/", path, NULL);
  g_autoptr (PyxisRedirect) too_long = pyxis_redirect_find (large);

  g_assert_cmpint (too_long->kind, ==, PYXIS_REDIRECT_NONE);
  for (gsize i = 0; i < G_N_ELEMENTS (none); i++) {
    g_autoptr (PyxisRedirect) redirect = pyxis_redirect_find (none[i]);

    g_test_message ("%s", none[i]);
    g_assert_cmpint (redirect->kind, ==, PYXIS_REDIRECT_NONE);
    g_assert_null (redirect->file);
  }
}

/* Every address cut short, and with any one byte replaced, is answered without harm; what is
 * recognised is covered by a prefix. */
static void
test_mutations (void)
{
  static const char bytes[] = "/@%.\\\x01\xff?#:";

  for (gsize i = 0; i < G_N_ELEMENTS (found); i++) {
    gsize length = strlen (found[i].uri);

    for (gsize at = 0; at < length; at++) {
      for (gsize j = 0; j < sizeof bytes; j++) {
        g_autofree char *uri = g_strdup (found[i].uri);
        g_autoptr (PyxisRedirect) redirect = NULL;

        uri[at] = bytes[j];
        redirect = pyxis_redirect_find (uri);
        if (redirect->kind != PYXIS_REDIRECT_NONE)
          g_assert_true (is_covered (uri));
      }
    }
  }
}

static void
test_releases (void)
{
  g_autofree char *path =
    g_build_filename (PYXIS_SOURCEDIR, "data", "runtime", "package.json", NULL);
  g_autofree char *text = NULL;
  g_autofree char *pinned = NULL;

  g_assert_true (pyxis_release_is_classic ("2023.05.1"));
  g_assert_false (pyxis_release_is_classic ("2023.09.1"));
  g_assert_null (pyxis_release_get_core ("2023.09.1"));

  /* What generated pages ask for is what we ship. */
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  pinned =
    g_strdup_printf ("\"@pyscript/core\": \"%s\"", pyxis_release_get_core (PYXIS_RELEASE_SHIPPED));
  g_assert_nonnull (strstr (text, pinned));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/redirect/found", test_found);
  g_test_add_func ("/redirect/unsupported", test_unsupported);
  g_test_add_func ("/redirect/none", test_none);
  g_test_add_func ("/redirect/mutations", test_mutations);
  g_test_add_func ("/redirect/releases", test_releases);

  return g_test_run ();
}
