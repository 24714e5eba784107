/* SPDX-License-Identifier: Apache-2.0 */
#include <fcntl.h>
#include <glib/gstdio.h>
#include <unistd.h>

#include "download-private.h"
#include "vfs-file.h"
#include "vfs-name.h"

/* Downloads that come into memory. WebKit writes files only, so that each passes through one. */

char *
pyxis_download_make_passing_file (void)
{
  const char *const folders[] = { g_get_user_runtime_dir (), g_get_tmp_dir () };

  for (gsize i = 0; i < G_N_ELEMENTS (folders); i++) {
    g_autofree char *part = g_build_filename (folders[i], "pyxis-download-XXXXXX", NULL);
    int fd = g_mkstemp_full (part, O_RDWR | O_CLOEXEC, 0600);

    if (fd < 0)
      continue;
    close (fd);
    return g_steal_pointer (&part);
  }
  return NULL;
}

char *
pyxis_download_put (PyxisVfs *vfs, const char *part, const char *name, GError **error)
{
  g_autofree char *wanted = g_strconcat (PYXIS_DOWNLOAD_FOLDER "/", name, NULL);
  g_autofree char *path = pyxis_vfs_name_dup_free_path (vfs, wanted);
  g_autoptr (GMappedFile) file = g_mapped_file_new (part, FALSE, error);
  g_autoptr (GBytes) bytes = file ? g_mapped_file_get_bytes (file) : NULL;

  g_unlink (part); /* from now on nobody else can write what is mapped */
  if (!bytes || !pyxis_vfs_name_make_parents (vfs, path, error) ||
      !pyxis_vfs_put (vfs, path, bytes, error))
    return NULL;
  return g_steal_pointer (&path);
}
