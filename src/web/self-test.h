/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "engine.h"

/* Does shared memory reach a worker? Nothing that WebKit documents answers it for a custom scheme,
 * and it may change with each version, so it is tried: a hidden view loads a page of our own,
 * shares a buffer with a worker, and the worker waits on it. Takes about half a second. */

typedef struct {
  gboolean has_shared_memory; /* SharedArrayBuffer exists in the page */
  gboolean reaches_worker;    /* what a worker writes, the page reads */
  gboolean can_wait;          /* Atomics.wait blocked the worker until it was notified */
  gboolean is_isolated;       /* crossOriginIsolated */
} PyxisSelfTest;

/* `options` says where; its source, origin, start page and log are the test's own and ignored. */
void pyxis_self_test_run_async (const PyxisEngineOptions *options,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);

/* FALSE with G_IO_ERROR_TIMED_OUT when the page did not answer within 20 s. */
gboolean pyxis_self_test_run_finish (GAsyncResult *result, PyxisSelfTest *test, GError **error);

/* Chooses the transport for this machine: the scheme if shared memory reaches a worker there, else
 * loopback. The answer is kept in cache_dir for this version of WebKit and these options of it.
 * Never fails: without an answer it is the scheme. */
void pyxis_transport_choose_async (const PyxisEngineOptions *options,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
PyxisTransport pyxis_transport_choose_finish (GAsyncResult *result);
