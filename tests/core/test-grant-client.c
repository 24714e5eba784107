/* SPDX-License-Identifier: Apache-2.0 */
#include "grant-client.h"

#include <string.h>
#include <sys/stat.h>

#include "../util/temporary-folder.h"

/* The calls of pages on a real folder on the disk. */
typedef struct {
  TemporaryFolder *folder; /* holds "in", which is granted, and "out" */
  char *path;              /* of "in" */
  PyxisGrants *grants;
  PyxisGrantClient *client;
  PyxisGrant *grant;
  guint n_kept;
} Fixture;

static void
kept_cb (PyxisGrantClient *client, const char *name, Fixture *self)
{
  self->n_kept++;
}

static void
write_file (Fixture *self, const char *name, const char *text)
{
  g_free (temporary_folder_write (self->folder, name, text, -1));
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->folder = temporary_folder_new ();
  self->path = g_build_filename (self->folder, "in", NULL);
  write_file (self, "in/a.txt", "hello");
  write_file (self, "in/sub/deep/b.txt", "deep");
  write_file (self, "out/secret", "secret");
  temporary_folder_link (self->folder, "in/link-file", "../out/secret");
  temporary_folder_link (self->folder, "in/link-folder", "../out");
  temporary_folder_link (self->folder, "in/link-inside", "a.txt");
  temporary_folder_link (self->folder, "in/dangling", "none");
  self->grants = pyxis_grants_new (NULL);
  self->grant = pyxis_grants_add (self->grants, self->path, PYXIS_GRANT_READWRITE, NULL, NULL);
  g_assert_nonnull (self->grant);
  self->client = pyxis_grant_client_new (self->grants);
  g_signal_connect (self->client, "kept", G_CALLBACK (kept_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->client);
  g_object_unref (self->grants);
  g_free (self->path);
  temporary_folder_free (self->folder);
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static PyxisGrantAnswer *
call_with_body (Fixture *self, const char *token, const char *target, const char *body)
{
  g_autofree char *whole = g_strconcat (target, token ? "&t=" : NULL, token, NULL);
  g_autoptr (GBytes) bytes = body ? g_bytes_new (body, strlen (body)) : NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  PyxisGrantAnswer *answer;

  pyxis_grant_client_call_async (self->client, whole, bytes, NULL, called_cb, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  answer = pyxis_grant_client_call_finish (self->client, result, &error);
  g_assert_no_error (error);
  g_test_message ("%s: %s %.*s", target, answer->exception ? answer->exception : "",
                  (int) MIN (g_bytes_get_size (answer->bytes), 200),
                  (const char *) g_bytes_get_data (answer->bytes, NULL));
  return answer;
}

/* (transfer full): the answer's text, or the exception's name in front of it. */
static char *
call (Fixture *self, const char *target)
{
  g_autoptr (PyxisGrantAnswer) answer = call_with_body (self, self->grant->token, target, NULL);

  if (answer->exception)
    return g_strdup (answer->exception);
  return g_strndup (g_bytes_get_data (answer->bytes, NULL), g_bytes_get_size (answer->bytes));
}

static void
assert_call (Fixture *self, const char *target, const char *expected)
{
  g_autofree char *found = call (self, target);

  g_assert_cmpstr (found, ==, expected);
}

static void
assert_glob (Fixture *self, const char *target, const char *glob)
{
  g_autofree char *found = call (self, target);

  g_assert_true (g_pattern_match_simple (glob, found));
}

static void
assert_disk (Fixture *self, const char *name, const char *expected)
{
  g_autofree char *path = g_build_filename (self->folder, name, NULL);
  g_autofree char *text = NULL;

  g_file_get_contents (path, &text, NULL, NULL);
  g_assert_cmpstr (text, ==, expected);
}

static const struct {
  const char *target;
  const char *glob;
} lookups[] = {
  { "?op=stat", "?true,0,*]" },
  { "a.txt?op=stat", "?false,5,*]" },
  { "a.txt?op=read", "hello" },
  { "a.txt?op=read&at=1&n=3", "ell" },
  { "a.txt?op=read&at=99", "" },
  { "sub/deep/b.txt?op=read", "deep" },
  { "%61.txt?op=read", "hello" },
  { "a.txt?op=get&kind=file", "?false,5,*]" },
  { "sub?op=get&kind=directory", "?true,0,*]" },
  { "a.txt?op=get&kind=directory", "TypeMismatchError" },
  { "sub?op=get&kind=file", "TypeMismatchError" },
  { "sub?op=get&kind=file&create=1", "TypeMismatchError" },
  { "none?op=get&kind=file", "NotFoundError" },
  { "none?op=read", "NotFoundError" },
  { "sub?op=read", "TypeMismatchError" },
  { "a.txt?op=list", "TypeMismatchError" },
  { "none/a?op=get&kind=file&create=1", "NotFoundError" },
  { "a.txt/a?op=get&kind=file&create=1", "NotFoundError" },
  { "sub?op=open", "TypeMismatchError" },
  { "none?op=open", "NotFoundError" },
  /* Names that are none. */
  { "..?op=stat", "TypeError" },
  { "%2e%2e?op=stat", "TypeError" },
  { "../out/secret?op=read", "TypeError" },
  { "sub/../a.txt?op=read", "TypeError" },
  { "sub/./deep?op=stat", "TypeError" },
  { ".?op=stat", "TypeError" },
  { "/etc/passwd?op=read", "TypeError" },
  { "sub//deep?op=stat", "TypeError" },
  { "sub/?op=stat", "TypeError" },
  { "a%00.txt?op=get&kind=file&create=1", "TypeError" },
  { "%ff?op=get&kind=file&create=1", "TypeError" },
  { "%zz?op=stat", "TypeError" },
  /* Links: neither what is outside, nor what is inside. */
  { "link-file?op=read", "NotFoundError" },
  { "link-file?op=open", "NotFoundError" },
  { "link-file?op=get&kind=file", "NotFoundError" },
  { "link-file?op=get&kind=file&create=1", "NotFoundError" },
  { "link-folder/secret?op=read", "NotFoundError" },
  { "link-folder?op=list", "*Error" },
  { "link-folder/new?op=get&kind=file&create=1", "NotFoundError" },
  { "link-inside?op=read", "NotFoundError" },
  { "dangling?op=get&kind=file&create=1", "NotFoundError" },
  /* Calls that are none. */
  { "a.txt?op=none", "TypeError" },
  { "a.txt?x=y", "TypeError" },
  { "a.txt?op=read&at=-1", "TypeError" },
  { "a.txt?op=read&n=99999999999999999999", "TypeError" },
  { "a.txt?op=read&v=other", "NotReadableError" },
  { "a.txt?op=write&w=1", "InvalidStateError" },
  { "a.txt?op=close&w=7", "InvalidStateError" },
  { "a.txt?op=close&w=4294967297", "InvalidStateError" },
  { "?op=permission&mode=all", "TypeError" },
  { "?op=permission&mode=readwrite", "granted" },
  { "?op=remove&recursive=1", "InvalidModificationError" },
  { "sub?op=remove", "InvalidModificationError" },
};

static void
test_lookups (Fixture *self, gconstpointer data)
{
  g_autofree char *name = g_strnfill (300, 'x');
  g_autofree char *long_name = g_strconcat (name, "?op=get&kind=file&create=1", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (lookups); i++)
    assert_glob (self, lookups[i].target, lookups[i].glob);
  assert_call (self, long_name, "TypeError");
  assert_disk (self, "out/secret", "secret");
  assert_disk (self, "out/new", NULL);
}

static void
test_list (Fixture *self, gconstpointer data)
{
  g_autofree char *pipe = g_build_filename (self->path, "pipe", NULL);
  g_autofree char *listed = NULL;

  write_file (self, "in/\"\\\n.txt", "odd");
  write_file (self, "in/\xff", "no UTF-8");
  write_file (self,
              "in/.pyxis-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.swap",
              "half");
  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  listed = call (self, "?op=list");
  g_assert_nonnull (strstr (listed, "[\"a.txt\",false,5,"));
  g_assert_nonnull (strstr (listed, "[\"sub\",true,0,"));
  g_assert_nonnull (strstr (listed, "[\"\\\"\\\\\\n.txt\",false,3,"));
  g_assert_null (strstr (listed, "link"));
  g_assert_null (strstr (listed, "swap"));
  g_assert_null (strstr (listed, "pipe"));
  assert_call (self, "pipe?op=read", "NotFoundError");
  assert_call (self,
               ".pyxis-0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.swap?"
               "op=read",
               "NotFoundError");
}

/* What is written is seen when it is closed, and then whole. */
static void
test_write (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->path, "a.txt", NULL);
  g_autoptr (PyxisGrantAnswer) answer = NULL;
  struct stat status;

  g_assert_cmpint (chmod (path, 0640), ==, 0);
  assert_call (self, "a.txt?op=open&keep=1", "1");
  answer = call_with_body (self, self->grant->token, "a.txt?op=write&w=1&at=5", " world");
  g_assert_null (answer->exception);
  assert_disk (self, "in/a.txt", "hello");
  assert_glob (self, "a.txt?op=close&w=1", "?false,11,*]");
  assert_disk (self, "in/a.txt", "hello world");
  g_assert_cmpint (stat (path, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0640);
  assert_call (self, "a.txt?op=close&w=1", "InvalidStateError");

  assert_call (self, "a.txt?op=open", "2");
  assert_call (self, "a.txt?op=truncate&w=2&n=3", "");
  assert_call (self, "a.txt?op=abort&w=2", "");
  assert_disk (self, "in/a.txt", "hello world");
  assert_call (self, "a.txt?op=open", "3");
  assert_call (self, "a.txt?op=write&w=3&at=9007199254740992", "QuotaExceededError");
  assert_call (self, "a.txt?op=close&w=3", "InvalidStateError");
  assert_disk (self, "in/a.txt", "hello world");
}

static guint
count_entries (const char *path)
{
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  while (g_dir_read_name (dir))
    n++;
  return n;
}

/* Two at the same file, and one whose page goes: the file is one of them, never both or half. */
static void
test_writers (Fixture *self, gconstpointer data)
{
  guint n = count_entries (self->path);
  g_autoptr (PyxisGrantAnswer) one = NULL;
  g_autoptr (PyxisGrantAnswer) two = NULL;

  assert_call (self, "a.txt?op=open", "1");
  assert_call (self, "a.txt?op=open", "2");
  one = call_with_body (self, self->grant->token, "a.txt?op=write&w=1", "first");
  two = call_with_body (self, self->grant->token, "a.txt?op=write&w=2", "2nd");
  assert_glob (self, "a.txt?op=close&w=2", "?false,3,*]");
  assert_glob (self, "a.txt?op=close&w=1", "?false,5,*]");
  assert_disk (self, "in/a.txt", "first");

  assert_call (self, "a.txt?op=open", "3");
  pyxis_grant_client_close_all (self->client);
  assert_call (self, "a.txt?op=close&w=3", "InvalidStateError");
  for (guint i = 0; i <= PYXIS_GRANT_CLIENT_WRITERS_MAX; i++)
    assert_glob (self, "a.txt?op=open", "*");
  assert_call (self, "a.txt?op=close&w=4", "InvalidStateError");
  assert_glob (self, "a.txt?op=close&w=5", "?false,0,*]");
  pyxis_grant_client_close_all (self->client);
  assert_disk (self, "in/a.txt", "");
  g_assert_cmpuint (count_entries (self->path), ==, n);
}

/* A number that another grant's writer has is no writer of one's own. */
static void
test_other_writer (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->folder, "out", NULL);
  PyxisGrant *mine = self->grant;
  PyxisGrant *other = pyxis_grants_add (self->grants, path, PYXIS_GRANT_READWRITE, NULL, NULL);

  assert_call (self, "a.txt?op=open", "1");
  self->grant = other;
  assert_call (self, "secret?op=truncate&w=1&n=2", "InvalidStateError");
  assert_call (self, "secret?op=close&w=1", "InvalidStateError");
  self->grant = mine;
  assert_call (self, "a.txt?op=truncate&w=1&n=2", "");
  assert_glob (self, "a.txt?op=close&w=1", "?false,2,*]");
}

static void
test_remove (Fixture *self, gconstpointer data)
{
  temporary_folder_link (self->folder, "in/sub/deep/out", "../../../out");
  assert_call (self, "sub?op=remove&recursive=1", "removed");
  assert_call (self, "a.txt?op=remove", "removed");
  assert_call (self, "a.txt?op=remove", "NotFoundError");
  assert_call (self, "link-folder?op=remove&recursive=1", "NotFoundError");
  assert_disk (self, "out/secret", "secret");
  assert_disk (self, "in/sub/deep/b.txt", NULL);
  assert_disk (self, "in/a.txt", NULL);
}

/* (transfer full): the version of a stat. */
static char *
dup_version (Fixture *self, const char *target)
{
  g_autofree char *stat_text = call (self, target);
  g_auto (GStrv) parts = g_strsplit (stat_text, "\"", 3);

  g_assert_cmpuint (g_strv_length (parts), ==, 3);
  return g_strdup (parts[1]);
}

/* Only what the page has seen as it is now. */
static void
test_remove_seen (Fixture *self, gconstpointer data)
{
  g_autofree char *version = dup_version (self, "a.txt?op=stat");
  g_autofree char *target = g_strdup_printf ("a.txt?op=remove&seen=%s", version);
  g_autofree char *new_version = NULL;
  g_autofree char *new_target = NULL;

  assert_call (self, "a.txt?op=remove&seen=", "kept");
  assert_call (self, "a.txt?op=remove&seen=folder", "kept");
  write_file (self, "in/a.txt", "other");
  assert_call (self, target, "kept");
  g_assert_cmpuint (self->n_kept, ==, 3);
  assert_disk (self, "in/a.txt", "other");
  new_version = dup_version (self, "a.txt?op=stat");
  new_target = g_strdup_printf ("a.txt?op=remove&seen=%s", new_version);
  assert_call (self, new_target, "removed");

  assert_call (self, "sub/deep?op=remove&seen=folder", "kept");
  assert_call (self, "sub/deep?op=remove&seen=folder&recursive=1", "kept");
  assert_call (self, "sub/deep/b.txt?op=remove", "removed");
  assert_call (self, "sub/deep?op=remove&seen=", "kept");
  assert_call (self, "sub/deep?op=remove&seen=folder", "removed");
}

static void
test_read_only (Fixture *self, gconstpointer data)
{
  static const char *const targets[] = { "a.txt?op=open", "a.txt?op=remove",
                                         "sub?op=remove&recursive=1",
                                         "new?op=get&kind=file&create=1",
                                         "new?op=get&kind=directory&create=1" };

  self->grant->mode = PYXIS_GRANT_READ;
  for (gsize i = 0; i < G_N_ELEMENTS (targets); i++)
    assert_call (self, targets[i], "NotAllowedError");
  assert_call (self, "a.txt?op=read", "hello");
  assert_glob (self, "a.txt?op=get&kind=file&create=1", "?false*");
  assert_call (self, "?op=permission&mode=readwrite", "prompt");
  assert_call (self, "?op=permission&mode=read", "granted");
  assert_disk (self, "in/a.txt", "hello");
  assert_disk (self, "in/new", NULL);
}

/* A file that its user made read-only stays so, though the folder would let another take its place. */
static void
test_read_only_file (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->path, "a.txt", NULL);

  g_assert_cmpint (chmod (path, 0444), ==, 0);
  assert_call (self, "a.txt?op=open&keep=1", "NoModificationAllowedError");
  assert_call (self, "a.txt?op=read", "hello");
  g_assert_cmpint (chmod (path, 0644), ==, 0);
  assert_call (self, "a.txt?op=open", "1");
}

static void
count_changes_cb (PyxisGrants *grants, gpointer user_data)
{
  ++*(guint *) user_data;
}

/* What a page revokes over and over is written to the disk once. */
static void
test_revoke_again (Fixture *self, gconstpointer data)
{
  guint n = 0;

  g_signal_connect (self->grants, "changed", G_CALLBACK (count_changes_cb), &n);
  for (int i = 0; i < 3; i++)
    assert_call (self, "?op=revoke", "");
  g_assert_cmpuint (n, ==, 1);
}

/* At once, for what is open as well. */
static void
test_revoke (Fixture *self, gconstpointer data)
{
  g_autofree char *wrong = g_strnfill (64, 'a');
  g_autoptr (PyxisGrantAnswer) unknown = NULL;
  g_autoptr (PyxisGrantAnswer) none = NULL;

  assert_call (self, "a.txt?op=open", "1");
  pyxis_grants_revoke (self->grants, self->grant);
  assert_call (self, "a.txt?op=read", "NotAllowedError");
  assert_call (self, "a.txt?op=close&w=1", "NotAllowedError");
  assert_call (self, "?op=list", "NotAllowedError");
  assert_call (self, "?op=permission&mode=read", "prompt");
  assert_disk (self, "in/a.txt", "hello");
  pyxis_grants_allow (self->grants, self->grant, PYXIS_GRANT_READ);
  assert_call (self, "a.txt?op=read", "hello");
  assert_call (self, "?op=revoke", "");
  assert_call (self, "a.txt?op=read", "NotAllowedError");

  unknown = call_with_body (self, wrong, "a.txt?op=read", NULL);
  g_assert_cmpstr (unknown->exception, ==, "NotAllowedError");
  none = call_with_body (self, NULL, "a.txt?op=read", NULL);
  g_assert_cmpstr (none->exception, ==, "NotAllowedError");
}

/* A file that is granted is all that is. */
static void
test_file (Fixture *self, gconstpointer data)
{
  g_autofree char *path = g_build_filename (self->path, "a.txt", NULL);

  self->grant = pyxis_grants_add (self->grants, path, PYXIS_GRANT_READWRITE, NULL, NULL);
  assert_call (self, "?op=read", "hello");
  assert_glob (self, "?op=get&kind=file", "?false,5,*");
  assert_call (self, "a.txt?op=read", "TypeMismatchError");
  assert_call (self, "?op=list", "TypeMismatchError");
  assert_call (self, "?op=remove", "InvalidModificationError");
  assert_call (self, "?op=open", "1");
  assert_glob (self, "?op=close&w=1", "?false,0,*]");
  assert_disk (self, "in/a.txt", "");
}

/* The granted folder goes, and something else comes in its place. */
static void
test_disappears (Fixture *self, gconstpointer data)
{
  g_autofree char *moved = g_build_filename (self->folder, "moved", NULL);

  assert_call (self, "a.txt?op=open", "1");
  g_assert_cmpint (rename (self->path, moved), ==, 0);
  assert_call (self, "?op=list", "NotFoundError");
  assert_call (self, "a.txt?op=read", "NotFoundError");
  assert_call (self, "new?op=get&kind=file&create=1", "NotFoundError");
  assert_glob (self, "a.txt?op=close&w=1", "?false,0,*]");
  temporary_folder_link (self->folder, "in", "out");
  assert_call (self, "secret?op=read", "NotFoundError");
  assert_call (self, "?op=list", "NotFoundError");
  g_assert_cmpint (unlink (self->path), ==, 0);
  write_file (self, "in", "a file");
  assert_call (self, "?op=list", "NotFoundError");
  assert_disk (self, "moved/a.txt", "");
}

/* While somebody exchanges a folder for a link to the outside, all the time. */
static gpointer
exchange_cb (gpointer data)
{
  Fixture *self = data;
  g_autofree char *sub = g_build_filename (self->path, "sub", NULL);
  g_autofree char *aside = g_build_filename (self->path, "aside", NULL);
  g_autofree char *link = g_build_filename (self->path, "link-folder", NULL);

  for (int i = 0; i < 3000; i++) {
    g_assert_cmpint (rename (sub, aside), ==, 0);
    g_assert_cmpint (rename (link, sub), ==, 0);
    g_assert_cmpint (rename (sub, link), ==, 0);
    g_assert_cmpint (rename (aside, sub), ==, 0);
  }
  return NULL;
}

static void
test_race (Fixture *self, gconstpointer data)
{
  GThread *thread;

  write_file (self, "in/sub/secret", "inside");
  thread = g_thread_new ("exchange", exchange_cb, self);
  for (int i = 0; i < 1000; i++) {
    g_autofree char *text = call (self, "sub/secret?op=read");
    g_autofree char *made = call (self, "sub/made?op=get&kind=file&create=1");

    g_assert_cmpstr (text, !=, "secret");
  }
  g_thread_join (thread);
  assert_disk (self, "out/made", NULL);
}

static void
test_relate (Fixture *self, gconstpointer data)
{
  g_autofree char *sub = g_build_filename (self->path, "sub", NULL);
  PyxisGrant *other = pyxis_grants_add (self->grants, sub, PYXIS_GRANT_READ, NULL, NULL);
  static const struct {
    const char *target;
    const char *expected;
  } cases[] = {
    { "?op=relate&to=deep/b.txt&o=", "[\"sub\",\"deep\",\"b.txt\"]" },
    { "?op=relate&to=&o=", "[\"sub\"]" },
    { "sub?op=relate&to=&o=", "[]" },
    { "su?op=relate&to=&o=", "null" },
    { "sub/deep?op=relate&to=&o=", "null" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autofree char *target = g_strconcat (cases[i].target, other->token, NULL);

    assert_call (self, target, cases[i].expected);
  }
  assert_call (self, "?op=relate&o=unknown&to=", "null");
}

/* The page goes while calls are under way: they end without anybody. */
static void
test_gone (Fixture *self, gconstpointer data)
{
  g_autoptr (PyxisGrantClient) client = pyxis_grant_client_new (self->grants);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autofree char *target = g_strconcat ("?op=list&t=", self->grant->token, NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  pyxis_grant_client_call_async (client, target, NULL, cancellable, called_cb, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (pyxis_grant_client_call_finish (client, result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  static const struct {
    const char *name;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "/grant-client/lookups", test_lookups },
    { "/grant-client/list", test_list },
    { "/grant-client/write", test_write },
    { "/grant-client/writers", test_writers },
    { "/grant-client/other-writer", test_other_writer },
    { "/grant-client/remove", test_remove },
    { "/grant-client/remove-seen", test_remove_seen },
    { "/grant-client/read-only", test_read_only },
    { "/grant-client/read-only-file", test_read_only_file },
    { "/grant-client/revoke-again", test_revoke_again },
    { "/grant-client/revoke", test_revoke },
    { "/grant-client/file", test_file },
    { "/grant-client/disappears", test_disappears },
    { "/grant-client/race", test_race },
    { "/grant-client/relate", test_relate },
    { "/grant-client/gone", test_gone },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
