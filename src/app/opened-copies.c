/* SPDX-License-Identifier: Apache-2.0 */
#include "opened-copies.h"

#include <glib/gstdio.h>
#include <unistd.h>

#include "file-lock.h"
#include "file-tree.h"

#define PREFIX "pyxis-open-"
#define COPIES "pyxis-opened-copies"

/* A folder without a lock may be one that another program is just making. */
#define UNLOCKED_SECONDS 60

typedef struct {
  char *folder;
  PyxisFileLock *lock;
  GQueue copies; /* of paths; the oldest is the first */
  guint n_made;
} Copies;

static void
remove_tree (const char *path)
{
  g_autoptr (GError) error = NULL;

  if (!pyxis_file_tree_remove (path, &error))
    g_debug ("%s", error->message);
}

/* The lock goes last, for without it the folder is anybody's. */
static void
copies_free (Copies *self)
{
  remove_tree (self->folder);
  g_clear_pointer (&self->lock, pyxis_file_lock_free);
  g_queue_clear_full (&self->copies, g_free);
  g_free (self->folder);
  g_free (self);
}

static char *
make_folder (GError **error)
{
  g_autofree char *template = g_build_filename (g_get_user_runtime_dir (), PREFIX "XXXXXX", NULL);

  if (g_mkdtemp (template))
    return g_steal_pointer (&template);
  return g_dir_make_tmp (PREFIX "XXXXXX", error);
}

static void
shutdown_cb (GApplication *application, gpointer user_data)
{
  g_object_set_data (G_OBJECT (application), COPIES, NULL);
}

/* (nullable) (transfer none) */
static Copies *
ensure (GApplication *application, GError **error)
{
  Copies *self = g_object_get_data (G_OBJECT (application), COPIES);
  g_autofree char *folder = NULL;
  g_autofree char *lock = NULL;

  if (self)
    return self;
  folder = make_folder (error);
  if (!folder)
    return NULL;
  self = g_new0 (Copies, 1);
  lock = g_build_filename (folder, "lock", NULL);
  self->folder = g_steal_pointer (&folder);
  self->lock = pyxis_file_lock_try (lock, error);
  if (!self->lock) {
    copies_free (self);
    return NULL;
  }
  g_object_set_data_full (G_OBJECT (application), COPIES, self, (GDestroyNotify) copies_free);
  g_signal_connect (application, "shutdown", G_CALLBACK (shutdown_cb), NULL);
  return self;
}

char *
pyxis_opened_copies_make_folder (GApplication *application, GError **error)
{
  Copies *self = ensure (application, error);
  g_autofree char *folder = NULL;
  g_autofree char *name = NULL;

  if (!self)
    return NULL;
  while (self->copies.length >= PYXIS_OPENED_COPIES_MAX) {
    g_autofree char *oldest = g_queue_pop_head (&self->copies);

    remove_tree (oldest);
  }
  name = g_strdup_printf ("%u", ++self->n_made);
  folder = g_build_filename (self->folder, name, NULL);
  if (g_mkdir (folder, 0700) != 0) {
    pyxis_file_tree_fail (error, "create", folder);
    return NULL;
  }
  g_queue_push_tail (&self->copies, g_strdup (folder));
  return g_steal_pointer (&folder);
}

static gboolean
is_left (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "lock", NULL);
  g_autoptr (PyxisFileLock) lock = NULL;
  GStatBuf status;

  if (g_lstat (folder, &status) != 0 || !S_ISDIR (status.st_mode) || status.st_uid != getuid ())
    return FALSE;
  if (!g_file_test (path, G_FILE_TEST_IS_REGULAR))
    return g_get_real_time () / G_USEC_PER_SEC - status.st_mtime > UNLOCKED_SECONDS;
  lock = pyxis_file_lock_try (path, NULL);
  return lock != NULL;
}

static void
sweep (const char *parent)
{
  g_autoptr (GDir) dir = g_dir_open (parent, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir))) {
    g_autofree char *folder = g_build_filename (parent, name, NULL);

    if (g_str_has_prefix (name, PREFIX) && is_left (folder))
      remove_tree (folder);
  }
}

void
pyxis_opened_copies_sweep (void)
{
  sweep (g_get_user_runtime_dir ());
  sweep (g_get_tmp_dir ());
}
