// SPDX-License-Identifier: Apache-2.0
// What the shell gives for a worker of the page's own (core/worker-start.h).
importScripts("/@pyxis/js/plain-worker.js");
importScripts("@pyxis-address");
