/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

#include "download.h"
#include "view.h"

/* What a view's policy tells the view. */
void pyxis_view_offer_external (PyxisView *self, const char *uri);

/* Instead of the load under way, of which nobody is told that it ended. */
void pyxis_view_redirect (PyxisView *self, const char *uri);

/* (transfer none) */
WebKitWebView *pyxis_view_get_web_view (PyxisView *self);

/* Offers a download to the application (signal "download"). */
void pyxis_view_offer_download (PyxisView *self, PyxisDownload *download);

/* Connects the policy of a view: which navigations and windows are allowed, which permissions are
 * given (none yet: each is denied with a notice), and what a page may ask the user. */
void pyxis_view_policy_attach (PyxisView *self, WebKitWebView *web_view, PyxisEngine *engine);
