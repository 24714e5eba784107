/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit-web-process-extension.h>

/* Gives the scripts of a page the bytes of a runtime's file or a snapshot, past WebKit's network process, which
 * hands them on 8 KiB at a time: the application answers a message with a file descriptor, and what it has is
 * read into one typed array. 16 MiB take 10 ms then, and 200 as a request; an array over memory of our own is
 * no way, since JavaScriptCore ends the process for it.
 *
 * Before a script runs in the top frame of `base`, it has the global function "@pyxis/bytes" (path, receive),
 * which calls receive () with a Uint8Array or null. Whoever finds it gets no more than by fetch (). */
void pyxis_byte_reader_attach (WebKitWebProcessExtension *extension, const char *base);
