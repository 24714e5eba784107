/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "grants.h"

/* (transfer full) (element-type PyxisGrant): empty where the file is missing or is none. */
GPtrArray *pyxis_grants_file_load (const char *path);

void pyxis_grants_file_save (const char *path, GPtrArray *grants);
