/* SPDX-License-Identifier: Apache-2.0 */
#include "pins.h"

#include <string.h>

#include "../util/pack-sample.h"

static TemporaryFolder *home;

/* (transfer full): Clock, signed by the key of that name, or by none. */
static PyxisBundle *
make (const TemporaryFolder *folder, const char *signer)
{
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *secret = signer ? g_build_filename (folder, signer, NULL) : NULL;
  g_autoptr (PyxisKey) key = NULL;
  g_autofree char *path = NULL;

  if (secret && !g_file_test (secret, G_FILE_TEST_EXISTS))
    g_assert_true (pyxis_key_create (secret, NULL));
  key = secret ? pyxis_key_load (secret, NULL) : NULL;
  path = pack_sample_pack (folder, project, "clock.pyxis", key);
  return pyxis_bundle_open (path, NULL);
}

static void
test_trust (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisBundle) first = make (folder, "ada");
  g_autoptr (PyxisBundle) update = make (folder, "ada");
  g_autoptr (PyxisBundle) foreign = make (folder, "eve");
  g_autoptr (PyxisBundle) unsigned_one = make (folder, NULL);
  g_autofree char *known = NULL, *path = pyxis_pins_dup_path ();
  g_autoptr (GError) error = NULL;

  g_assert_true (g_str_has_prefix (path, home));

  /* An unsigned one is nobody's, and leaves no trace. */
  g_assert_true (pyxis_pins_check (unsigned_one, &error));
  g_assert_true (pyxis_pins_remember (unsigned_one, &error));
  g_assert_null (pyxis_pins_dup_key ("org.example.Clock"));

  /* Looking is not opening. */
  g_assert_true (pyxis_pins_check (foreign, &error));
  g_assert_true (pyxis_pins_check (first, &error));
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  g_assert_true (pyxis_pins_remember (first, &error));
  g_assert_no_error (error);

  g_assert_true (pyxis_pins_check (update, &error));
  g_assert_false (pyxis_pins_check (foreign, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_assert_nonnull (strstr (error->message, "signed with another key than the one"));
  g_clear_error (&error);
  g_assert_false (pyxis_pins_check (unsigned_one, &error));
  g_assert_nonnull (strstr (error->message, "not signed, unlike the one that you know"));
  g_clear_error (&error);

  /* Whoever remembers a second one, does not take the place of the first. */
  g_assert_true (pyxis_pins_remember (foreign, &error));
  known = pyxis_pins_dup_key ("org.example.Clock");
  g_assert_cmpstr (known, ==, pyxis_bundle_get_key (first));
}

/* Where nobody knows what was trusted, nothing is, and the file stays for whoever repairs it. */
static void
test_damaged (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisBundle) bundle = make (folder, "ada");
  g_autofree char *path = temporary_folder_write (home, "pyxis/app-keys.ini", "[org.exa", -1);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_false (pyxis_pins_check (bundle, &error));
  g_assert_nonnull (strstr (error->message, "repair or remove that file"));
  g_assert_false (pyxis_pins_remember (bundle, NULL));
  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "[org.exa");
}

int
main (int argc, char **argv)
{
  int status;

  g_test_init (&argc, &argv, NULL);
  home = temporary_folder_new ();
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_add_func ("/pins/trust", test_trust);
  g_test_add_func ("/pins/damaged", test_damaged);
  status = g_test_run ();
  temporary_folder_free (home);
  return status;
}
