/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

#include "folder-ask.h"
#include "interpreters.h"
#include "permission.h"
#include "script-dialog.h"
#include "token-bucket.h"
#include "view-state.h"
#include "view.h"

/* What the parts of a view share: view.c is the widget, view-load.c how a page comes and fails,
 * view-close.c how it goes, view-interpreters.c the Python in a page, view-breakpoints.c where that stops,
 * view-message.c what the web process tells, view-requests.c what becomes of requests to elsewhere,
 * view-policy.c where a page may go, view-ask.c, view-permission.c, view-pick.c, view-input.c and
 * view-download.c what it may ask the user, view-drop.c the files that are dropped on it, view-opened.c those
 * that are opened with it, view-menu.c the context menu, view-page.c what others do with the page,
 * view-picture.c what it looks like; view-find.c, view-history.c and view-tools.c are what a browser has. */

struct _PyxisView {
  GtkWidget parent_instance;

  PyxisEngine *engine;
  WebKitWebView *web_view;
  PyxisInterpreters *interpreters;
  guint told_points;   /* of the breakpoints: what the page was told */
  GHashTable *notices; /* a set: what this navigation has said already */
  gboolean is_guarded; /* our web-process extension is in the process of the page */
  PyxisFailure failure;
  gboolean is_interrupted; /* the load under way ends without a word: it never showed anything */
  char *failed_uri;        /* what a reload must load again; NULL: what is shown */
  PyxisViewFind find;
  gboolean is_full_screen; /* an element of the page fills the screen */
  gboolean is_painted;     /* the first page was seen */
  gboolean waits_for_paint;
  gint64 last_external; /* when something was last opened beside it; 0: never */
  gboolean is_leaving;  /* for the empty page, to be closed then */
  gboolean has_left;    /* while it is leaving: the empty page is there */
  guint close_timeout;  /* of a page that is to close; 0: none is */

  PyxisPermissionKind allowed; /* what the user said, for the view's life */
  PyxisPermissionKind blocked;
  GList *permissions; /* not answered yet, borrowed: each leaves the list when it is */
  PyxisTokenBucket notifications;
  guint n_printing;           /* dialogs that are shown, for which the page may have to wait */
  gboolean is_picking;        /* a picker is shown */
  guint last_request;         /* the number of the last that left for the network */
  GHashTable *told_blocked;   /* a set of addresses, see view-requests.c */
  PyxisFolderAsk *folder_ask; /* the input that was clicked is for a folder; NULL: it is not */
  PyxisViewDrop drop;
  PyxisViewOpened opened;
};

/* Our web-process extension kept one from the network. `why` (nullable): what is special about it. */
void pyxis_view_requests_tell_blocked (PyxisView *self,
                                       const char *method,
                                       const char *uri,
                                       const char *why);

/* Offers an address to the browser; FALSE if the last one was offered less than a second ago. */
gboolean pyxis_view_offer_external (PyxisView *self, const char *uri);

/* Offers a page of the project to the application, for a window of its own; under the same rule. */
gboolean pyxis_view_offer_page (PyxisView *self, const char *uri);

/* Shows that the page at `uri` is not loaded, as nothing guards it. */
void pyxis_view_load_refuse_unguarded (PyxisView *self, const char *uri);

/* Shows the dialog, with a window that it belongs to, and prints: returns when it is answered. */
void pyxis_view_run_print (PyxisView *self, WebKitPrintOperation *operation, GtkWindow *window);

/* (transfer none) */
WebKitWebView *pyxis_view_get_web_view (PyxisView *self);

/* Whatever the page waits for is answered with no: it goes, or must go on (signal "withdrawn"). */
void pyxis_view_withdraw (PyxisView *self);

/* Answers with the files that were dropped, if the page waits for them. */
gboolean pyxis_view_drop_answer (PyxisView *self, WebKitFileChooserRequest *request);
