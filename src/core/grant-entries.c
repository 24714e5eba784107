/* SPDX-License-Identifier: Apache-2.0 */
#include <cjson/cJSON.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "grant-call-private.h"
#include "grant-error.h"
#include "media-type.h"

static gint64
get_mtime (const struct stat *status)
{
  return (gint64) status->st_mtim.tv_sec * 1000 + status->st_mtim.tv_nsec / 1000000;
}

static void
append_facts (GString *text, const struct stat *status)
{
  g_autofree char *version = pyxis_grant_place_make_version (status);

  g_string_append_printf (text, "%s,%" G_GINT64_FORMAT ",%" G_GINT64_FORMAT ",\"%s\"]",
                          S_ISDIR (status->st_mode) ? "true" : "false",
                          S_ISDIR (status->st_mode) ? 0 : (gint64) status->st_size,
                          get_mtime (status), version);
}

char *
pyxis_grant_call_print_stat (const struct stat *status)
{
  GString *text = g_string_new ("[");

  append_facts (text, status);
  return g_string_free (text, FALSE);
}

static void
append_entry (GString *text, const char *name, const struct stat *status)
{
  cJSON *string = cJSON_CreateStringReference (name);
  char *quoted = cJSON_PrintUnformatted (string);

  g_string_append_printf (text, "%s[%s,", text->len > 1 ? "," : "", quoted);
  append_facts (text, status);
  cJSON_free (quoted);
  cJSON_Delete (string);
}

/* What vanishes while it is listed is left out too. */
static gboolean
is_listed (int folder, const char *name, struct stat *status)
{
  return !g_str_equal (name, ".") && !g_str_equal (name, "..") &&
         !pyxis_grant_place_is_swap (name) && g_utf8_validate (name, -1, NULL) &&
         fstatat (folder, name, status, AT_SYMLINK_NOFOLLOW) == 0 &&
         (S_ISREG (status->st_mode) || S_ISDIR (status->st_mode));
}

static gboolean
append_entries (GString *text, DIR *dir, GError **error)
{
  guint n = 0;

  for (struct dirent *entry; (entry = readdir (dir));) {
    struct stat status;

    if (!is_listed (dirfd (dir), entry->d_name, &status))
      continue;
    if (++n > PYXIS_GRANT_CLIENT_ENTRIES_MAX) {
      g_set_error (error, PYXIS_GRANT_ERROR, PYXIS_GRANT_QUOTA,
                   "The folder has more than %d entries: pick one with less.",
                   PYXIS_GRANT_CLIENT_ENTRIES_MAX);
      return FALSE;
    }
    append_entry (text, entry->d_name, &status);
  }
  return TRUE;
}

GBytes *
pyxis_grant_call_list (PyxisGrantCall *self, GError **error)
{
  g_auto (PyxisGrantPlace) place = { .folder = -1 };
  g_autoptr (GString) text = g_string_new ("[");
  int fd;
  DIR *dir;
  gboolean is_whole;

  if (!pyxis_grant_call_open_place (self, &place, error))
    return NULL;
  fd = pyxis_grant_place_open_folder (&place, error);
  if (fd < 0)
    return NULL;
  dir = fdopendir (fd);
  if (!dir) {
    pyxis_grant_error_set (error, errno, FALSE, place.shown);
    close (fd);
    return NULL;
  }
  is_whole = append_entries (text, dir, error);
  closedir (dir);
  if (!is_whole)
    return NULL;
  g_string_append_c (text, ']');
  return g_string_free_to_bytes (g_steal_pointer (&text));
}

GBytes *
pyxis_grant_call_stat (PyxisGrantCall *self, GError **error)
{
  g_auto (PyxisGrantPlace) place = { .folder = -1 };
  struct stat status;

  if (!pyxis_grant_call_open_place (self, &place, error) ||
      !pyxis_grant_place_stat (&place, &status, error))
    return NULL;
  return pyxis_grant_call_take_text (pyxis_grant_call_print_stat (&status));
}

/* What is there already, be it a link, is left as it is, and said by the stat that follows. */
static gboolean
create (PyxisGrantCall *self, const PyxisGrantPlace *place, gboolean is_folder, GError **error)
{
  int fd;

  if (!pyxis_grant_check (self->grant, PYXIS_GRANT_READWRITE, error))
    return FALSE;
  if (is_folder && mkdirat (place->folder, place->name, 0777) == 0)
    return TRUE;
  if (!is_folder) {
    fd = openat (place->folder, place->name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
                 0666);
    if (fd >= 0) {
      close (fd);
      return TRUE;
    }
  }
  if (errno == EEXIST)
    return TRUE;
  pyxis_grant_error_set (error, errno, TRUE, place->shown);
  return FALSE;
}

