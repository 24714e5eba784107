/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-client.h"

#include <string.h>

#include "vfs-file.h"

/* A conversation: each call goes to the same file system, in this order. "*" in an answer stands for a
 * time, and {NAME} in a target for the number of a file. */
static const struct {
  const char *target;
  const char *body;
  guint code;
  const char *answer; /* NULL: empty */
} calls[] = {
  { "?op=stat", NULL, 0, "[1,0,*,1,493]" },
  { "?op=list", NULL, 0, "{}" },
  { "a?op=stat", NULL, PYXIS_VFS_ENOENT, NULL },
  { "a?op=create", NULL, 0, "[0,0,*,{a},420]" },
  { "a?op=create", NULL, PYXIS_VFS_EEXIST, NULL },
  { "?op=write&at=0&i={a}", "hello", 0, NULL },
  { "?op=append&i={a}", " you", 0, "9" },
  { "?op=read&at=6&n=100&i={a}", NULL, 0, "you" },
  { "?op=read&at=9&n=100&i={a}", NULL, 0, NULL },
  { "?op=open&n=5&i={a}", NULL, 0, "hello" },
  { "?op=stat&i={a}", NULL, 0, "[0,9,*,{a},420]" },
  { "a?op=look&n=9", NULL, 0, "hello you" },
  { "a?op=look&n=8", NULL, 0, NULL },
  { "b?op=look&n=8", NULL, PYXIS_VFS_ENOENT, NULL },
  { "?op=look&n=8", NULL, 0, NULL },
  { "a?op=look&n=-8", NULL, PYXIS_VFS_EINVAL, NULL },
  { "a?op=unlink", NULL, 0, NULL },
  { "?op=read&at=0&n=5&i={a}", NULL, 0, "hello" },
  { "?op=write&at=0&i={a}", "H", 0, NULL },
  { "?op=close&i={a}", NULL, 0, NULL },
  { "?op=read&at=0&n=5&i={a}", NULL, PYXIS_VFS_EBADF, NULL },
  { "?op=close&i={a}", NULL, PYXIS_VFS_EBADF, NULL },
  { "?op=open&i={a}", NULL, PYXIS_VFS_EBADF, NULL },
  { "d?op=mkdir&mode=448", NULL, 0, "[1,0,*,{d},448]" },
  { "d%2Fe?op=create&mode=384", NULL, 0, "[0,0,*,{e},384]" },
  { "d/%C3%BC%20%3F%23?op=create", NULL, 0, "[0,0,*,{u},420]" },
  { "d?op=rmdir", NULL, PYXIS_VFS_ENOTEMPTY, NULL },
  { "d/e?op=rename&to=d%2Fi%2525", NULL, 0, NULL },
  { "d/i%25?op=stat", NULL, 0, "[0,0,*,{e},384]" },
  { "d?op=rename&to=d%2Fbelow", NULL, PYXIS_VFS_EINVAL, NULL },
  { "d/i%25?op=truncate&n=3", NULL, 0, NULL },
  { "d/i%25?op=setattr&mtime=1000&mode=420", NULL, 0, NULL },
  { "d/i%25?op=stat", NULL, 0, "[0,3,1000,{e},420]" },
  { "d/i%25?op=setattr&mtime=-1000", NULL, 0, NULL },
  { "d/i%25?op=setattr&mtime=soon", NULL, PYXIS_VFS_EINVAL, NULL },
  { "d/i%25?op=unlink", NULL, 0, NULL },
  { "d?op=list", NULL, 0, "{\"\xc3\xbc ?#\":[0,0,*,{u},420]}" },
  { "d?op=unlink", NULL, PYXIS_VFS_EISDIR, NULL },
  { "d/?op=read", NULL, PYXIS_VFS_EBADF, NULL },
  { "?op=read&i={d}", NULL, PYXIS_VFS_EISDIR, NULL },
  { "", NULL, PYXIS_VFS_EINVAL, NULL },
  { "?", NULL, PYXIS_VFS_ENOSYS, NULL },
  { "?op=", NULL, PYXIS_VFS_ENOSYS, NULL },
  { "?op=chroot", NULL, PYXIS_VFS_ENOSYS, NULL },
  { "?op=stat&i=x", NULL, PYXIS_VFS_EINVAL, NULL },
  { "?op=stat&i=-1", NULL, PYXIS_VFS_EINVAL, NULL },
  { "?op=read&i={d}&at=99999999999999999999", NULL, PYXIS_VFS_EINVAL, NULL },
  { "a%00b?op=create", NULL, PYXIS_VFS_EINVAL, NULL },
  { "a%zzb?op=create", NULL, PYXIS_VFS_EINVAL, NULL },
  { "a%FFb?op=create", NULL, PYXIS_VFS_EINVAL, NULL },
  { "../a?op=create", NULL, PYXIS_VFS_EINVAL, NULL },
  { "%2E%2E/a?op=create", NULL, PYXIS_VFS_EINVAL, NULL },
  { "d/?op=rename&to=%00", NULL, PYXIS_VFS_EINVAL, NULL },
};

