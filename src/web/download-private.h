/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

#include "download.h"

/* Takes over a download whose destination WebKit asks for. */
PyxisDownload *pyxis_download_new (WebKitDownload *download, const char *suggested);

/* (transfer full): what a suggested name becomes. */
char *pyxis_download_clean_name (const char *suggested);
