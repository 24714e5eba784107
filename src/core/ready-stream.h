/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* PyxisReadyStream: the base of our streams that never wait for anyone: a read costs a copy from
 * the page cache or a little decompression. It is pollable and always ready, so that asynchronous
 * reads happen in place: WebKit reads 8 KiB at a time, and a hop to a thread for each would cost
 * more than the bytes. */
#define PYXIS_TYPE_READY_STREAM (pyxis_ready_stream_get_type ())
G_DECLARE_DERIVABLE_TYPE (PyxisReadyStream, pyxis_ready_stream, PYXIS, READY_STREAM, GInputStream)

struct _PyxisReadyStreamClass {
  GInputStreamClass parent_class;
};
