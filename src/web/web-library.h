/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* (transfer full): the versions of the libraries that only this folder knows: "2.50.6". */
char *pyxis_web_library_dup_webkit_version (void);
char *pyxis_web_library_dup_soup_version (void);

/* WebKit's own start. It must come before the first use of JavaScriptCore in this process (the TOML
 * parser): after that, WebKit's main loop never runs and no page loads (seen with 2.50.6). Needs no
 * display. Call it after pyxis_jsc_options_apply (). */
void pyxis_web_library_initialize (void);
