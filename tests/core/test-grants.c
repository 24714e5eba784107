/* SPDX-License-Identifier: Apache-2.0 */
#include "grants.h"

#include <string.h>
#include <sys/stat.h>

#include "../util/temporary-folder.h"
#include "grant-error.h"

/* What the user granted, and the file that keeps it. */

static char *
make_folder (TemporaryFolder *folder, const char *name)
{
  char *path = g_build_filename (folder, name, NULL);

  g_assert_cmpint (g_mkdir_with_parents (path, 0700), ==, 0);
  return path;
}

static void
count_cb (guint *n)
{
  (*n)++;
}

static void
test_add (void)
{
  TemporaryFolder *folder = temporary_folder_new ();
  g_autofree char *path = make_folder (folder, "reports");
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autoptr (PyxisGrants) grants = pyxis_grants_new (NULL);
  guint n_changed = 0;
  PyxisGrant *one, *two;

  temporary_folder_link (folder, "link", path);
  g_signal_connect_swapped (grants, "changed", G_CALLBACK (count_cb), &n_changed);
  one = pyxis_grants_add (grants, link, PYXIS_GRANT_READ, "notes", NULL);
  two = pyxis_grants_add (grants, path, PYXIS_GRANT_READWRITE, NULL, NULL);
  g_assert_cmpuint (n_changed, ==, 2);
  g_assert_cmpstr (one->path, ==, path);
  g_assert_cmpstr (one->name, ==, "reports");
  g_assert_cmpstr (one->id, ==, "notes");
  g_assert_true (one->is_folder);
  g_assert_cmpuint (strlen (one->token), ==, 64);
  g_assert_cmpstr (one->token, !=, two->token);
  g_assert_true (pyxis_grants_lookup (grants, one->token) == one);
  g_assert_null (pyxis_grants_lookup (grants, ""));

  g_assert_true (pyxis_grant_allows (one, PYXIS_GRANT_READ));
  g_assert_false (pyxis_grant_allows (one, PYXIS_GRANT_READWRITE));
  pyxis_grants_allow (grants, one, PYXIS_GRANT_READWRITE);
  g_assert_true (pyxis_grant_allows (one, PYXIS_GRANT_READWRITE));
  temporary_folder_free (folder);
}

/* Never to a page, whoever picks it. */
static void
test_refuse (void)
{
  static const struct {
    const char *path;
    const char *glob;
  } cases[] = {
    { "/", "*holds the whole system*" },
    { "/proc", "*belongs to the system*" },
    { "/proc/self", "*belongs to the system*" },
    { "/proc/self/cwd/../../../../proc", "*belongs to the system*" },
    { "/dev/shm", "*belongs to the system*" },
    { "/etc", "*belongs to the system*" },
    { "HOME", "*holds all your files*" },
    { "HOME/..", "*holds all your files*" },
    { "HOME/.", "*holds all your files*" },
    { "HOME/state/pyxis", "*files of Pyxis itself*" },
    { "HOME/state/pyxis/grants", "*files of Pyxis itself*" },
    { "HOME/state", "*files of Pyxis itself*" },
    { "HOME/data", "*files of Pyxis itself*" },
    { "HOME/link", "*files of Pyxis itself*" },
    { "HOME/state/pyxis-other", NULL },
    { "HOME/Documents", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    gboolean is_in_home = g_str_has_prefix (cases[i].path, "HOME");
    g_autofree char *path = g_build_filename (is_in_home ? g_get_home_dir () : "/",
                                              cases[i].path + (is_in_home ? 4 : 0), NULL);
    g_autoptr (GError) error = NULL;
    gboolean is_fine = pyxis_grants_check_path (path, &error);

    g_test_message ("%s: %s", path, error ? error->message : "fine");
    g_assert_true (is_fine == !cases[i].glob);
    if (cases[i].glob)
      g_assert_true (g_pattern_match_simple (cases[i].glob, error->message));
  }
}

static void
test_add_fails (void)
{
  g_autoptr (PyxisGrants) grants = pyxis_grants_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) other = NULL;
  g_autoptr (GPtrArray) list = NULL;

  g_assert_null (pyxis_grants_add (grants, "/nowhere/at/all", PYXIS_GRANT_READ, NULL, &error));
  g_assert_error (error, PYXIS_GRANT_ERROR, PYXIS_GRANT_NOT_FOUND);
  g_assert_null (pyxis_grants_add (grants, "/proc/self", PYXIS_GRANT_READ, NULL, &other));
  g_assert_error (other, PYXIS_GRANT_ERROR, PYXIS_GRANT_NOT_ALLOWED);
  list = pyxis_grants_list (grants);
  g_assert_cmpuint (list->len, ==, 0);
}

