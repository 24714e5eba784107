/* SPDX-License-Identifier: Apache-2.0 */
#include "jsc-options.h"

/* Beyond this many processors the compile queue keeps up, and the defaults are better. */
#define FEW_CORES 4

/* OMG's compiler holds up all others, which wait in one queue with it. BBQ's takes a core from the code that runs, and
 * suspends that for each function it has compiled: with 40, as it comes, or 400 hundreds wait before one that matters.
 * An interpreter that starts from nothing runs so much more code that it is done sooner with 400
 * (tests/bench/README.md). */
static const PyxisJscOption few_cores[] = {
  { "useSharedArrayBuffer", "1" },
  { "thresholdForOMGOptimizeAfterWarmUp", "500000" },
  { "thresholdForBBQOptimizeAfterWarmUp", "5000" },
  { NULL, NULL },
};

static const PyxisJscOption few_cores_ordinary[] = {
  { "useSharedArrayBuffer", "1" },
  { "thresholdForOMGOptimizeAfterWarmUp", "500000" },
  { "thresholdForBBQOptimizeAfterWarmUp", "400" },
  { NULL, NULL },
};

static const PyxisJscOption many_cores[] = {
  { "useSharedArrayBuffer", "1" },
  { NULL, NULL },
};

/* Variables that open a port, load foreign code or weaken the sandbox: never by accident. Unknown
 * JSC_* ones stay: they are JavaScriptCore's own switches, with which users look for faults in their
 * engine, and whoever can set them for us can run any program as us. */
static const char *const scrubbed[] = {
  "WEBKIT_INSPECTOR_SERVER", "WEBKIT_INSPECTOR_HTTP_SERVER", "WEBKIT_INJECTED_BUNDLE_PATH",
  "WEBKIT_EXEC_PATH",        "WEBKIT_TLS_CAFILE_PEM",        "WEBKIT_GST_ALLOWED_URI_PROTOCOLS",
  "WEBKIT_FORCE_SANDBOX",
};

/* The one that switches the sandbox off, and the one by which its user says that this is meant: in
 * a container without user namespaces there is no other way. */
#define NO_SANDBOX "WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS"
#define LOOPBACK "127.0.0.1"
#define ALLOW_NO_SANDBOX "PYXIS_ALLOW_NO_SANDBOX"

const PyxisJscOption *
pyxis_jsc_options_for_cores (guint cores, gboolean has_snapshot)
{
  if (cores > FEW_CORES)
    return many_cores;
  return has_snapshot ? few_cores : few_cores_ordinary;
}

void
pyxis_jsc_options_apply (void)
{
  pyxis_jsc_options_apply_for_cores (g_get_num_processors ());
}

/* With a proxy in the environment and no exception, WebKit sends the loopback transport's requests
 * there, with the secret of the first address (seen with 2.50.6). */
static void
except_loopback (const char *variable)
{
  const char *given = g_getenv (variable);
  g_auto (GStrv) hosts = g_strsplit (given ? given : "", ",", -1);
  g_autofree char *more = NULL;

  if (g_strv_contains ((const char *const *) hosts, LOOPBACK))
    return;
  more = given && *given ? g_strconcat (given, "," LOOPBACK, NULL) : g_strdup (LOOPBACK);
  g_setenv (variable, more, TRUE);
}

void
pyxis_jsc_options_apply_for_cores (guint cores)
{
  const PyxisJscOption *options = pyxis_jsc_options_for_cores (cores, TRUE);

  for (gsize i = 0; i < G_N_ELEMENTS (scrubbed); i++)
    g_unsetenv (scrubbed[i]);
  if (g_strcmp0 (g_getenv (ALLOW_NO_SANDBOX), "1") != 0)
    g_unsetenv (NO_SANDBOX);
  except_loopback ("no_proxy");
  except_loopback ("NO_PROXY");

  for (gsize i = 0; options[i].name; i++) {
    g_autofree char *variable = g_strconcat ("JSC_", options[i].name, NULL);

    g_setenv (variable, options[i].value, FALSE);
  }
}
