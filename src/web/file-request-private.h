/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

#include "file-request.h"
#include "folder-ask.h"
#include "view.h"

/* Takes over a request whose answer WebKit waits for, until `view` is "withdrawn". `folder` (nullable)
 * (transfer full): who waits for the names below a folder. */
PyxisFileRequest *
pyxis_file_request_new (WebKitFileChooserRequest *request, PyxisFolderAsk *folder, PyxisView *view);
