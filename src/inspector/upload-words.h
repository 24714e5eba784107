/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-upload.h"

/* (transfer full): how an upload ended, for its user: "2 files uploaded; left out: 1 link". */
char *pyxis_upload_words_dup (const PyxisVfsUploadResult *result);

/* (transfer full): only what was left out, to follow a sentence: "; left out: 1 link", or "". */
char *pyxis_upload_words_dup_left_out (const PyxisVfsUploadResult *result);
