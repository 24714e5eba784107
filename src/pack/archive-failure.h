/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <archive.h>
#include <gio/gio.h>

/* Says in a sentence, with what to do, why libarchive could not write an app; unless `error` says
 * something already. Always FALSE. */
gboolean pyxis_archive_failure_set (struct archive *archive, GError **error);