/* What is revoked stays so in the next run, until the same folder is picked again. */
static void
test_persist (void)
{
  TemporaryFolder *folder = temporary_folder_new ();
  g_autofree char *path = make_folder (folder, "a b/ü");
  g_autofree char *file = g_build_filename (folder, "state", "grants", "x.ini", NULL);
  g_autofree char *token = NULL;
  struct stat status;

  {
    g_autoptr (PyxisGrants) grants = pyxis_grants_new (file);

    token =
      g_strdup (pyxis_grants_add (grants, path, PYXIS_GRANT_READWRITE, "[x]\n#=ü", NULL)->token);
  }
  g_assert_cmpint (stat (file, &status), ==, 0);
  g_assert_cmpuint (status.st_mode & 07777, ==, 0600);
  for (int run = 0; run < 3; run++) {
    g_autoptr (PyxisGrants) grants = pyxis_grants_new (file);
    PyxisGrant *grant = pyxis_grants_lookup (grants, token);
    gboolean is_granted = run != 1;

    g_assert_nonnull (grant);
    g_assert_cmpstr (grant->path, ==, path);
    g_assert_cmpstr (grant->id, ==, "[x]\n#=ü");
    g_assert_true (pyxis_grant_allows (grant, PYXIS_GRANT_READWRITE) == is_granted);
    if (run == 0)
      pyxis_grants_revoke (grants, grant);
    else if (run == 1)
      pyxis_grants_add (grants, path, PYXIS_GRANT_READWRITE, NULL, NULL);
  }
  temporary_folder_free (folder);
}

/* Picked again for reading only, a handle that could write does not wake. */
static void
test_revive_lesser (void)
{
  TemporaryFolder *folder = temporary_folder_new ();
  g_autoptr (PyxisGrants) grants = pyxis_grants_new (NULL);
  PyxisGrant *grant = pyxis_grants_add (grants, folder, PYXIS_GRANT_READWRITE, NULL, NULL);

  g_ptr_array_unref (pyxis_grants_revoke_path (grants, NULL));
  pyxis_grants_add (grants, folder, PYXIS_GRANT_READ, NULL, NULL);
  g_assert_false (pyxis_grant_allows (grant, PYXIS_GRANT_READ));
  pyxis_grants_add (grants, folder, PYXIS_GRANT_READWRITE, NULL, NULL);
  g_assert_true (pyxis_grant_allows (grant, PYXIS_GRANT_READWRITE));
  temporary_folder_free (folder);
}

/* Each path once, as far as it goes. */
static void
test_list (void)
{
  TemporaryFolder *folder = temporary_folder_new ();
  g_autofree char *a = make_folder (folder, "a");
  g_autofree char *b = make_folder (folder, "b");
  g_autofree char *c = temporary_folder_write (folder, "c.txt", "c", 1);
  g_autoptr (PyxisGrants) grants = pyxis_grants_new (NULL);
  g_autoptr (GPtrArray) list = NULL;
  g_autoptr (GPtrArray) rest = NULL;
  g_autoptr (GPtrArray) restored = NULL;
  g_autoptr (GPtrArray) revoked = NULL;

  pyxis_grants_add (grants, a, PYXIS_GRANT_READWRITE, NULL, NULL);
  pyxis_grants_add (grants, b, PYXIS_GRANT_READ, NULL, NULL);
  pyxis_grants_add (grants, c, PYXIS_GRANT_READ, NULL, NULL);
  pyxis_grants_add (grants, a, PYXIS_GRANT_READ, NULL, NULL);
  list = pyxis_grants_list (grants);
  g_assert_cmpuint (list->len, ==, 3);
  g_assert_cmpstr (((PyxisGrant *) list->pdata[0])->name, ==, "a");
  g_assert_cmpint (((PyxisGrant *) list->pdata[0])->mode, ==, PYXIS_GRANT_READWRITE);
  g_assert_cmpstr (((PyxisGrant *) list->pdata[1])->name, ==, "c.txt");
  g_assert_false (((PyxisGrant *) list->pdata[1])->is_folder);

  revoked = pyxis_grants_revoke_path (grants, a);
  g_assert_cmpuint (revoked->len, ==, 2);
  rest = pyxis_grants_list (grants);
  g_assert_cmpuint (rest->len, ==, 2);
  pyxis_grants_restore (grants, revoked);
  restored = pyxis_grants_list (grants);
  g_assert_cmpuint (restored->len, ==, 3);
  temporary_folder_free (folder);
}

