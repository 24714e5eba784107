/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* PyxisReadyStream: the base of our streams. Where the file lies on a local file system a read costs
 * a copy from the page cache, or a little decompression: the stream is pollable and always ready, so
 * that asynchronous reads happen in place. WebKit reads 8 KiB at a time, and a hop to a thread for
 * each would cost more than the bytes. Where reading may wait for a network or for another program,
 * the stream cannot be polled, and GIO reads it in a thread. */
#define PYXIS_TYPE_READY_STREAM (pyxis_ready_stream_get_type ())
G_DECLARE_DERIVABLE_TYPE (PyxisReadyStream, pyxis_ready_stream, PYXIS, READY_STREAM, GInputStream)

struct _PyxisReadyStreamClass {
  GInputStreamClass parent_class;
};

/* Whether reads never wait; TRUE at first. Before the first read. */
void pyxis_ready_stream_set_ready (PyxisReadyStream *self, gboolean is_ready);

/* FALSE too for a stream of another kind that cannot be polled. */
gboolean pyxis_ready_stream_is_ready (GInputStream *stream);
