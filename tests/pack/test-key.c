/* SPDX-License-Identifier: Apache-2.0 */
#include "key.h"

#include <string.h>
#include <sys/stat.h>

#include "temporary-folder.h"

static void
test_create (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = g_build_filename (folder, "key", NULL);
  g_autofree char *before = NULL, *after = NULL;
  g_autoptr (GError) error = NULL;
  struct stat facts;
  mode_t mask = umask (0);

  g_assert_true (pyxis_key_create (path, &error));
  umask (mask);
  g_assert_no_error (error);
  g_assert_cmpint (stat (path, &facts), ==, 0);
  g_assert_cmpuint (facts.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (path, &before, NULL, NULL));

  g_assert_false (pyxis_key_create (path, &error));
  g_assert_nonnull (strstr (error->message, "is there already, and a key is never replaced"));
  g_assert_true (g_file_get_contents (path, &after, NULL, NULL));
  g_assert_cmpstr (before, ==, after);
}

static void
test_create_elsewhere (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *missing = g_build_filename (folder, "none", "key", NULL);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  g_autofree char *target = g_build_filename (folder, "target", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (pyxis_key_create (missing, &error));
  g_assert_nonnull (strstr (error->message, "cannot be made"));
  g_clear_error (&error);
  temporary_folder_link (folder, "link", target);
  g_assert_false (pyxis_key_create (link, &error));
  g_assert_false (g_file_test (target, G_FILE_TEST_EXISTS));
}

static void
test_sign (void)
{
  static const char text[] = "{\"format\":1}\n";
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = g_build_filename (folder, "key", NULL);
  g_autofree char *signature = NULL, *again = NULL, *signer = NULL, *other = NULL;
  g_autoptr (PyxisKey) key = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (pyxis_key_create (path, NULL));
  key = pyxis_key_load (path, &error);
  g_assert_no_error (error);
  signature = pyxis_key_sign (key, text, strlen (text));
  again = pyxis_key_sign (key, text, strlen (text));
  g_assert_cmpstr (signature, ==, again);
  signer = pyxis_key_verify (signature, strlen (signature), text, strlen (text), &error);
  g_assert_no_error (error);
  g_assert_cmpstr (signer, ==, pyxis_key_get_public (key));

  other = pyxis_key_verify (signature, strlen (signature), text, strlen (text) - 1, &error);
  g_assert_null (other);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
}

/* A signature in which a letter is another, is none; but for the last ones of base 64, whose spare bits
 * libsodium refuses too. */
static void
test_changed (void)
{
  static const char text[] = "text";
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = g_build_filename (folder, "key", NULL);
  g_autofree char *signature = NULL;
  g_autoptr (PyxisKey) key = NULL;

  g_assert_true (pyxis_key_create (path, NULL));
  key = pyxis_key_load (path, NULL);
  signature = pyxis_key_sign (key, text, strlen (text));
  for (gsize i = 0; signature[i] != '}'; i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *signer = NULL;
    char before = signature[i];

    signature[i] = before == 'A' ? 'B' : 'A';
    signer = pyxis_key_verify (signature, strlen (signature), text, strlen (text), &error);
    if (signer)
      g_error ("taken: %s", signature);
    signature[i] = before;
  }
}

static void
test_not_a_key (void)
{
  static const struct {
    const char *text;
    int mode;
    const char *words;
  } rows[] = {
    { "", 0600, "is no key" },
    { "x", 0600, "is no key" },
    { "pyxis-secret-key:", 0600, "is no whole key" },
    { "-----BEGIN OPENSSH PRIVATE KEY-----\n", 0600, "is no key" },
    { "x", 0644, "is no key" },
    { "pyxis-secret-key:", 0644, "may be read by others" },
    { "pyxis-secret-key:", 0640, "may be read by others" },
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *path = temporary_folder_write (folder, "key", rows[i].text, -1);

    g_clear_error (&error);
    g_assert_cmpint (chmod (path, (mode_t) rows[i].mode), ==, 0);
    g_assert_null (pyxis_key_load (path, &error));
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, rows[i].words));
  }
  g_clear_error (&error);
  g_assert_null (pyxis_key_load (folder, &error));
  g_assert_nonnull (strstr (error->message, "is no file"));
}

/* A key whose halves do not belong together would give itself away. */
static void
test_damaged_key (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = g_build_filename (folder, "key", NULL);
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (pyxis_key_create (path, NULL));
  g_assert_true (g_file_get_contents (path, &text, &length, NULL));
  for (gsize i = 0; i + 1 < length; i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *damaged = NULL;
    char before = text[i];

    text[i] = before == 'C' ? 'D' : 'C';
    damaged = temporary_folder_write (folder, "damaged", text, (gssize) length);
    text[i] = before;
    g_assert_cmpint (chmod (damaged, 0600), ==, 0);
    if (pyxis_key_load (damaged, &error))
      g_error ("taken, changed at %" G_GSIZE_FORMAT, i);
    unlink (damaged);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/key/create", test_create);
  g_test_add_func ("/key/create-elsewhere", test_create_elsewhere);
  g_test_add_func ("/key/sign", test_sign);
  g_test_add_func ("/key/changed", test_changed);
  g_test_add_func ("/key/not-a-key", test_not_a_key);
  g_test_add_func ("/key/damaged-key", test_damaged_key);
  return g_test_run ();
}