static void
test_limit (void)
{
  TemporaryFolder *folder = temporary_folder_new ();
  g_autoptr (PyxisGrants) grants = pyxis_grants_new (NULL);
  PyxisGrant *first = pyxis_grants_add (grants, folder, PYXIS_GRANT_READ, NULL, NULL);
  g_autofree char *token = g_strdup (first->token);
  PyxisGrant *revoked = pyxis_grants_add (grants, folder, PYXIS_GRANT_READWRITE, NULL, NULL);
  g_autofree char *revoked_token = g_strdup (revoked->token);

  pyxis_grants_revoke (grants, revoked);
  for (guint i = 2; i < PYXIS_GRANTS_MAX; i++)
    pyxis_grants_add (grants, folder, PYXIS_GRANT_READ, NULL, NULL);
  g_assert_nonnull (pyxis_grants_lookup (grants, revoked_token));
  pyxis_grants_add (grants, folder, PYXIS_GRANT_READ, NULL, NULL);
  g_assert_null (pyxis_grants_lookup (grants, revoked_token));
  g_assert_nonnull (pyxis_grants_lookup (grants, token));
  pyxis_grants_add (grants, folder, PYXIS_GRANT_READ, NULL, NULL);
  g_assert_null (pyxis_grants_lookup (grants, token));
  temporary_folder_free (folder);
}

#define TOKEN "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"
#define GROUP "[" TOKEN "]\n"

/* Whatever the file holds. */
static void
test_hostile_file (void)
{
  static const struct {
    const char *text;
    gboolean is_granted;
  } cases[] = {
    { GROUP "uri=file:///tmp\nkind=folder\nmode=read\nsince=1\n", TRUE },
    { GROUP "uri=file:///tmp\nkind=folder\nmode=read\nsince=x\nid=\nmore=1\n", TRUE },
    { "", FALSE },
    { "\0\1\2", FALSE },
    { "no key file", FALSE },
    { GROUP, FALSE },
    { GROUP "uri=http://x/\nkind=folder\nmode=read\n", FALSE },
    { GROUP "uri=/tmp\nkind=folder\nmode=read\n", FALSE },
    { GROUP "uri=file:///a%00b\nkind=folder\nmode=read\n", FALSE },
    { GROUP "uri=file:///tmp\nkind=socket\nmode=read\n", FALSE },
    { GROUP "uri=file:///tmp\nkind=folder\nmode=all\n", FALSE },
    { GROUP "uri=file:///tmp\nkind=folder\n", FALSE },
    { "[x]\nuri=file:///tmp\nkind=folder\nmode=read\n", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    TemporaryFolder *folder = temporary_folder_new ();
    g_autofree char *file = temporary_folder_write (folder, "x.ini", cases[i].text, -1);
    g_autoptr (PyxisGrants) grants = pyxis_grants_new (file);

    g_test_message ("%s", cases[i].text);
    g_assert_true ((pyxis_grants_lookup (grants, TOKEN) != NULL) == cases[i].is_granted);
    temporary_folder_free (folder);
  }
}

/* A pipe or a folder in its place is not waited for; a home that cannot be written loses what is kept. */
static void
test_no_file (void)
{
  TemporaryFolder *folder = temporary_folder_new ();
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  g_autofree char *below = g_build_filename (folder, "pipe", "x.ini", NULL);
  g_autoptr (PyxisGrants) one = NULL;
  g_autoptr (PyxisGrants) two = NULL;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  one = pyxis_grants_new (pipe);
  two = pyxis_grants_new (below);
  g_assert_nonnull (pyxis_grants_add (two, folder, PYXIS_GRANT_READ, NULL, NULL));
  temporary_folder_free (folder);
}

int
main (int argc, char **argv)
{
  g_autoptr (TemporaryFolder) home = temporary_folder_new ();
  g_autofree char *state = make_folder (home, "state");
  g_autofree char *data = make_folder (home, "data");
  g_autofree char *own = make_folder (home, "state/pyxis/grants");
  int status;

  temporary_folder_link (home, "link", own);
  g_setenv ("HOME", home, TRUE);
  g_setenv ("XDG_STATE_HOME", state, TRUE);
  g_setenv ("XDG_DATA_HOME", data, TRUE);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/grants/add", test_add);
  g_test_add_func ("/grants/refuse", test_refuse);
  g_test_add_func ("/grants/add-fails", test_add_fails);
  g_test_add_func ("/grants/persist", test_persist);
  g_test_add_func ("/grants/revive-lesser", test_revive_lesser);
  g_test_add_func ("/grants/list", test_list);
  g_test_add_func ("/grants/limit", test_limit);
  g_test_add_func ("/grants/hostile-file", test_hostile_file);
  g_test_add_func ("/grants/no-file", test_no_file);
  status = g_test_run ();
  return status;
}
