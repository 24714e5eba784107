/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

#include "download.h"

/* Takes over a download whose destination WebKit asks for. */
PyxisDownload *pyxis_download_new (WebKitDownload *download, const char *suggested);

/* (transfer full): what a suggested name becomes. */
char *pyxis_download_clean_name (const char *suggested);

/* (nullable) (transfer full): a new file for a download on its way to memory: in the session's own
 * memory where there is some, and for nobody but its user. Sets errno. */
char *pyxis_download_make_passing_file (void);

/* Takes the file at `part` away and gives its bytes to `vfs`; (transfer full): its path there. */
char *pyxis_download_put (PyxisVfs *vfs, const char *part, const char *name, GError **error);
