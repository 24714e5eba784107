/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit-web-process-extension.h>

/* PyxisModuleKeeper: compiles WebAssembly for the pages of a web process, in a context of its own that
 * no navigation ends, and keeps what it compiled last. A page that is loaded again has Pyodide's module
 * as soon as the application has said that the file is still the same. */
typedef struct _PyxisModuleKeeper PyxisModuleKeeper;

/* For as long as the process lives. */
PyxisModuleKeeper *pyxis_module_keeper_new (WebKitWebProcessExtension *extension);

/* Gives `context`, of a page, the global function "@pyxis/module" (path, receive), which calls receive ()
 * with the WebAssembly.Module of a runtime's file, or with null where it is none. It is for our own
 * script alone, which takes it away before the page has one: the module is of another realm and given to
 * others as well, so whoever gets it makes a copy by structuredClone (), and hands out that. A page's
 * Content-Security-Policy is not asked. */
void pyxis_module_keeper_add (PyxisModuleKeeper *self, WebKitWebPage *page, JSCContext *context);
