/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "view-private.h"

/* How the parts of a view, which view-private.h lists, are put together. */

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
