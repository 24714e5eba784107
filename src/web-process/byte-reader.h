/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit-web-process-extension.h>

/* Gives the scripts of a page the bytes of a runtime's file or a snapshot, past WebKit's network process, which
 * hands them on 8 KiB at a time: the application answers a message with a file descriptor, and what it has is
 * read into typed arrays. 16 MiB take 10 ms then, and 200 as a request; an array over memory of our own is
 * no way, since JavaScriptCore ends the process for it. What was filled so stays where it is until it is collected:
 * JavaScript can neither transfer nor free it. So a page reads piece by piece into one that is small. */

/* Gives `context`, of a page, the global function "@pyxis/bytes" (path, receive), which calls receive () with nothing, or
 * with a length in bytes and a function (array, n) that reads the next n into a Uint8Array and says how many those were.
 * Whoever finds it gets no more than by fetch (). */
void pyxis_byte_reader_add (WebKitWebProcessExtension *extension,
                            WebKitWebPage *page,
                            JSCContext *context);

/* Asks for a file of which we have what `tag` stands for; "": nothing. */
void pyxis_byte_reader_ask (WebKitWebPage *page,
                            const char *path,
                            const char *tag,
                            GAsyncReadyCallback callback,
                            gpointer user_data);

/* (transfer full) (nullable): a Uint8Array of `context`; NULL: there is no such file, or nothing new.
 * `tag` (transfer full) (optional) (out): of the file, "" where it has none. */
JSCValue *pyxis_byte_reader_ask_finish (WebKitWebPage *page,
                                        GAsyncResult *result,
                                        JSCContext *context,
                                        char **tag);
