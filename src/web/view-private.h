/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

#include "dropped-files.h"
#include "folder-ask.h"
#include "interpreters.h"
#include "permission.h"
#include "script-dialog.h"
#include "token-bucket.h"
#include "view.h"

/* What the parts of a view share: view.c is the widget, view-load.c how a page comes and fails,
 * view-close.c how it goes, view-interpreters.c the Python in a page, view-breakpoints.c where that stops,
 * view-message.c what the web process tells, view-requests.c what becomes of requests to elsewhere,
 * view-policy.c where a page may go, view-ask.c, view-permission.c, view-pick.c, view-input.c and
 * view-download.c what it may ask the user, view-drop.c the files that are dropped on it, view-opened.c those
 * that are opened with it, view-menu.c the
 * context menu, view-page.c what others do with the page; view-find.c, view-history.c and view-tools.c
 * are what a browser has. */

/* WebKit shows our failure page as a load like any other; that load is no navigation. */
typedef enum {
  PYXIS_FAILURE_NONE,
  PYXIS_FAILURE_WANTED, /* the failed load may still end, then the page's own load starts */
  PYXIS_FAILURE_SHOWN,  /* it has started */
} PyxisFailure;

/* A search under way. */
typedef struct {
  char *text;      /* NULL: none */
  guint n_matches; /* of the last answer */
  guint position;  /* from 1; 0: not known, and not before the first answer */
  WebKitFindOptions options;
  gboolean is_new; /* no answer yet */
  int wanted_step; /* to be done after the first answer; 0: none */
  guint n_asked;   /* questions without an answer */
} PyxisViewFind;

/* Files that are dragged over the page, see view-drop.c. */
typedef struct {
  GCancellable *cancellable; /* of the work for this drag; NULL: none is known */
  char **paths;              /* NULL: not read yet, or no files */
  gboolean is_dropped;
  PyxisDroppedFiles *files; /* what the page gets when it asks; NULL: nothing */
} PyxisViewDrop;

/* Files that the user opened from outside, see view-opened.c. */
typedef struct {
  GPtrArray *paths;  /* (element-type utf8): that no page was told yet */
  gboolean is_heard; /* a script of the page listens */
  guint page;        /* another number for each page */
} PyxisViewOpened;

struct _PyxisView {
  GtkWidget parent_instance;

  PyxisEngine *engine;
  WebKitWebView *web_view;
  PyxisInterpreters *interpreters;
  guint told_points;   /* of the breakpoints: what the page was told */
  GHashTable *notices; /* a set: what this navigation has said already */
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

/* (transfer none) */
WebKitWebView *pyxis_view_get_web_view (PyxisView *self);

/* Whatever the page waits for is answered with no: it goes, or must go on (signal "withdrawn"). */
void pyxis_view_withdraw (PyxisView *self);

/* Answers with the files that were dropped, if the page waits for them. */
gboolean pyxis_view_drop_answer (PyxisView *self, WebKitFileChooserRequest *request);

/* Each connects one part to the web view. */
void pyxis_view_breakpoints_attach (PyxisView *self);
void pyxis_view_drop_attach (PyxisView *self);
void pyxis_view_find_attach (PyxisView *self);
void pyxis_view_history_attach (PyxisView *self);
void pyxis_view_input_attach (PyxisView *self);
void pyxis_view_interpreters_attach (PyxisView *self);
void pyxis_view_load_attach (PyxisView *self);
void pyxis_view_message_attach (PyxisView *self);
void pyxis_view_ask_attach (PyxisView *self);
void pyxis_view_close_attach (PyxisView *self);
void pyxis_view_download_attach (PyxisView *self);
void pyxis_view_menu_attach (PyxisView *self);
void pyxis_view_opened_attach (PyxisView *self);
void pyxis_view_permission_attach (PyxisView *self);
void pyxis_view_requests_attach (PyxisView *self);
void pyxis_view_pick_attach (PyxisView *self);
void pyxis_view_tools_attach (PyxisView *self);

/* Which navigations and windows are allowed. */
void pyxis_view_policy_attach (PyxisView *self, WebKitWebView *web_view, PyxisEngine *engine);

/* Whether it is for the browser, or the mail program. */
gboolean pyxis_view_may_open_outside (const char *uri);

/* Offers it to the application, and says so in the log. */
void pyxis_view_open_outside (PyxisView *view, const char *uri);

/* Makes WebKit's context menu one of a program: without what cannot work here, with what can. */
void pyxis_view_menu_tidy (PyxisView *self, WebKitContextMenu *menu, WebKitHitTestResult *hit);

/* Forgets a close that is under way. */
void pyxis_view_close_forget (PyxisView *self);

/* The page asks its user whether it may go. */
void pyxis_view_close_wait_for (PyxisView *self, PyxisScriptDialog *question);

/* While it is leaving: a load went on; its process ended. */
void pyxis_view_close_load_changed (PyxisView *self, WebKitLoadEvent event);
void pyxis_view_close_crashed (PyxisView *self);
