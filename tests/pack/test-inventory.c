/* SPDX-License-Identifier: Apache-2.0 */
#include "inventory.h"

#include <string.h>
#include <sys/stat.h>

#include "temporary-folder.h"

static char *
refusal (const char *folder)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisInventory) self = pyxis_inventory_new (folder, NULL, &error);

  g_assert_null (self);
  g_assert_nonnull (error);
  g_test_message ("%s", error->message);
  g_assert_null (strchr (error->message, '\n'));
  return g_strdup (error->message);
}

static void
test_order (void)
{
  static const char *const names[] = { "a.txt",       "a/b",        "a/ü b",
                                       "b'\"$&;.txt", "index.html", "node_modules/c",
                                       "old.deb",     "時計.py" };
  static const char *const out[] = {
    ".env",        ".git/config", "a/.x", "__pycache__/a.pyc", "a/__pycache__/b.pyc",
    "index.html~", "a/d~",
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (TemporaryFolder) above = temporary_folder_new ();
  g_autofree char *link = g_build_filename (above, "link", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisInventory) self = NULL;

  for (gsize i = G_N_ELEMENTS (names); i-- > 0;)
    g_free (temporary_folder_write (folder, names[i], "12", -1));
  for (gsize i = 0; i < G_N_ELEMENTS (out); i++)
    g_free (temporary_folder_write (folder, out[i], "x", -1));
  temporary_folder_link (above, "link", folder);

  self = pyxis_inventory_new (link, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (self->files->len, ==, G_N_ELEMENTS (names));
  for (guint i = 0; i < self->files->len; i++)
    g_assert_cmpstr (((PyxisInventoryFile *) self->files->pdata[i])->path, ==, names[i]);
  g_assert_cmpint (self->size, ==, 2 * G_N_ELEMENTS (names));
}

static void
test_refused (void)
{
  static const struct {
    const char *name;
    const char *link; /* NULL: a file */
    const char *words;
  } rows[] = {
    { "out", "/etc/passwd", "“out” is a link, which" },
    { "sub/up", "../..", "“sub/up” is a link" },
    { "loop", "loop", "“loop” is a link" },
    { "inner", "index.html", "“inner” is a link" },
    { "nowhere", "missing", "“nowhere” is a link" },
    { "back\\slash", NULL, "“back\\slash” has a name that cannot be an address" },
    { "line\nfeed", NULL, "has a name that cannot be an address" },
    { "sub/\xff.txt", NULL, "has a name that cannot be an address" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autofree char *words = NULL;

    g_free (temporary_folder_write (folder, "index.html", "x", -1));
    if (rows[i].link)
      temporary_folder_link (folder, rows[i].name, rows[i].link);
    else
      g_free (temporary_folder_write (folder, rows[i].name, "x", -1));
    words = refusal (folder);
    g_assert_nonnull (strstr (words, rows[i].words));
  }
}

static void
test_special (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *pipe = g_build_filename (folder, "pipe", NULL);
  g_autofree char *words = NULL;

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  words = refusal (folder);
  g_assert_nonnull (strstr (words, "“pipe” is no ordinary file"));
}

/* Files of four gigabytes that take no room. */
static void
test_too_large (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = temporary_folder_write (folder, "film.mp4", "x", -1);
  g_autofree char *words = NULL;

  g_free (temporary_folder_write (folder, "index.html", "x", -1));
  g_assert_cmpint (truncate (path, G_GINT64_CONSTANT (4) * 1024 * 1024 * 1024), ==, 0);
  words = refusal (folder);
  g_assert_nonnull (strstr (words, "an app may have 2 GiB"));
  g_assert_nonnull (strstr (words, "“film.mp4” is the largest"));
}

static void
test_too_deep (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (GString) path = g_string_new (NULL);
  g_autofree char *words = NULL;

  for (guint i = 0; i < 70; i++)
    g_string_append (path, "d/");
  g_string_append (path, "file");
  g_free (temporary_folder_write (folder, path->str, "x", -1));
  words = refusal (folder);
  g_assert_nonnull (strstr (words, "lies too deep"));
}

static void
test_too_many (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *words = NULL;

  for (guint i = 0; i <= PYXIS_INVENTORY_MAX_FILES; i++) {
    g_autofree char *name = g_strdup_printf ("%s/%u", folder, i);

    close (open (name, O_CREAT | O_WRONLY | O_CLOEXEC, 0600));
  }
  words = refusal (folder);
  g_assert_nonnull (strstr (words, "more than 20000 files"));
}

static void
test_cancelled (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_free (temporary_folder_write (folder, "index.html", "x", -1));
  g_cancellable_cancel (cancellable);
  g_assert_null (pyxis_inventory_new (folder, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/inventory/order", test_order);
  g_test_add_func ("/inventory/refused", test_refused);
  g_test_add_func ("/inventory/special", test_special);
  g_test_add_func ("/inventory/too-large", test_too_large);
  g_test_add_func ("/inventory/too-deep", test_too_deep);
  g_test_add_func ("/inventory/too-many", test_too_many);
  g_test_add_func ("/inventory/cancelled", test_cancelled);
  return g_test_run ();
}
