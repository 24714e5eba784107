/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "doors.h"
#include "event-log.h"
#include "resolver.h"

/* PyxisServer: the loopback adapter: the same resolver on http://127.0.0.1:PORT, for the window
 * where the scheme cannot share memory, and for an ordinary browser (`pyxis serve`).
 *
 * Any program of this machine and any web page may try to talk to it. Every request must name our
 * exact host (the defence against DNS rebinding); project files need the cookie that only the first
 * address sets (256 random bits, HttpOnly, SameSite=Strict, compared in constant time), and must
 * not come from another site (Origin, Sec-Fetch-Site). Runtimes and our scripts, which are public,
 * are served without the cookie: requests that the web-process extension turned away from a CDN
 * carry none. */
#define PYXIS_TYPE_SERVER (pyxis_server_get_type ())
G_DECLARE_FINAL_TYPE (PyxisServer, pyxis_server, PYXIS, SERVER, GObject)

/* Listens at once, on 127.0.0.1 only. `port` 0 takes the origin's own, and if that is in use fails
 * with a sentence: another port would mean another storage. -1 takes any free one. */
PyxisServer *
pyxis_server_new (PyxisResolver *resolver, PyxisEventLog *log, int port, GError **error);

/* Where calls of pages come in; without them there is nothing to write to. */
void pyxis_server_set_doors (PyxisServer *self, const PyxisDoors *doors);

/* Who shares the server has a log of its own: requests that carry the number which add () returns,
 * in the header PYXIS_SERVER_LOG_HEADER, are told there, all others in the first log. The
 * web-process extension of the one who shares sets it. */
#define PYXIS_SERVER_LOG_HEADER "X-Pyxis-Log"
guint pyxis_server_add_log (PyxisServer *self, PyxisEventLog *log);

/* Does nothing for the first log, which stays. */
void pyxis_server_remove_log (PyxisServer *self, PyxisEventLog *log);

/* For a browser that has no extension of ours: public addresses in the project's pages, and in
 * PyScript itself, are rewritten to the mirror (mirror.h). At first FALSE. */
void pyxis_server_set_for_browser (PyxisServer *self, gboolean is_for_browser);

/* "http://127.0.0.1:PORT", without a slash. */
const char *pyxis_server_get_base (PyxisServer *self);

/* (transfer full): the address to open first; it sets the cookie and goes on to `page`. */
char *pyxis_server_dup_first_address (PyxisServer *self, const char *page);
