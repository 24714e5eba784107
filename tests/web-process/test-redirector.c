/* SPDX-License-Identifier: Apache-2.0 */
#include "redirector.h"

#include <string.h>

#define BASE "pyxis://p0123"
#define LOCAL BASE "/@pyxis/runtime/"

static PyxisRedirector *
create_with_hosts (gboolean is_denied, const char *const *names)
{
  static const char *const core[] = { "core.js", "core.css", NULL };
  static const char *const pyodide[] = { "pyodide.mjs", "pyodide.asm.wasm", NULL };
  GVariantBuilder hosts, runtimes;

  g_variant_builder_init (&hosts, G_VARIANT_TYPE ("as"));
  for (guint i = 0; names[i]; i++)
    g_variant_builder_add (&hosts, "s", names[i]);
  g_variant_builder_init (&runtimes, G_VARIANT_TYPE ("a(ssas)"));
  g_variant_builder_add (&runtimes, "(ss^as)", "pyscript", "0.7.31", core);
  g_variant_builder_add (&runtimes, "(ss^as)", "pyodide", "314.0.2", pyodide);
  g_variant_builder_add (&runtimes, "(ss^as)", "pyodide", "0.29.3", pyodide);

  {
    g_autoptr (GVariant) parameters = g_variant_ref_sink (
      g_variant_new (PYXIS_REDIRECTOR_FORMAT, BASE, is_denied, &hosts, &runtimes));

    return pyxis_redirector_new (parameters);
  }
}

static PyxisRedirector *
create (gboolean is_denied)
{
  return create_with_hosts (is_denied, (const char *const[]){ NULL });
}

static const struct {
  const char *uri;
  PyxisVerdictKind kind;
  const char *to;
  gboolean has_notice;
} cases[] = {
  { BASE "/index.html", PYXIS_VERDICT_OWN, NULL, FALSE },
  { BASE, PYXIS_VERDICT_OWN, NULL, FALSE },
  { "blob:" BASE "/5e1f", PYXIS_VERDICT_OWN, NULL, FALSE },
  { "data:text/plain,x", PYXIS_VERDICT_OWN, NULL, FALSE },
  { "about:blank", PYXIS_VERDICT_OWN, NULL, FALSE },
  { BASE "4/index.html", PYXIS_VERDICT_NETWORK, NULL, FALSE },
  { "https://pyscript.net/releases/2026.7.3/core.js", PYXIS_VERDICT_REDIRECT,
    LOCAL "pyscript/0.7.31/core.js", FALSE },
  { "https://pyscript.net/releases/2025.5.1/core.js", PYXIS_VERDICT_REDIRECT,
    LOCAL "pyscript/0.7.31/core.js", TRUE },
  { "https://cdn.jsdelivr.net/npm/@pyscript/core/dist/core.css", PYXIS_VERDICT_REDIRECT,
    LOCAL "pyscript/0.7.31/core.css", FALSE },
  { "https://cdn.jsdelivr.net/pyodide/v314.0.2/full/pyodide.mjs", PYXIS_VERDICT_REDIRECT,
    LOCAL "pyodide/314.0.2/pyodide.mjs", FALSE },
  { "https://cdn.jsdelivr.net/pyodide/v0.29.3/full/pyodide.mjs", PYXIS_VERDICT_REDIRECT,
    LOCAL "pyodide/0.29.3/pyodide.mjs", FALSE },
  /* What the local runtime does not hold goes on to the network. */
  { "https://cdn.jsdelivr.net/pyodide/v314.0.2/full/numpy-2.0-cp314.whl", PYXIS_VERDICT_NETWORK,
    NULL, TRUE },
  { "https://cdn.jsdelivr.net/npm/@micropython/micropython-webassembly-pyscript@1.28.0-6/"
    "micropython.mjs",
    PYXIS_VERDICT_NETWORK, NULL, TRUE },
  { "https://example.org/", PYXIS_VERDICT_NETWORK, NULL, FALSE },
  { "https://pyscript.net/releases/2023.05.1/pyscript.js", PYXIS_VERDICT_BLOCK, NULL, TRUE },
};

