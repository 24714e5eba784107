/* SPDX-License-Identifier: Apache-2.0 */
#include "server-guard.h"

#include <string.h>

#define TOKEN "0123456789abcdef"
#define HOST "127.0.0.1:50000"
#define OWN "http://127.0.0.1:50000"
#define COOKIE "pyxis-50000=" TOKEN

static const PyxisServerGuard guard = { HOST, TOKEN };

static const struct {
  const char *what;
  PyxisServerCredentials credentials;
  PyxisAdmission admission;
} cases[] = {
  { "our own page", { HOST, OWN, "same-origin", COOKIE }, PYXIS_ADMIT_ALL },
  { "typed address", { HOST, NULL, "none", COOKIE }, PYXIS_ADMIT_ALL },
  { "no fetch metadata", { HOST, NULL, NULL, COOKIE }, PYXIS_ADMIT_ALL },
  { "other cookies too", { HOST, NULL, NULL, "a=b; " COOKIE "; c=d" }, PYXIS_ADMIT_ALL },
  { "no cookie", { HOST, OWN, "same-origin", NULL }, PYXIS_ADMIT_PUBLIC },
  { "empty cookie", { HOST, NULL, NULL, "" }, PYXIS_ADMIT_PUBLIC },
  { "empty value", { HOST, NULL, NULL, "pyxis-50000=" }, PYXIS_ADMIT_PUBLIC },
  { "wrong value", { HOST, NULL, NULL, "pyxis-50000=0123456789abcdee" }, PYXIS_ADMIT_PUBLIC },
  { "value too short", { HOST, NULL, NULL, "pyxis-50000=0123456789abcde" }, PYXIS_ADMIT_PUBLIC },
  { "value too long", { HOST, NULL, NULL, COOKIE "0" }, PYXIS_ADMIT_PUBLIC },
  { "another port's cookie", { HOST, NULL, NULL, "pyxis-50001=" TOKEN }, PYXIS_ADMIT_PUBLIC },
  { "prefix of the name", { HOST, NULL, NULL, "pyxis-5000=" TOKEN }, PYXIS_ADMIT_PUBLIC },
  { "suffix of the name", { HOST, NULL, NULL, "xpyxis-50000=" TOKEN }, PYXIS_ADMIT_PUBLIC },
  { "redirected from a CDN", { HOST, OWN, "cross-site", NULL }, PYXIS_ADMIT_PUBLIC },
  { "cross-site with cookie", { HOST, NULL, "cross-site", COOKIE }, PYXIS_ADMIT_PUBLIC },
  { "same-site is not same-origin", { HOST, NULL, "same-site", COOKIE }, PYXIS_ADMIT_PUBLIC },
  { "no host", { NULL, NULL, NULL, COOKIE }, PYXIS_ADMIT_NOTHING },
  { "empty host", { "", NULL, NULL, COOKIE }, PYXIS_ADMIT_NOTHING },
  { "rebound host", { "evil.example:50000", NULL, NULL, COOKIE }, PYXIS_ADMIT_NOTHING },
  { "rebound host and origin",
    { "evil.example:50000", "http://evil.example:50000", "same-origin", COOKIE },
    PYXIS_ADMIT_NOTHING },
  { "host without port", { "127.0.0.1", NULL, NULL, COOKIE }, PYXIS_ADMIT_NOTHING },
  { "another port", { "127.0.0.1:50001", NULL, NULL, COOKIE }, PYXIS_ADMIT_NOTHING },
  { "localhost by name", { "localhost:50000", NULL, NULL, COOKIE }, PYXIS_ADMIT_NOTHING },
  { "host with a user", { "x@127.0.0.1:50000", NULL, NULL, COOKIE }, PYXIS_ADMIT_NOTHING },
  { "target of ours", { HOST, NULL, NULL, COOKIE, HOST }, PYXIS_ADMIT_ALL },
  { "rebound target", { HOST, NULL, NULL, COOKIE, "evil.example:50000" }, PYXIS_ADMIT_NOTHING },
  { "target of another port", { HOST, NULL, NULL, COOKIE, "127.0.0.1:80" }, PYXIS_ADMIT_NOTHING },
  { "foreign origin", { HOST, "http://evil.example", "cross-site", COOKIE }, PYXIS_ADMIT_NOTHING },
  { "origin null", { HOST, "null", NULL, COOKIE }, PYXIS_ADMIT_NOTHING },
  { "origin of https", { HOST, "https://127.0.0.1:50000", NULL, COOKIE }, PYXIS_ADMIT_NOTHING },
  { "origin of another port",
    { HOST, "http://127.0.0.1:50001", NULL, COOKIE },
    PYXIS_ADMIT_NOTHING },
};

static void
test_admit (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_test_message ("%s", cases[i].what);
    g_assert_cmpint (pyxis_server_guard_admit (&guard, &cases[i].credentials), ==,
                     cases[i].admission);
  }
}

static const struct {
  const char *token;
  const char *to;
  const char *address; /* NULL: refused */
} entries[] = {
  { TOKEN, NULL, "/" },
  { TOKEN, "", "/" },
  { TOKEN, "sub/a b.html", "/sub/a%20b.html" },
  { TOKEN, "/evil.example/", NULL },
  { TOKEN, "a//b", NULL },
  { TOKEN, "../a", NULL },
  { TOKEN "0", "", NULL },
  { "", "", NULL },
  { NULL, "", NULL },
};

static void
test_enter (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++) {
    g_autofree char *cookie = NULL;
    g_autofree char *address = NULL;
    gboolean is_entered =
      pyxis_server_guard_enter (&guard, entries[i].token, entries[i].to, &cookie, &address);

    g_test_message ("%s", entries[i].to);
    g_assert_true (is_entered == (entries[i].address != NULL));
    g_assert_cmpstr (address, ==, entries[i].address);
    g_assert_cmpstr (cookie, ==, is_entered ? COOKIE "; Path=/; HttpOnly; SameSite=Strict" : NULL);
  }
}

static void
test_token (void)
{
  g_autofree char *a = pyxis_server_guard_make_token ();
  g_autofree char *b = pyxis_server_guard_make_token ();

  g_assert_cmpuint (strlen (a), ==, 64);
  g_assert_cmpstr (a, !=, b);
  g_assert_true (pyxis_server_guard_is_token (&guard, TOKEN));
  g_assert_false (pyxis_server_guard_is_token (&guard, ""));
  g_assert_false (pyxis_server_guard_is_token (&guard, TOKEN "0"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/server-guard/admit", test_admit);
  g_test_add_func ("/server-guard/enter", test_enter);
  g_test_add_func ("/server-guard/token", test_token);
  return g_test_run ();
}
