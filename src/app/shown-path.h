/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* (transfer full): `path` for people to read: valid UTF-8, with "~" for the user's home. */
char *pyxis_shown_path_dup (const char *path);
