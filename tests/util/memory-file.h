/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <sys/mman.h>
#include <unistd.h>

/* (transfer full): the path of a file in memory with these bytes, for as long as `*fd` is open. */
static inline char *
memory_file_new (const void *data, gsize length, int *fd)
{
  *fd = memfd_create ("memory-file", MFD_CLOEXEC);
  g_assert_cmpint (write (*fd, data, length), ==, (gssize) length);
  return g_strdup_printf ("/proc/self/fd/%d", *fd);
}
