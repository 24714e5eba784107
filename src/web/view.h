/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtk/gtk.h>

#include "engine.h"
#include "interpreters.h"

/* PyxisView: the widget that shows a project's page. It keeps the page inside its origin: links to
 * elsewhere are offered to the application, frames of elsewhere are blocked with a notice, and a
 * failed load or a dead web process becomes a page that says why.
 *
 * Properties: "title" (string, read-only), "progress" (0 to 1, read-only), "is-loading" (read-only);
 *             "is-responsive" (read-only): FALSE while the page's process does not answer, in an
 *             endless loop say;
 *             "can-go-back", "can-go-forward" (read-only): see view-history.h;
 *             "zoom" (a factor), "is-full-screen" (read-only): see view-tools.h.
 * Signals:
 *   "painted" ()               once: there is something to see, be it why there is no page
 *   "finished" ()              a page and its subresources are loaded
 *   "failed" (GError *)        it could not be; the view already shows why
 *   "crashed" (char *reason)   the web process ended; the view already says so
 *   "open-external" (char *)   the user followed a link to http, https or mailto
 *   "open-page" (char *)       the user asked for a page of the project in a new window; where nobody
 *                              listens it is shown in this view
 *   "found" (guint n, guint i) an answer to view-find.h
 *   "closed" ()                the page went, as try_close () or the page itself wanted
 *   "stayed" ()                the user did not let it go, as try_close () wanted
 *   "withdrawn" ()             what the page asked is moot: it goes, reloads or has crashed
 *   "drop-refused" (GError *)  files that the user dropped on it, and that no page gets
 * and what a page asks the user. Whoever keeps a reference decides; without one it is refused. With
 * nobody there (PyxisEngineOptions) only "download" is emitted:
 *   "download" (PyxisDownload), "script-dialog" (PyxisScriptDialog), "choose-files"
 *   (PyxisFileRequest), "permission" (PyxisPermission), "notification" (PyxisNotification), "pick"
 *   (PyxisPickRequest) */
#define PYXIS_TYPE_VIEW (pyxis_view_get_type ())
G_DECLARE_FINAL_TYPE (PyxisView, pyxis_view, PYXIS, VIEW, GtkWidget)

GtkWidget *pyxis_view_new (PyxisEngine *engine);

PyxisEngine *pyxis_view_get_engine (PyxisView *self);

/* (transfer none): those of the page that is shown, and of its workers. */
PyxisInterpreters *pyxis_view_get_interpreters (PyxisView *self);

/* Loads the project's first page. The engine must be prepared. */
void pyxis_view_load_start (PyxisView *self);

/* Instead of the first page: what "open-page" of a sibling engine's view gave. */
void pyxis_view_load_page (PyxisView *self, const char *address);

void pyxis_view_reload (PyxisView *self, gboolean bypass_cache);
void pyxis_view_stop (PyxisView *self);

/* Ends the page's process, whatever it is doing; the view then says so, and can be reloaded. */
void pyxis_view_terminate (PyxisView *self);

/* Asks the page whether it may go, and then says "closed": at once where it has nothing to say, after a
 * dialog where it has, after some seconds where it does not answer, never where the user stays. */
void pyxis_view_try_close (PyxisView *self);

/* (nullable): of the page that is shown, without any secret of the transport. */
const char *pyxis_view_get_address (PyxisView *self);

const char *pyxis_view_get_title (PyxisView *self);
gboolean pyxis_view_is_loading (PyxisView *self);

/* Runs `body`, the body of an async function, in the page's own world; the result is its JSON text
 * ("undefined" where JSON has none). An exception is G_IO_ERROR_FAILED with its message. */
void pyxis_view_call_async (PyxisView *self,
                            const char *body,
                            GCancellable *cancellable,
                            GAsyncReadyCallback callback,
                            gpointer user_data);
/* The same once the page has loaded, of a resource; `script` (nullable): nothing, only that. */
void pyxis_view_call_loaded_async (PyxisView *self,
                                   const char *script,
                                   GCancellable *cancellable,
                                   GAsyncReadyCallback callback,
                                   gpointer user_data);
char *pyxis_view_call_finish (PyxisView *self, GAsyncResult *result, GError **error);
