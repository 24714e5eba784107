/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

#include "engine.h"

/* Answers the message "bytes" (ss: path, tag) of our web-process extension (byte-reader.h there) with a descriptor of
 * memory that holds all bytes of a runtime's file, of a snapshot, or of compiled code, as the resolver gives them; of anything
 * else, with none. The answer's text (s) is the file's tag, as of an HTTP response; where it is the one
 * that was sent, there are no bytes. The log has a request for it as for one on the scheme. Reads in a thread. */
void pyxis_byte_answer (PyxisEngine *engine,
                        WebKitUserMessage *message,
                        const char *path,
                        const char *tag);
