/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit-web-process-extension.h>

/* Called for a page that is there. `receive` is a function of its script. */
typedef void (*PyxisPageCall) (WebKitWebPage *page,
                               const char *path,
                               JSCValue *receive,
                               gpointer user_data);

/* Gives `context`, of a page, the global function `name` (path, receive). `name` is static. A function may
 * outlive its page: it does nothing then, nor with other arguments. */
void pyxis_page_function_add (WebKitWebProcessExtension *extension,
                              WebKitWebPage *page,
                              JSCContext *context,
                              const char *name,
                              PyxisPageCall call,
                              gpointer user_data);
