/* SPDX-License-Identifier: Apache-2.0 */
#include "disk-walk.h"

#include <errno.h>
#include <fcntl.h>
#include <fts.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define BATCH_FILES 256
#define BATCH_BYTES (4 * 1024 * 1024)
#define BLOCK (256 * 1024)

struct _PyxisDiskWalk {
  char **paths;
  FTS *fts; /* NULL: not begun, or at the end */
  gboolean has_begun;
  guint last_number;
  PyxisDiskSkipped skipped;
  PyxisCopyProgress *progress;
};

static void
entry_free (gpointer data)
{
  PyxisDiskEntry *self = data;

  g_clear_pointer (&self->bytes, g_bytes_unref);
  g_free (self->name);
  g_free (self);
}

/* The same order every time, and names side by side that are shown so. */
static int
compare_entries (const FTSENT **a, const FTSENT **b)
{
  return strcmp ((*a)->fts_name, (*b)->fts_name);
}

static FTS *
open_walk (char **paths)
{
  return paths[0] ? fts_open (paths, FTS_PHYSICAL | FTS_COMFOLLOW | FTS_NOCHDIR, compare_entries)
                  : NULL;
}

PyxisDiskWalk *
pyxis_disk_walk_new (const char *const *paths, PyxisCopyProgress *progress)
{
  PyxisDiskWalk *self = g_new0 (PyxisDiskWalk, 1);

  self->paths = g_strdupv ((char **) paths);
  self->progress = pyxis_copy_progress_ref (progress);
  return self;
}

void
pyxis_disk_walk_free (PyxisDiskWalk *self)
{
  if (self->fts)
    fts_close (self->fts);
  g_strfreev (self->paths);
  pyxis_copy_progress_unref (self->progress);
  g_free (self);
}

void
pyxis_disk_walk_count (PyxisDiskWalk *self, GCancellable *cancellable)
{
  FTS *fts = open_walk (self->paths);
  FTSENT *entry;
  gsize total = 0;

  while (fts && !g_cancellable_is_cancelled (cancellable) && (entry = fts_read (fts)))
    if (entry->fts_info == FTS_F)
      total += PYXIS_COPY_PROGRESS_FILE + MAX (entry->fts_statp->st_size, 0);
  if (fts)
    fts_close (fts);
  pyxis_copy_progress_set_total (self->progress, MAX (total, 1));
}

/* Whatever changed since it was found: what is no file any more is not read, nor waited for. */
static int
open_file (const FTSENT *entry)
{
  int flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY;
  int fd = open (entry->fts_accpath, entry->fts_level > 0 ? flags | O_NOFOLLOW : flags);
  struct stat facts;

  if (fd >= 0 && (fstat (fd, &facts) != 0 || !S_ISREG (facts.st_mode))) {
    close (fd);
    return -1;
  }
  return fd;
}

/* To the end, or one byte more than `max`. A file may be longer than it said. */
static gboolean
read_all (
  PyxisDiskWalk *self, int fd, GByteArray *bytes, gsize max, gsize size, GCancellable *cancellable)
{
  gsize expected = MIN (size, max) + 1;

  while (!g_cancellable_is_cancelled (cancellable) && bytes->len <= max) {
    gsize old = bytes->len;
    gsize wanted = MIN (BLOCK, old < expected ? expected - old : BLOCK);
    gssize n;

    g_byte_array_set_size (bytes, old + wanted);
    do
      n = read (fd, bytes->data + old, wanted);
    while (n < 0 && errno == EINTR);
    g_byte_array_set_size (bytes, old + MAX (n, 0));
    if (n <= 0)
      return n == 0;
    pyxis_copy_progress_add (self->progress, n);
  }
  return bytes->len > max;
}

/* (nullable): NULL when it cannot be read. */
static PyxisDiskEntry *
read_file (PyxisDiskWalk *self, const FTSENT *found, gsize max, GCancellable *cancellable)
{
  gsize size = MAX (found->fts_statp->st_size, 0);
  gsize limit = MIN (max, G_MAXUINT / 2);
  g_autoptr (GByteArray) bytes = g_byte_array_sized_new (MIN (size, limit) + 1);
  PyxisDiskEntry *entry = NULL;
  int fd = open_file (found);

  if (fd < 0)
    return NULL;
  if (size > limit || read_all (self, fd, bytes, limit, size, cancellable)) {
    entry = g_new0 (PyxisDiskEntry, 1);
    if (size <= limit && bytes->len <= limit)
      entry->bytes = g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
  }
  close (fd);
  return entry;
}

/* (nullable): what is to be given of what was found. */
static PyxisDiskEntry *
take (PyxisDiskWalk *self, FTSENT *found, gsize max, GCancellable *cancellable)
{
  PyxisDiskEntry *entry = NULL;

  switch (found->fts_info) {
  case FTS_D:
    entry = g_new0 (PyxisDiskEntry, 1);
    found->fts_number = entry->number = ++self->last_number;
    return entry;
  case FTS_F:
    pyxis_copy_progress_add (self->progress, PYXIS_COPY_PROGRESS_FILE);
    entry = read_file (self, found, max, cancellable);
    self->skipped.n_unreadable += !entry && !g_cancellable_is_cancelled (cancellable);
    return entry;
  case FTS_SL:
  case FTS_SLNONE:
    self->skipped.n_links++;
    return NULL;
  case FTS_DEFAULT:
    self->skipped.n_special++;
    return NULL;
  case FTS_DNR:
  case FTS_ERR:
  case FTS_NS:
    self->skipped.n_unreadable++;
    return NULL;
  default: /* the end of a folder */
    return NULL;
  }
}

/* A path that was asked for may end with a slash. */
static char *
dup_name (const FTSENT *found)
{
  g_autofree char *base =
    found->fts_level > 0 ? g_strdup (found->fts_name) : g_path_get_basename (found->fts_path);

  return g_utf8_make_valid (base, -1);
}

GPtrArray *
pyxis_disk_walk_next (PyxisDiskWalk *self, gsize max, GCancellable *cancellable)
{
  GPtrArray *batch = g_ptr_array_new_with_free_func (entry_free);
  gsize size = 0;

  if (!self->has_begun)
    self->fts = open_walk (self->paths);
  self->has_begun = TRUE;
  while (self->fts && batch->len < BATCH_FILES && size < BATCH_BYTES &&
         !g_cancellable_is_cancelled (cancellable)) {
    FTSENT *found = fts_read (self->fts);
    PyxisDiskEntry *entry = found ? take (self, found, max, cancellable) : NULL;

    if (!found) {
      fts_close (g_steal_pointer (&self->fts));
    } else if (entry) {
      entry->folder = found->fts_level > 0 ? found->fts_parent->fts_number : 0;
      entry->name = dup_name (found);
      size += entry->bytes ? g_bytes_get_size (entry->bytes) : 0;
      g_ptr_array_add (batch, entry);
    }
  }
  return batch;
}

const PyxisDiskSkipped *
pyxis_disk_walk_get_skipped (PyxisDiskWalk *self)
{
  return &self->skipped;
}
