/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* Whether reading a file can wait for somebody else: on a disk it cannot for long, on the network or
 * in a program (FUSE) for ever. Only kinds that are known to be local count as such. */
gboolean pyxis_file_system_is_local (int fd);

/* The same of what statfs () calls `f_type`. Pure. */
gboolean pyxis_file_system_is_local_type (guint32 type);
