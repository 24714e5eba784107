/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

#include "engine.h"

/* (transfer full) (floating): a bare web view of this engine, with settings, bridge and filter. */
WebKitWebView *pyxis_engine_create_web_view (PyxisEngine *self);
