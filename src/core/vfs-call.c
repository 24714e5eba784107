/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "vfs-client-private.h"
#include "vfs-file.h"

#define NUMBER_MAX ((guint64) 1 << 53) /* what JavaScript counts to */

/* One call, taken apart. */
typedef struct {
  PyxisVfsClient *client;
  PyxisVfs *vfs;
  char *path;
  GHashTable *values; /* (nullable): there is no query */
  GBytes *body;       /* (nullable) */
  guint64 ino;        /* 0: the path says which */
  char **stat;        /* (out) */
} Call;

static void
call_clear (Call *self)
{
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_clear_pointer (&self->path, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Call, call_clear)

static gboolean
fail (PyxisVfsErrno code, GError **error)
{
  pyxis_vfs_set_error (error, code, NULL);
  return FALSE;
}

static const char *
get_text (const Call *call, const char *key)
{
  return call->values ? g_hash_table_lookup (call->values, key) : NULL;
}

/* `otherwise` where it is not given; EINVAL where it is no number. */
static gboolean
read_number (const Call *call, const char *key, guint64 otherwise, guint64 *number, GError **error)
{
  const char *text = get_text (call, key);

  *number = otherwise;
  if (!text || g_ascii_string_to_unsigned (text, 10, 0, NUMBER_MAX, number, NULL))
    return TRUE;
  return fail (PYXIS_VFS_EINVAL, error);
}

/* (nullable) (transfer full): decoded once; a NUL in it is found by what it is for. */
static char *
decode_path (PyxisVfs *vfs, const char *encoded, gssize length, GError **error)
{
  g_autoptr (GBytes) bytes = g_uri_unescape_bytes (encoded, length, NULL, NULL);
  gsize size = 0;
  const char *data = bytes ? g_bytes_get_data (bytes, &size) : NULL;

  if (!bytes) {
    fail (PYXIS_VFS_EINVAL, error);
    return NULL;
  }
  if (!pyxis_vfs_check_path (vfs, data ? data : "", (gssize) size, error))
    return NULL;
  return g_strndup (data ? data : "", size);
}

static gboolean
parse (Call *call, const char *target, GError **error)
{
  const char *query = strchr (target, '?');
  gssize length = query ? query - target : (gssize) strlen (target);

  call->path = decode_path (call->vfs, target, length, error);
  if (!call->path)
    return FALSE;
  if (query)
    call->values = g_uri_parse_params (query + 1, -1, "&", G_URI_PARAMS_NONE, NULL);
  if (!call->values)
    return fail (PYXIS_VFS_EINVAL, error);
  return read_number (call, "i", 0, &call->ino, error);
}

static GBytes *
new_empty (void)
{
  return g_bytes_new_static ("", 0);
}

static GBytes *
take_text (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
print_stat (const PyxisVfsStat *stat)
{
  return take_text (pyxis_vfs_answer_print_stat (stat));
}

static GBytes *
call_stat (const Call *call, GError **error)
{
  PyxisVfsStat stat;
  gboolean is_there = call->ino ? pyxis_vfs_stat_ino (call->vfs, call->ino, &stat, error)
                                : pyxis_vfs_stat (call->vfs, call->path, &stat, error);

  return is_there ? print_stat (&stat) : NULL;
}

static GBytes *
call_list (const Call *call, GError **error)
{
  g_autoptr (GArray) entries = pyxis_vfs_list (call->vfs, call->path, error);

  return entries ? pyxis_vfs_answer_print_entries (entries) : NULL;
}

static GBytes *
make (const Call *call,
      guint64 (*create) (PyxisVfs *, const char *, guint, GError **),
      guint usual_mode,
      GError **error)
{
  guint64 mode;
  PyxisVfsStat stat;

  if (!read_number (call, "mode", usual_mode, &mode, error) ||
      !create (call->vfs, call->path, mode & 07777, error) ||
      !pyxis_vfs_stat (call->vfs, call->path, &stat, error))
    return NULL;
  return print_stat (&stat);
}

static GBytes *
call_create (const Call *call, GError **error)
{
  return make (call, pyxis_vfs_create, 0644, error);
}

static GBytes *
call_mkdir (const Call *call, GError **error)
{
  return make (call, pyxis_vfs_make_folder, 0755, error);
}

static GBytes *
read_bytes (const Call *call, GError **error)
{
  PyxisVfsStat stat;
  g_autofree char *buffer = NULL;
  guint64 at, n;
  gssize length;

  if (!read_number (call, "at", 0, &at, error) ||
      !read_number (call, "n", PYXIS_VFS_CLIENT_READ_MAX, &n, error) ||
      !pyxis_vfs_stat_ino (call->vfs, call->ino, &stat, error))
    return NULL;
  n = MIN (MIN (n, PYXIS_VFS_CLIENT_READ_MAX), stat.size > at ? stat.size - at : 0);
  buffer = g_malloc (MAX (n, 1));
  length = pyxis_vfs_read (call->vfs, call->ino, at, buffer, n, error);
  return length < 0 ? NULL : g_bytes_new_take (g_steal_pointer (&buffer), length);
}

static gboolean
has_module (const Call *call)
{
  static const char *const endings[] = { ".py", ".mpy" };
  gboolean has_one = FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (endings) && !has_one; i++) {
    g_autofree char *path = g_strconcat (call->path, endings[i], NULL);
    PyxisVfsStat stat;

    has_one = pyxis_vfs_stat (call->vfs, path, &stat, NULL);
  }
  return has_one;
}

/* For whoever opens a small file next, or looks for a module: one request does it. */
static GBytes *
call_look (const Call *call, GError **error)
{
  Call file = *call;
  PyxisVfsStat stat;
  guint64 n;
  GBytes *bytes;

  if (!read_number (call, "n", 0, &n, error))
    return NULL;
  if (!pyxis_vfs_stat (call->vfs, call->path, &stat, error)) {
    if (!has_module (call))
      *call->stat = g_strdup (PYXIS_VFS_CLIENT_NO_MODULE);
    return NULL;
  }
  file.ino = stat.ino;
  bytes = stat.is_folder || stat.size > n ? new_empty () : read_bytes (&file, error);
  if (bytes)
    *call->stat = pyxis_vfs_answer_print_stat (&stat);
  return bytes;
}

static const void *
get_body (const Call *call, gsize *length)
{
  *length = 0;
  return call->body ? g_bytes_get_data (call->body, length) : NULL;
}

static GBytes *
call_write (const Call *call, GError **error)
{
  gsize length;
  const void *data = get_body (call, &length);
  guint64 at;

  if (!read_number (call, "at", 0, &at, error) ||
      !pyxis_vfs_write (call->vfs, call->ino, at, data, length, error))
    return NULL;
  return new_empty ();
}

static GBytes *
call_append (const Call *call, GError **error)
{
  gsize length;
  const void *data = get_body (call, &length);
  guint64 end;

  if (!pyxis_vfs_append (call->vfs, call->ino, data, length, &end, error))
    return NULL;
  return take_text (g_strdup_printf ("%" G_GUINT64_FORMAT, end));
}

/* The number of the file that is meant, or 0. */
static guint64
find_ino (const Call *call, GError **error)
{
  PyxisVfsStat stat;

  if (call->ino)
    return call->ino;
  return pyxis_vfs_stat (call->vfs, call->path, &stat, error) ? stat.ino : 0;
}

static GBytes *
call_truncate (const Call *call, GError **error)
{
  guint64 ino = find_ino (call, error);
  guint64 n;

  if (!ino || !read_number (call, "n", 0, &n, error) ||
      !pyxis_vfs_truncate (call->vfs, ino, n, error))
    return NULL;
  return new_empty ();
}

static GBytes *
call_setattr (const Call *call, GError **error)
{
  guint64 ino = find_ino (call, error);
  const char *mtime = get_text (call, "mtime");
  guint64 mode;
  gint64 at = 0;

  if (!ino || !read_number (call, "mode", 0, &mode, error))
    return NULL;
  if (mtime && !g_ascii_string_to_signed (mtime, 10, -(gint64) NUMBER_MAX, NUMBER_MAX, &at, NULL))
    return fail (PYXIS_VFS_EINVAL, error), NULL;
  if (mtime && !pyxis_vfs_set_mtime (call->vfs, ino, at, error))
    return NULL;
  if (get_text (call, "mode") && !pyxis_vfs_set_mode (call->vfs, ino, mode & 07777, error))
    return NULL;
  return new_empty ();
}

static GBytes *
call_unlink (const Call *call, GError **error)
{
  return pyxis_vfs_unlink (call->vfs, call->path, error) ? new_empty () : NULL;
}

static GBytes *
call_rmdir (const Call *call, GError **error)
{
  return pyxis_vfs_remove_folder (call->vfs, call->path, error) ? new_empty () : NULL;
}

static GBytes *
call_rename (const Call *call, GError **error)
{
  const char *encoded = get_text (call, "to");
  g_autofree char *to = decode_path (call->vfs, encoded ? encoded : "", -1, error);

  return to && pyxis_vfs_rename (call->vfs, call->path, to, error) ? new_empty () : NULL;
}

/* With the start of the file, and what stat would say, for whoever asks that next. */
static GBytes *
call_open (const Call *call, GError **error)
{
  PyxisVfsStat stat;
  GBytes *bytes = NULL;

  if (!pyxis_vfs_stat_ino (call->vfs, call->ino, &stat, error) ||
      !pyxis_vfs_client_open (call->client, call->ino, error))
    return NULL;
  bytes = stat.is_folder ? new_empty () : read_bytes (call, error);
  if (bytes)
    *call->stat = pyxis_vfs_answer_print_stat (&stat);
  else
    pyxis_vfs_client_close (call->client, call->ino, NULL);
  return bytes;
}

static GBytes *
call_close (const Call *call, GError **error)
{
  return pyxis_vfs_client_close (call->client, call->ino, error) ? new_empty () : NULL;
}

static const struct {
  const char *name;
  GBytes *(*run) (const Call *, GError **);
} calls[] = {
  { "stat", call_stat },     { "list", call_list },         { "create", call_create },
  { "mkdir", call_mkdir },   { "read", read_bytes },        { "write", call_write },
  { "append", call_append }, { "truncate", call_truncate }, { "setattr", call_setattr },
  { "unlink", call_unlink }, { "rmdir", call_rmdir },       { "rename", call_rename },
  { "open", call_open },     { "close", call_close },       { "look", call_look },
};

static GBytes *
run (const Call *call, GError **error)
{
  const char *name = get_text (call, "op");

  for (gsize i = 0; name && i < G_N_ELEMENTS (calls); i++)
    if (g_str_equal (calls[i].name, name))
      return calls[i].run (call, error);
  fail (PYXIS_VFS_ENOSYS, error);
  return NULL;
}

void
pyxis_vfs_client_call (PyxisVfsClient *self,
                       const char *target,
                       GBytes *body,
                       PyxisVfsAnswer *answer)
{
  g_auto (Call) call = {
    .client = self, .vfs = pyxis_vfs_client_get_vfs (self), .body = body, .stat = &answer->stat
  };
  g_autoptr (GError) error = NULL;

  *answer = (PyxisVfsAnswer){ 0 };
  answer->bytes = parse (&call, target, &error) ? run (&call, &error) : NULL;
  if (answer->bytes)
    return;
  answer->code = (guint) error->code;
  answer->bytes = new_empty ();
}
