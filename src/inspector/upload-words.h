/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-upload.h"

/* (transfer full): how an upload ended, for its user: "2 files uploaded; left out: 1 link". */
char *pyxis_upload_words_dup (const PyxisVfsUploadResult *result);
