/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

#include "download.h"
#include "view.h"

/* What the parts of a view share: view.c is the widget, view-load.c how a page comes and fails,
 * view-message.c what the web process tells, view-policy.c what a page may, view-page.c what others
 * do with the page; view-find.c, view-history.c and view-tools.c are what a browser has. */

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

struct _PyxisView {
  GtkWidget parent_instance;

  PyxisEngine *engine;
  WebKitWebView *web_view;
  GHashTable *notices; /* a set: what this navigation has said already */
  PyxisFailure failure;
  gboolean is_interrupted; /* the load under way ends without a word: it never showed anything */
  char *failed_uri;        /* what a reload must load again; NULL: what is shown */
  PyxisViewFind find;
  gboolean is_full_screen; /* an element of the page fills the screen */
  gboolean is_painted;     /* the first page was seen */
  gboolean waits_for_paint;
  gint64 last_external; /* when the browser was last opened; 0: never */
};

/* Offers an address to the browser; FALSE if the last one was offered less than a second ago. */
gboolean pyxis_view_offer_external (PyxisView *self, const char *uri);

/* (transfer none) */
WebKitWebView *pyxis_view_get_web_view (PyxisView *self);

/* Offers a download to the application (signal "download"). */
void pyxis_view_offer_download (PyxisView *self, PyxisDownload *download);

/* Each connects one part to the web view. */
void pyxis_view_find_attach (PyxisView *self);
void pyxis_view_history_attach (PyxisView *self);
void pyxis_view_load_attach (PyxisView *self);
void pyxis_view_message_attach (PyxisView *self);
void pyxis_view_tools_attach (PyxisView *self);

/* Which navigations and windows are allowed, which permissions are given (none yet: each is denied
 * with a notice), and what a page may ask the user. */
void pyxis_view_policy_attach (PyxisView *self, WebKitWebView *web_view, PyxisEngine *engine);
