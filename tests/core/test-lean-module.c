/* SPDX-License-Identifier: Apache-2.0 */
#include "lean-module.h"

#include <string.h>

#include "../util/lean-sample.h"

/* (transfer full) */
static char *
make (const char *text)
{
  g_autoptr (GBytes) module = g_bytes_new (text, strlen (text));
  g_autoptr (GBytes) lean = pyxis_lean_module_new (module);

  return g_strndup (g_bytes_get_data (lean, NULL), g_bytes_get_size (lean));
}

static void
test_small (void)
{
  g_autofree char *lean = make (lean_sample);

  g_assert_nonnull (
    strstr (lean, LEAN_SAMPLE_ASSIGN
            "_first=Module[\"_first\"]=wasmExports[\"first\"];"
            "memory=Module[\"memory\"]=wasmMemory=wasmExports[\"memory\"];}return Module}"));
  g_assert_nonnull (strstr (lean, "function pyxisFunctions(){return\"second\".split(\" \")}"));
  g_assert_nonnull (strstr (lean, "function pyxisData(){return\"third\".split(\" \")}"));
  g_assert_nonnull (
    strstr (lean, "function pyxisNames(){return\"second first memory\".split(\" \")}"));
  g_assert_nonnull (strstr (lean, "{wasmExports=pyxisChoose(instance.exports);assign"));
  g_assert_nonnull (strstr (lean, "localScope,handle)=>{pyxisComplete();load()}"));
  g_assert_nonnull (strstr (lean, "symbolIndex){pyxisReach(UTF8ToString(symbol));find()}"));
  g_assert_nonnull (strstr (lean, "direct=false)=>{pyxisReach(symName);look()}"));
  g_assert_nonnull (strstr (lean, "var _first,_second,_third,memory;"));
}

/* Whatever is not as it is known stays as it is. */
static void
test_other (void)
{
  static const char *const gone[] = {
    "wasmExports=instance.exports;",
    "loadWebAssemblyModule=(binary,flags,libName,localScope,handle)=>{",
    "function __dlsym_js(handle,symbol,symbolIndex){",
    "resolveGlobalSymbol=(symName,direct=false)=>{",
    LEAN_SAMPLE_ASSIGN,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (gone); i++) {
    g_autoptr (GString) without = g_string_new (lean_sample);
    g_autoptr (GString) twice = g_string_new (lean_sample);
    g_autofree char *both = g_strconcat (gone[i], gone[i], NULL);
    g_autofree char *lean = NULL;
    g_autofree char *lean_too = NULL;

    g_string_replace (without, gone[i], "", 0);
    lean = make (without->str);
    g_assert_cmpstr (lean, ==, without->str);
    g_string_replace (twice, gone[i], both, 0);
    lean_too = make (twice->str);
    g_assert_cmpstr (lean_too, ==, twice->str);
  }
  for (gsize length = 1; length < sizeof lean_sample; length += 7) {
    g_autofree char *cut = g_strndup (lean_sample, length);
    g_autofree char *lean = make (cut);

    if (!strstr (cut, "[\"memory\"]}"))
      g_assert_cmpstr (lean, ==, cut);
  }
}

static guint
count (const char *text, const char *end, const char *what)
{
  guint n = 0;

  for (const char *at = strstr (text, what); at && at < end; at = strstr (at + 1, what))
    n++;
  return n;
}

static guint
count_names (const char *text, const char *function)
{
  g_autofree char *begin = g_strdup_printf ("function %s(){return\"", function);
  const char *names = strstr (text, begin);

  g_assert_nonnull (names);
  names += strlen (begin);
  return count (names, strchr (names, '"'), " ") + 1;
}

/* Of the versions that are here: a newer Pyodide of another shape fails here. Each statement is kept or put off. */
static void
test_real (gconstpointer data)
{
  const char *path = data;
  g_autofree char *text = NULL;
  g_autofree char *lean = NULL;
  const char *assign;
  guint n_all;
  guint n_kept;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lean = make (text);
  assign = strstr (text, LEAN_SAMPLE_ASSIGN);
  n_all = count (assign, strchr (assign, '}'), "wasmExports[\"");
  assign = strstr (lean, LEAN_SAMPLE_ASSIGN);
  n_kept = count (assign, strchr (assign, '}'), "wasmExports[\"");
  g_assert_cmpuint (n_all, >, 4000);
  g_assert_cmpuint (n_kept, <, 300);
  g_assert_cmpuint (n_kept + count_names (lean, "pyxisFunctions") + count_names (lean, "pyxisData"),
                    ==, n_all);
}

static void
add_real (const char *name, const char *first, const char *second)
{
  g_autofree char *path = g_build_filename (first, second, NULL);

  g_test_add_data_func_full (name, g_steal_pointer (&path), test_real, g_free);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/lean-module/small", test_small);
  g_test_add_func ("/lean-module/other", test_other);
  add_real ("/lean-module/shipped", g_getenv ("PYXIS_SHIPPED"), "pyodide/pyodide.asm.mjs");
  add_real ("/lean-module/newer", g_getenv ("PYXIS_VERSIONS"), "pyodide-newer/pyodide.asm.mjs");
  return g_test_run ();
}