/* (transfer full): the numbers in it, by name; a name that is new takes the number in `seen`. */
static char *
fill (const char *text, GHashTable *inos)
{
  GString *filled = g_string_new (text);
  GHashTableIter iter;
  gpointer name, ino;

  g_hash_table_iter_init (&iter, inos);
  while (g_hash_table_iter_next (&iter, &name, &ino)) {
    g_autofree char *place = g_strdup_printf ("{%s}", (char *) name);

    g_string_replace (filled, place, ino, 0);
  }
  return g_string_free (filled, FALSE);
}

/* What an answer of stat says of a file that the table names for the first time. */
static void
learn (const char *expected, const char *answer, GHashTable *inos)
{
  const char *place = strchr (expected, '{');
  g_auto (GStrv) fields = g_strsplit (answer, ",", -1);

  if (*expected != '[' || !place || g_strv_length (fields) != 5)
    return;
  g_hash_table_insert (inos, g_strndup (place + 1, strcspn (place + 1, "}")), g_strdup (fields[3]));
}

static gboolean
fits (const char *expected, const char *answer)
{
  g_auto (GStrv) parts = g_strsplit (expected, "*", -1);
  const char *at = answer;

  for (guint i = 0; parts[i]; i++) {
    if (i > 0)
      at += strspn (at, "0123456789");
    if (!g_str_has_prefix (at, parts[i]))
      return FALSE;
    at += strlen (parts[i]);
  }
  return *at == '\0';
}

static void
test_calls (void)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (PyxisVfsClient) client = pyxis_vfs_client_new (vfs);
  g_autoptr (GHashTable) inos = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (gsize i = 0; i < G_N_ELEMENTS (calls); i++) {
    g_autofree char *target = fill (calls[i].target, inos);
    g_autoptr (GBytes) body =
      calls[i].body ? g_bytes_new_static (calls[i].body, strlen (calls[i].body)) : NULL;
    g_auto (PyxisVfsAnswer) given = { 0 };
    g_autofree char *answer = NULL;
    g_autofree char *expected = NULL;

    pyxis_vfs_client_call (client, target, body, &given);
    answer = g_strndup (g_bytes_get_data (given.bytes, NULL), g_bytes_get_size (given.bytes));
    g_test_message ("%s: %u %s", target, given.code, answer);
    g_assert_cmpuint (given.code, ==, calls[i].code);
    learn (calls[i].answer ? calls[i].answer : "", answer, inos);
    expected = fill (calls[i].answer ? calls[i].answer : "", inos);
    g_assert_true (fits (expected, answer));
  }
}

/* What a page leaves open is closed with it, and what another has open is not. */
static void
test_close_all (void)
{
  g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
  g_autoptr (PyxisVfsClient) one = pyxis_vfs_client_new (vfs);
  g_autoptr (PyxisVfsClient) other = pyxis_vfs_client_new (vfs);
  guint64 ino = pyxis_vfs_create (vfs, "a", 0644, NULL);
  g_autofree char *open = g_strdup_printf ("?op=open&i=%" G_GUINT64_FORMAT, ino);
  PyxisVfsStat stat;

  for (guint i = 0; i < 4; i++) {
    g_auto (PyxisVfsAnswer) answer = { 0 };

    pyxis_vfs_client_call (i < 3 ? one : other, open, NULL, &answer);
    g_assert_cmpuint (answer.code, ==, 0);
    g_assert_true (g_str_has_prefix (answer.stat, "[0,0,"));
  }
  g_assert_true (pyxis_vfs_unlink (vfs, "a", NULL));

  pyxis_vfs_client_close_all (one);
  g_assert_true (pyxis_vfs_stat_ino (vfs, ino, &stat, NULL));
  g_clear_object (&other);
  g_assert_false (pyxis_vfs_stat_ino (vfs, ino, &stat, NULL));
}

/* What MicroPython asks for, looking for a module, it is told by the first answer. */
static void
test_no_module (void)
{
  static const struct {
    const char *there; /* (nullable) */
    const char *target;
    const char *stat; /* (nullable) */
  } looks[] = {
    { NULL, "a?op=look&n=8", PYXIS_VFS_CLIENT_NO_MODULE },
    { "a.pyc", "a?op=look&n=8", PYXIS_VFS_CLIENT_NO_MODULE },
    { "a.py", "a?op=look&n=8", NULL },
    { "a.mpy", "a?op=look&n=8", NULL },
    { "a", "a/b?op=look&n=8", PYXIS_VFS_CLIENT_NO_MODULE },
    { NULL, "a?op=stat", NULL },
    { NULL, "a?op=look&n=x", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++) {
    g_autoptr (PyxisVfs) vfs = pyxis_vfs_new ();
    g_autoptr (PyxisVfsClient) client = pyxis_vfs_client_new (vfs);
    g_auto (PyxisVfsAnswer) answer = { 0 };

    if (looks[i].there)
      g_assert_cmpuint (pyxis_vfs_create (vfs, looks[i].there, 0644, NULL), !=, 0);
    pyxis_vfs_client_call (client, looks[i].target, NULL, &answer);
    g_assert_cmpuint (answer.code, !=, 0);
    g_assert_cmpstr (answer.stat, ==, looks[i].stat);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/vfs-client/calls", test_calls);
  g_test_add_func ("/vfs-client/close-all", test_close_all);
  g_test_add_func ("/vfs-client/no-module", test_no_module);
  return g_test_run ();
}
