/* SPDX-License-Identifier: Apache-2.0 */
#include "carried.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "bundle.h"
#include "file-tree.h"
#include "installation.h"
#include "run-writer.h"
#include "seal.h"

#define OWN_FILE "/proc/self/exe"
#define MAX_EXTENSION (16 * 1024 * 1024)

struct _PyxisCarried {
  char *path;
  char *folder; /* (nullable) */
};

gboolean
pyxis_carried_is_there (void)
{
  int fd = open (OWN_FILE, O_RDONLY | O_CLOEXEC);
  const gsize length = strlen (PYXIS_RUN_MARK);
  char mark[sizeof PYXIS_RUN_MARK] = "";
  gboolean is_there;

  if (fd < 0)
    return FALSE;
  is_there = (pread (fd, mark, length, PYXIS_RUN_MARK_PLACE) == (gssize) length &&
              memcmp (mark, PYXIS_RUN_MARK, length) == 0) ||
             pyxis_seal_is_there (fd);
  close (fd);
  return is_there;
}

/* The file may have been replaced or removed since it was started. */
static char *
dup_path (void)
{
  g_autofree char *path = pyxis_installation_dup_program ();

  return path && g_file_test (path, G_FILE_TEST_IS_REGULAR) ? g_steal_pointer (&path)
                                                            : g_strdup (OWN_FILE);
}

/* (transfer full): the extension, which is what the manifest says. */
static GBytes *
load_extension (PyxisBundle *bundle, GError **error)
{
  g_autoptr (PyxisContent) content = pyxis_bundle_open_file (bundle, PYXIS_RUN_EXTENSION, error);

  if (!content)
    return NULL;
  if (content->size > MAX_EXTENSION) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "“%s” in it is too large: get the app again.", PYXIS_RUN_EXTENSION);
    return NULL;
  }
  return g_input_stream_read_bytes (content->stream, (gsize) content->size, NULL, error);
}

static gboolean
write_extension (PyxisCarried *self, GBytes *extension, GError **error)
{
  const char *place = g_get_user_runtime_dir ();
  g_autofree char *folder = g_build_filename (place, "pyxis-app-XXXXXX", NULL);
  g_autofree char *name = g_path_get_basename (PYXIS_RUN_EXTENSION);
  g_autofree char *file = NULL;
  gboolean is_written = FALSE;

  if (g_mkdtemp (folder)) {
    self->folder = g_steal_pointer (&folder);
    file = g_build_filename (self->folder, name, NULL);
    is_written = g_file_set_contents (file, g_bytes_get_data (extension, NULL),
                                      (gssize) g_bytes_get_size (extension), NULL);
  }
  if (!is_written)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_FAILED,
                 "The app needs a folder in “%s”, which cannot be written: set XDG_RUNTIME_DIR to "
                 "one that can.",
                 place);
  return is_written;
}

PyxisCarried *
pyxis_carried_open (GError **error)
{
  g_autoptr (PyxisCarried) self = g_new0 (PyxisCarried, 1);
  g_autoptr (PyxisBundle) bundle = NULL;
  g_autoptr (GBytes) extension = NULL;

  self->path = dup_path ();
  bundle = pyxis_bundle_open (self->path, error);
  extension = bundle ? load_extension (bundle, error) : NULL;
  return extension && write_extension (self, extension, error) ? g_steal_pointer (&self) : NULL;
}

const char *
pyxis_carried_get_path (PyxisCarried *self)
{
  return self->path;
}

const char *
pyxis_carried_get_extension_dir (PyxisCarried *self)
{
  return self->folder;
}

void
pyxis_carried_free (PyxisCarried *self)
{
  if (self->folder)
    pyxis_file_tree_remove (self->folder, NULL);
  g_free (self->folder);
  g_free (self->path);
  g_free (self);
}
