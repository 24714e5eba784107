/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* (transfer full): the versions of the libraries that only this folder knows: "2.50.6". */
char *pyxis_web_version_dup_webkit (void);
char *pyxis_web_version_dup_soup (void);
