/* SPDX-License-Identifier: Apache-2.0 */
#include "jsc-options.h"

#define SHARED "JSC_useSharedArrayBuffer"
#define OMG "JSC_thresholdForOMGOptimizeAfterWarmUp"
#define BBQ "JSC_thresholdForBBQOptimizeAfterWarmUp"
#define NO_SANDBOX "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"
#define ALLOW "PYXIS_ALLOW_NO_SANDBOX"

static const char *const ours[] = { SHARED, OMG, BBQ, NO_SANDBOX, ALLOW };

static void
forget_all (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (ours); i++)
    g_unsetenv (ours[i]);
}

static void
test_cores (void)
{
  static const struct {
    guint cores;
    const char *omg, *bbq; /* NULL: left to the engine */
    const char *ordinary;  /* of BBQ, without a snapshot */
  } rows[] = {
    { 1, "500000", "5000", "400" }, { 2, "500000", "5000", "400" }, { 4, "500000", "5000", "400" },
    { 5, NULL, NULL, NULL },        { 64, NULL, NULL, NULL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    const PyxisJscOption *restored = pyxis_jsc_options_for_cores (rows[i].cores, TRUE);
    const PyxisJscOption *ordinary = pyxis_jsc_options_for_cores (rows[i].cores, FALSE);
    const char *bbq = NULL;

    g_test_message ("%u", rows[i].cores);
    forget_all ();
    pyxis_jsc_options_apply_for_cores (rows[i].cores);
    g_assert_cmpstr (g_getenv (SHARED), ==, "1");
    g_assert_cmpstr (g_getenv (OMG), ==, rows[i].omg);
    g_assert_cmpstr (g_getenv (BBQ), ==, rows[i].bbq);
    for (; restored->name; restored++, ordinary++) {
      g_assert_cmpstr (restored->name, ==, ordinary->name);
      if (g_str_has_suffix (BBQ, ordinary->name))
        bbq = ordinary->value;
    }
    g_assert_null (ordinary->name);
    g_assert_cmpstr (bbq, ==, rows[i].ordinary);
  }
}

/* Whatever a user set stays, also what we do not know, and also what is empty. */
static void
test_user_wins (void)
{
  static const char *const rows[][2] = {
    { SHARED, "0" }, { SHARED, "" }, { OMG, "7" }, { BBQ, "7" }, { "JSC_someOption", "7" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i][0]);
    forget_all ();
    g_setenv (rows[i][0], rows[i][1], TRUE);
    pyxis_jsc_options_apply_for_cores (2);
    g_assert_cmpstr (g_getenv (rows[i][0]), ==, rows[i][1]);
  }
}

static void
test_scrubbed (void)
{
  static const char *const names[] = {
    "WEBKIT_INSPECTOR_SERVER",     "WEBKIT_INSPECTOR_HTTP_SERVER",
    "WEBKIT_INJECTED_BUNDLE_PATH", "WEBKIT_EXEC_PATH",
    "WEBKIT_TLS_CAFILE_PEM",       "WEBKIT_GST_ALLOWED_URI_PROTOCOLS",
    "WEBKIT_FORCE_SANDBOX",        NO_SANDBOX,
  };

  forget_all ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    g_setenv (names[i], "1", TRUE);
  pyxis_jsc_options_apply ();
  for (guint i = 0; i < G_N_ELEMENTS (names); i++) {
    g_test_message ("%s", names[i]);
    g_assert_null (g_getenv (names[i]));
  }
}

/* The sandbox goes only with both words. */
static void
test_sandbox (void)
{
  static const struct {
    const char *allow;
    gboolean stays;
  } rows[] = { { NULL, FALSE }, { "", FALSE }, { "0", FALSE }, { "yes", FALSE }, { "1", TRUE } };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_test_message ("%s", rows[i].allow);
    forget_all ();
    g_setenv (NO_SANDBOX, "1", TRUE);
    if (rows[i].allow)
      g_setenv (ALLOW, rows[i].allow, TRUE);
    pyxis_jsc_options_apply_for_cores (2);
    g_assert_cmpstr (g_getenv (NO_SANDBOX), ==, rows[i].stays ? "1" : NULL);
  }
}

/* What our own server answers never goes to a proxy; the user's exceptions stay. */
static void
test_proxy (void)
{
  static const struct {
    const char *given;
    const char *then;
  } rows[] = {
    { NULL, "127.0.0.1" },
    { "", "127.0.0.1" },
    { "example.org", "example.org,127.0.0.1" },
    { "127.0.0.1", "127.0.0.1" },
    { "a,127.0.0.1,b", "a,127.0.0.1,b" },
    { "127.0.0.10", "127.0.0.10,127.0.0.1" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_unsetenv ("no_proxy");
    if (rows[i].given)
      g_setenv ("no_proxy", rows[i].given, TRUE);
    pyxis_jsc_options_apply_for_cores (2);
    g_assert_cmpstr (g_getenv ("no_proxy"), ==, rows[i].then);
    g_assert_true (g_str_has_suffix (g_getenv ("NO_PROXY"), "127.0.0.1"));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/jsc-options/cores", test_cores);
  g_test_add_func ("/jsc-options/user-wins", test_user_wins);
  g_test_add_func ("/jsc-options/scrubbed", test_scrubbed);
  g_test_add_func ("/jsc-options/sandbox", test_sandbox);
  g_test_add_func ("/jsc-options/proxy", test_proxy);
  return g_test_run ();
}
