/* SPDX-License-Identifier: Apache-2.0 */
#include "inventory.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "address.h"
#include "own-output.h"

#define MAX_DEPTH 64
#define MAX_TOLD 3

/* A folder that is gone through. */
typedef struct {
  PyxisInventory *self;
  GCancellable *cancellable;
  GError **error;
  guint depth;
} Walk;

static void
file_free (gpointer data)
{
  PyxisInventoryFile *self = data;

  g_free (self->path);
  g_free (self);
}

static int
compare_files (gconstpointer a, gconstpointer b)
{
  const PyxisInventoryFile *one = *(const PyxisInventoryFile *const *) a;
  const PyxisInventoryFile *other = *(const PyxisInventoryFile *const *) b;

  return strcmp (one->path, other->path);
}

/* What Pyxis never serves either. */
static gboolean
is_hidden (const char *name)
{
  return *name == '.' || strcmp (name, "__pycache__") == 0;
}

static gboolean
is_backup (const char *name)
{
  return g_str_has_suffix (name, "~");
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* (transfer full): on one line. */
static char *
dup_shown (const char *path)
{
  char *shown = g_filename_display_name (path);

  for (char *c = shown; *c; c++)
    *c = (guchar) *c < ' ' ? '?' : *c;
  return shown;
}

/* Folders have no order: the first are those of all. */
static gboolean
leave_out (Walk *walk, const char *path)
{
  GPtrArray *told = walk->self->left_out;

  g_ptr_array_add (told, dup_shown (path));
  g_ptr_array_sort (told, compare_texts);
  g_ptr_array_set_size (told, (int) MIN (told->len, MAX_TOLD));
  walk->self->n_left_out++;
  return TRUE;
}

static gboolean
fail_path (Walk *walk, const char *path, const char *what)
{
  g_autofree char *shown = dup_shown (path);

  g_set_error (walk->error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME, "“%s” %s.", shown, what);
  return FALSE;
}

static gboolean
fail_errno (Walk *walk, const char *path, int code)
{
  g_autofree char *shown = g_filename_display_name (path);

  g_set_error (walk->error, G_IO_ERROR, g_io_error_from_errno (code), "“%s” cannot be read: %s.",
               *path ? shown : "The folder", g_strerror (code));
  return FALSE;
}

static gboolean
check_limits (Walk *walk)
{
  const PyxisInventoryFile *largest = NULL;
  g_autofree char *size = NULL;

  if (walk->self->files->len > PYXIS_INVENTORY_MAX_FILES) {
    g_set_error (walk->error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                 "The project has more than %d files, and no app may; take some out, or put them "
                 "into a zip file.",
                 PYXIS_INVENTORY_MAX_FILES);
    return FALSE;
  }
  if (walk->self->size <= PYXIS_INVENTORY_MAX_SIZE)
    return TRUE;

  for (guint i = 0; i < walk->self->files->len; i++) {
    const PyxisInventoryFile *file = walk->self->files->pdata[i];

    largest = !largest || file->size > largest->size ? file : largest;
  }
  size = g_format_size (walk->self->size);
  g_set_error (walk->error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
               "The project has %s or more, and an app may have 2 GiB; take files out, of which "
               "“%s” is the largest.",
               size, largest->path);
  return FALSE;
}

static gboolean
add_file (Walk *walk, const char *path, goffset size)
{
  PyxisInventoryFile *file = g_new0 (PyxisInventoryFile, 1);

  file->path = g_strdup (path);
  file->size = size;
  g_ptr_array_add (walk->self->files, file);
  walk->self->size += size;
  return check_limits (walk);
}

/* What is in it decides where it goes. */
static gboolean
look_at_file (Walk *walk, int folder, const char *name, const char *path, goffset size)
{
  int fd = openat (folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  PyxisOwnKind kind;

  if (fd < 0)
    return fail_errno (walk, path, errno);
  kind = pyxis_own_output_find_kind (fd, size);
  close (fd);

  if (kind == PYXIS_OWN_SECRET_KEY)
    return fail_path (
      walk, path,
      "is a secret key, which everybody who gets the app would have; move it out of "
      "the project");
  return kind == PYXIS_OWN_APP ? leave_out (walk, path) : add_file (walk, path, size);
}

static gboolean walk_folder (Walk *walk, int above, const char *name, const char *path);

static gboolean
add_entry (Walk *walk, int folder, const char *name, const char *path)
{
  struct stat facts;

  if (!pyxis_address_check_path (path, NULL))
    return fail_path (walk, path,
                      "has a name that cannot be an address; rename it, without backslash or odd "
                      "characters");
  if (fstatat (folder, name, &facts, AT_SYMLINK_NOFOLLOW) != 0)
    return fail_errno (walk, path, errno);
  if (S_ISDIR (facts.st_mode))
    return walk_folder (walk, folder, name, path);
  if (S_ISLNK (facts.st_mode))
    return fail_path (walk, path,
                      "is a link, which an app cannot have; put the file itself in its place");
  if (!S_ISREG (facts.st_mode))
    return fail_path (walk, path, "is no ordinary file; take it out of the folder");

  return look_at_file (walk, folder, name, path, facts.st_size);
}

static gboolean
walk_entries (Walk *walk, DIR *dir, const char *path)
{
  struct dirent *entry;

  while ((entry = readdir (dir)) != NULL) {
    g_autofree char *inner =
      *path ? g_strconcat (path, "/", entry->d_name, NULL) : g_strdup (entry->d_name);

    if (g_cancellable_set_error_if_cancelled (walk->cancellable, walk->error))
      return FALSE;
    if (is_hidden (entry->d_name))
      continue;
    if (!(is_backup (entry->d_name) ? leave_out (walk, inner)
                                    : add_entry (walk, dirfd (dir), entry->d_name, inner)))
      return FALSE;
  }
  return TRUE;
}

static gboolean
walk_folder (Walk *walk, int above, const char *name, const char *path)
{
  int fd = openat (above, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
  DIR *dir = fd >= 0 ? fdopendir (fd) : NULL;
  g_autofree char *bundle = NULL;
  gboolean is_done;

  if (!dir) {
    int code = errno;

    if (fd >= 0)
      close (fd);
    return fail_errno (walk, path, code);
  }
  if (walk->depth == MAX_DEPTH) {
    closedir (dir);
    return fail_path (walk, path, "lies too deep; an app may have 64 folders in each other");
  }

  bundle = *path ? pyxis_own_output_dup_bundle (fd) : NULL;
  walk->depth++;
  is_done = bundle ? leave_out (walk, path) : walk_entries (walk, dir, path);
  walk->depth--;
  closedir (dir);
  return is_done;
}

PyxisInventory *
pyxis_inventory_new (const char *folder, GCancellable *cancellable, GError **error)
{
  g_autoptr (PyxisInventory) self = g_new0 (PyxisInventory, 1);
  Walk walk = { .self = self, .cancellable = cancellable, .error = error };
  g_autofree char *inside = g_build_filename (folder, ".", NULL);

  self->files = g_ptr_array_new_with_free_func (file_free);
  self->left_out = g_ptr_array_new_with_free_func (g_free);
  /* The folder itself may be a link: the user named it. */
  if (!walk_folder (&walk, AT_FDCWD, inside, ""))
    return NULL;

  g_ptr_array_sort (self->files, compare_files);
  return g_steal_pointer (&self);
}

char *
pyxis_inventory_dup_note (const PyxisInventory *self)
{
  g_autoptr (GString) note = g_string_new (NULL);

  if (self->n_left_out == 0)
    return NULL;
  for (guint i = 0; i < self->left_out->len; i++)
    g_string_append_printf (note, "%s“%s”", i > 0 ? ", " : "",
                            (const char *) self->left_out->pdata[i]);
  if (self->n_left_out > self->left_out->len)
    g_string_append_printf (note, " and %u more", self->n_left_out - self->left_out->len);
  g_string_append (note, self->n_left_out == 1 ? " is" : " are");
  g_string_append (note, " not in the app: earlier apps and backups are left out.");
  return g_string_free (g_steal_pointer (&note), FALSE);
}

void
pyxis_inventory_free (PyxisInventory *self)
{
  g_ptr_array_unref (self->left_out);
  g_ptr_array_unref (self->files);
  g_free (self);
}
