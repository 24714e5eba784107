/* SPDX-License-Identifier: Apache-2.0 */
#include "jsc-options.h"

/* Beyond this many processors the compile queue keeps up, and the defaults are better. */
#define FEW_CORES 4

static const PyxisJscOption few_cores[] = {
  { "useSharedArrayBuffer", "1" },
  { "thresholdForOMGOptimizeAfterWarmUp", "500000" },
  { "thresholdForBBQOptimizeAfterWarmUp", "40" },
  { NULL, NULL },
};

static const PyxisJscOption many_cores[] = {
  { "useSharedArrayBuffer", "1" },
  { NULL, NULL },
};

/* Variables that open a port, load foreign code or switch the sandbox off: never by accident. */
static const char *const scrubbed[] = {
  "WEBKIT_INSPECTOR_SERVER", "WEBKIT_INSPECTOR_HTTP_SERVER", "WEBKIT_INJECTED_BUNDLE_PATH",
  "WEBKIT_EXEC_PATH",        "WEBKIT_TLS_CAFILE_PEM",        "WEBKIT_GST_ALLOWED_URI_PROTOCOLS",
  "WEBKIT_FORCE_SANDBOX",
};

const PyxisJscOption *
pyxis_jsc_options_for_cores (guint cores)
{
  return cores <= FEW_CORES ? few_cores : many_cores;
}

void
pyxis_jsc_options_apply (void)
{
  const PyxisJscOption *options = pyxis_jsc_options_for_cores (g_get_num_processors ());

  for (gsize i = 0; i < G_N_ELEMENTS (scrubbed); i++)
    g_unsetenv (scrubbed[i]);

  for (gsize i = 0; options[i].name; i++) {
    g_autofree char *variable = g_strconcat ("JSC_", options[i].name, NULL);

    g_setenv (variable, options[i].value, FALSE);
  }
}