static void
check (gboolean is_denied)
{
  g_autoptr (PyxisRedirector) redirector = create (is_denied);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (PyxisVerdict) verdict = pyxis_redirector_judge (redirector, cases[i].uri);
    PyxisVerdictKind expected = cases[i].kind;

    if (is_denied && expected == PYXIS_VERDICT_NETWORK)
      expected = PYXIS_VERDICT_BLOCK;
    g_test_message ("%s", cases[i].uri);
    g_assert_cmpint (verdict->kind, ==, expected);
    g_assert_cmpstr (verdict->uri, ==, cases[i].to);
    g_assert_cmpint (verdict->notice != NULL, ==, cases[i].has_notice);
  }
}

static void
test_allow (void)
{
  check (FALSE);
}

static void
test_deny (void)
{
  check (TRUE);
}

/* Of a denied network, some hosts. */
static void
test_hosts (void)
{
  static const char *const names[] = { "api.example.org", "*.example.net", "cdn.jsdelivr.net",
                                       NULL };
  static const struct {
    const char *uri;
    gboolean passes;
  } rows[] = {
    { "https://api.example.org/", TRUE },
    { "https://api.example.org/a?b", TRUE },
    { "wss://api.example.org/", TRUE },
    { "https://a.example.net/", TRUE },
    { "https://a.b.example.net/", TRUE },
    { "https://cdn.jsdelivr.net/other.js", TRUE },
    { "http://api.example.org/", FALSE },
    { "ws://api.example.org/", FALSE },
    { "https://api.example.org:8443/", FALSE },
    { "https://api.example.org.evil.com/", FALSE },
    { "https://evil.com/?https://api.example.org/", FALSE },
    { "https://evil.com/.example.net/", FALSE },
    { "https://api.example.org@evil.com/", FALSE },
    { "https://evil@api.example.org/", FALSE },
    { "https://example.net/", FALSE },
    { "https://notexample.net/", FALSE },
    { "https://apixexample.org/", FALSE },
    { "ftp://api.example.org/", FALSE },
  };
  g_autoptr (PyxisRedirector) redirector = create_with_hosts (TRUE, names);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (PyxisVerdict) verdict = pyxis_redirector_judge (redirector, rows[i].uri);

    g_test_message ("%s", rows[i].uri);
    g_assert_cmpint (verdict->kind, ==,
                     rows[i].passes ? PYXIS_VERDICT_NETWORK : PYXIS_VERDICT_BLOCK);
  }
}

static void
test_notice (void)
{
  g_autoptr (PyxisRedirector) redirector = create (TRUE);
  g_autoptr (PyxisVerdict) verdict =
    pyxis_redirector_judge (redirector, "https://pyscript.net/releases/2025.5.1/core.js");

  g_assert_cmpstr (verdict->notice, ==, "asked for 2025.5.1, served core 0.7.31");
}

/* What the page asked for is told, but not at the length that the page chose. */
static void
test_long_name (void)
{
  g_autoptr (PyxisRedirector) redirector = create (TRUE);
  g_autofree char *name = g_strnfill (300, 'x');
  g_autofree char *shown = g_strndup (name, 79);
  g_autofree char *uri =
    g_strconcat ("https://cdn.jsdelivr.net/pyodide/v314.0.2/full/", name, NULL);
  g_autofree char *expected = NULL;
  g_autoptr (PyxisVerdict) verdict = NULL;

  /* The 80th byte is the first of two: the whole character goes. */
  memcpy (strstr (uri, name) + 79, "%c3%a9", 6);
  verdict = pyxis_redirector_judge (redirector, uri);
  expected = g_strdup_printf ("The local pyodide 314.0.2 does not hold %s….", shown);
  g_assert_cmpstr (verdict->notice, ==, expected);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/redirector/allow", test_allow);
  g_test_add_func ("/redirector/deny", test_deny);
  g_test_add_func ("/redirector/hosts", test_hosts);
  g_test_add_func ("/redirector/notice", test_notice);
  g_test_add_func ("/redirector/long-name", test_long_name);
  return g_test_run ();
}
