/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

#include "view.h"

/* What a view's policy tells the view. */
void pyxis_view_offer_external (PyxisView *self, const char *uri);

/* (transfer none) */
WebKitWebView *pyxis_view_get_web_view (PyxisView *self);

/* Connects the policy of a view: which navigations and windows are allowed, and which permissions
 * are given (none yet: each is denied with a notice). */
void pyxis_view_policy_attach (PyxisView *self, WebKitWebView *web_view, PyxisEngine *engine);
