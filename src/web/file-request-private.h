/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

#include "file-request.h"
#include "view.h"

/* Takes over a request whose answer WebKit waits for, until `view` is "withdrawn". */
PyxisFileRequest *pyxis_file_request_new (WebKitFileChooserRequest *request, PyxisView *view);
