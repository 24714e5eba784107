/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

/* The compiled content filter that keeps a page from the network: it blocks every address but those
 * of `base` ("pyxis://ORIGIN" or "http://127.0.0.1:PORT"), blob: and data:, and the public prefixes
 * that mean a runtime. The filter is asked before the web-process extension is, so these must pass
 * here, and the extension cancels what it does not redirect of them. */

/* (transfer full): the filter's rules as JSON, in the order in which WebKit reads them. `hosts`
 * ("api.example.org", "*.example.org") pass by https and wss. Pure. */
char *
pyxis_filter_make_rules (const char *base, const char *const *prefixes, const char *const *hosts);

/* Compiles the rules, or loads what an earlier call with the same rules compiled in `dir`
 * (nullable: nothing is kept). A folder that cannot be written only costs the time to compile. */
void pyxis_filter_load_async (const char *dir,
                              const char *rules,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
WebKitUserContentFilter *pyxis_filter_load_finish (GAsyncResult *result, GError **error);
