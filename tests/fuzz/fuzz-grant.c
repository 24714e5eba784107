/* SPDX-License-Identifier: Apache-2.0 */
#include <string.h>

#include "../util/temporary-folder.h"
#include "fuzz-target.h"
#include "grant-client.h"

/* The input is a list of calls of a page, two lines each: the target, which gets the token, and the body.
 * Whatever it calls, nothing outside what was granted is seen or changed. */
const char *const fuzz_name = "fuzz-grant";
const unsigned fuzz_rounds = 150;

#define SECRET "out of reach"
#define CALLS_MAX 20

typedef struct {
  TemporaryFolder *folder; /* holds "in", which is granted, and "out" */
  PyxisGrantClient *client;
  PyxisGrant *grant;
} Fixture;

/* (transfer full) */
static char *
take_line (const char **at, const char *end)
{
  const char *line = *at;
  const char *next = memchr (line, '\n', (gsize) (end - line));

  *at = next ? next + 1 : end;
  return g_strndup (line, (gsize) ((next ? next : end) - line));
}

static void
called_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
check_answer (const PyxisGrantAnswer *answer)
{
  gsize length;
  const char *bytes = g_bytes_get_data (answer->bytes, &length);

  g_assert_true (!bytes || !memmem (bytes, length, SECRET, strlen (SECRET)));
  if (answer->exception)
    g_assert_true (g_utf8_validate_len (bytes, length, NULL));
}

static void
call (Fixture *self, const char *target, const char *body)
{
  const char *query = strchr (target, '?');
  g_autofree char *whole =
    g_strconcat (target, query ? "&t=" : "?op=stat&t=", self->grant->token, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisGrantAnswer) answer = NULL;

  pyxis_grant_client_call_async (self->client, whole, bytes, NULL, called_cb, &result);
  while (!result)
    g_main_context_iteration (NULL, TRUE);
  answer = pyxis_grant_client_call_finish (self->client, result, &error);
  g_assert_no_error (error);
  check_answer (answer);
}

static guint
count_entries (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n = 0;

  g_assert_nonnull (dir);
  while (g_dir_read_name (dir))
    n++;
  return n;
}

static void
check_outside (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "out", "secret", NULL);
  g_autofree char *text = NULL;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, SECRET);
  g_assert_cmpuint (count_entries (folder, "out"), ==, 1);
  g_assert_cmpuint (count_entries (folder, ""), ==, 2);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data, size_t length)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *in = g_build_filename (folder, "in", NULL);
  g_autoptr (PyxisGrants) grants = pyxis_grants_new (NULL);
  g_autoptr (PyxisGrantClient) client = pyxis_grant_client_new (grants);
  const char *at = (const char *) data, *end = at + length;
  Fixture self = { folder, client };

  g_free (temporary_folder_write (folder, "in/sub/b.txt", "deep", -1));
  g_free (temporary_folder_write (folder, "in/a.txt", "hello", -1));
  g_free (temporary_folder_write (folder, "out/secret", SECRET, -1));
  temporary_folder_link (folder, "in/link", "../out/secret");
  temporary_folder_link (folder, "in/way", "../out");
  self.grant = pyxis_grants_add (grants, in, PYXIS_GRANT_READWRITE, NULL, NULL);
  g_assert_nonnull (self.grant);
  for (guint i = 0; i < CALLS_MAX && at < end; i++) {
    g_autofree char *target = take_line (&at, end);
    g_autofree char *body = take_line (&at, end);

    call (&self, target, body);
  }
  pyxis_grant_client_close_all (client);
  check_outside (folder);
  return 0;
}

const FuzzSeed *
fuzz_get_seeds (void)
{
  static const char *const texts[] = {
    "?op=list\n\na.txt?op=read&at=1&n=3\n\nsub/b.txt?op=stat\n\n%61.txt?op=get&kind=file\n\n",
    "new?op=get&kind=file&create=1\n\nnew?op=open&keep=1\n\nnew?op=write&w=1&at=3\nbody\n"
    "new?op=truncate&w=1&n=2\n\nnew?op=close&w=1\n\nnew?op=read\n\n",
    "d?op=get&kind=directory&create=1\n\nd/"
    "e?op=get&kind=file&create=1\n\nd?op=remove&recursive=1\n\n",
    "link?op=read\n\nway/secret?op=read\n\nway?op=list\n\nlink?op=open&keep=1\n\n"
    "link?op=write&w=1&at=0\nx\nlink?op=close&w=1\n\nway?op=remove&recursive=1\n\n",
    "../out/secret?op=read\n\nsub/../../out/secret?op=read\n\n%2e%2e%2fout?op=list\n\n"
    "..?op=remove&recursive=1\n\n",
    "a.txt?op=open&keep=0\n\na.txt?op=write&w=1&at=9007199254740992\nx\na.txt?op=abort&w=1\n\n"
    "sub/b.txt?op=remove&seen=1-2-3&quiet=1\n\n?op=relate&to=x\n\n?op=permission&mode=read\n\n"
    "?op=revoke\n\na.txt?op=read\n\n",
  };
  static FuzzSeed seeds[G_N_ELEMENTS (texts) + 1];

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    seeds[i] = (FuzzSeed){ texts[i], strlen (texts[i]) };
  return seeds;
}