GBytes *
pyxis_grant_call_get (PyxisGrantCall *self, GError **error)
{
  g_auto (PyxisGrantPlace) place = { .folder = -1 };
  gboolean is_folder = g_strcmp0 (pyxis_grant_call_get_text (self, "kind"), "directory") == 0;
  g_autoptr (GError) reason = NULL;
  struct stat status;
  gboolean is_there;

  if (!pyxis_grant_call_open_place (self, &place, error))
    return NULL;
  is_there = pyxis_grant_place_stat (&place, &status, &reason);
  if (!is_there && pyxis_grant_call_get_flag (self, "create")) {
    g_clear_error (&reason);
    is_there = create (self, &place, is_folder, &reason) &&
               pyxis_grant_place_stat (&place, &status, &reason);
  }
  if (!is_there) {
    g_propagate_error (error, g_steal_pointer (&reason));
    return NULL;
  }
  if (S_ISDIR (status.st_mode) != is_folder) {
    pyxis_grant_error_set (error, is_folder ? ENOTDIR : EISDIR, FALSE, place.shown);
    return NULL;
  }
  return pyxis_grant_call_take_text (pyxis_grant_call_print_stat (&status));
}

/* (nullable) (transfer full) */
static GBytes *
read_part (int fd, guint64 at, gsize n, const char *shown, GError **error)
{
  g_autofree char *buffer = g_malloc (MAX (n, 1));
  gsize done = 0;

  while (done < n) {
    gssize m = pread (fd, buffer + done, n - done, (goffset) (at + done));

    if (m < 0 && errno == EINTR)
      continue;
    if (m < 0) {
      pyxis_grant_error_set (error, errno, FALSE, shown);
      return NULL;
    }
    if (m == 0)
      break;
    done += (gsize) m;
  }
  return g_bytes_new_take (g_steal_pointer (&buffer), done);
}

/* With the media type, as browsers have it of a file: "" for one that is not known. */
static char *
print_read_stat (const struct stat *status, const char *name)
{
  const char *type = pyxis_media_type (name);
  gsize length = strcspn (type, ";");
  gboolean is_known = !g_str_equal (type, "application/octet-stream");
  GString *text = g_string_new ("[");

  append_facts (text, status);
  g_string_truncate (text, text->len - 1);
  g_string_append_printf (text, ",\"%.*s\"]", (int) (is_known ? length : 0), type);
  return g_string_free (text, FALSE);
}

static void
set_changed (const char *shown, GError **error)
{
  g_set_error (error, PYXIS_GRANT_ERROR, PYXIS_GRANT_NOT_READABLE,
               "“%s” was changed while it was read: get it again.", shown);
}

static GBytes *
read_file (
  PyxisGrantCall *self, int fd, const struct stat *status, const char *shown, GError **error)
{
  const char *wanted = pyxis_grant_call_get_text (self, "v");
  g_autofree char *version = pyxis_grant_place_make_version (status);
  GBytes *bytes;
  guint64 at, n;

  if (!pyxis_grant_call_read_number (self, "at", 0, &at, error) ||
      !pyxis_grant_call_read_number (self, "n", PYXIS_GRANT_CLIENT_READ_MAX, &n, error))
    return NULL;
  if (wanted && !g_str_equal (wanted, version)) {
    set_changed (shown, error);
    return NULL;
  }
  n = MIN (n, PYXIS_GRANT_CLIENT_READ_MAX);
  n = at < (guint64) status->st_size ? MIN (n, (guint64) status->st_size - at) : 0;
  self->answer->stat = print_read_stat (status, shown);
  bytes = read_part (fd, at, n, shown, error);
  if (!bytes || g_bytes_get_size (bytes) == n)
    return bytes;
  g_bytes_unref (bytes);
  set_changed (shown, error);
  return NULL;
}

GBytes *
pyxis_grant_call_read (PyxisGrantCall *self, GError **error)
{
  g_auto (PyxisGrantPlace) place = { .folder = -1 };
  struct stat status;
  GBytes *bytes;
  int fd;

  if (!pyxis_grant_call_open_place (self, &place, error))
    return NULL;
  fd = pyxis_grant_place_open_file (&place, &status, error);
  if (fd < 0)
    return NULL;
  bytes = read_file (self, fd, &status, place.shown, error);
  close (fd);
  return bytes;
}
