/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>
#include <string.h>
#include <sys/types.h>

/* What a process has mapped, by a part of its path. */

/* (transfer full): see proc(5). */
static inline char *
mapped_files_dup (pid_t process)
{
  g_autofree char *path = g_strdup_printf ("/proc/%d/maps", (int) process);
  char *maps = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &maps, NULL, &error);
  g_assert_no_error (error);
  return maps;
}

static inline gboolean
mapped_files_have (pid_t process, const char *name)
{
  g_autofree char *maps = mapped_files_dup (process);

  return strstr (maps, name) != NULL;
}

/* A graphics driver of Mesa's, which bring LLVM, or are one with it. */
static inline gboolean
mapped_files_have_driver (pid_t process)
{
  g_autofree char *maps = mapped_files_dup (process);

  return strstr (maps, "/libLLVM") || strstr (maps, "/libgallium") || strstr (maps, "_dri.so");
}
