/* SPDX-License-Identifier: Apache-2.0 */
#include "target.h"

#include <string.h>

#include "../util/pack-sample.h"
#include "pins.h"

/* (transfer full): the path of Clock, signed with a key of that name. */
static char *
make (const TemporaryFolder *folder, const char *signer)
{
  g_autofree char *project = pack_sample_make (folder);

  return pack_sample_pack_signed (folder, project, signer);
}

/* A window remembers whose an app is; a check only looks. */
static void
test_packed (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *own = make (folder, "ada");
  g_autofree char *foreign = make (folder, "eve");
  g_autoptr (PyxisProject) looked_at = NULL, first = NULL, again = NULL;
  g_autoptr (GError) error = NULL;

  looked_at = pyxis_target_load (foreign, NULL, &error);
  g_assert_no_error (error);
  g_assert_null (pyxis_pins_dup_key ("org.example.Clock"));

  first = pyxis_target_open (own, &error);
  g_assert_no_error (error);
  again = pyxis_target_load (own, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pyxis_project_get_origin (first), ==, pyxis_project_get_origin (again));
  g_assert_cmpstr (pyxis_project_get_origin (first), !=, pyxis_project_get_origin (looked_at));
  g_assert_nonnull (pyxis_project_get_hosts (first));

  g_assert_null (pyxis_target_open (foreign, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
  g_clear_error (&error);
  g_assert_null (pyxis_target_load (foreign, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);
}

int
main (int argc, char **argv)
{
  g_autoptr (TemporaryFolder) home = NULL;

  g_test_init (&argc, &argv, NULL);
  home = temporary_folder_new ();
  g_setenv ("XDG_DATA_HOME", home, TRUE);
  g_test_add_func ("/target/packed", test_packed);
  return g_test_run ();
}
