/* SPDX-License-Identifier: Apache-2.0 */
#include "graphics.h"

#include "temporary-folder.h"

static void
test_devices (void)
{
  static const struct {
    const char *device; /* NULL: none */
    gboolean is_there;
  } rows[] = {
    { NULL, FALSE },     { "dri/renderD128", TRUE }, { "dri/card0", TRUE },
    { "dri2/x", FALSE }, { "nvidiactl", TRUE },      { "dxg", TRUE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TemporaryFolder) dev = temporary_folder_new ();

    g_test_message ("%s", rows[i].device);
    if (rows[i].device)
      g_free (temporary_folder_write (dev, rows[i].device, "", -1));
    g_assert_cmpint (pyxis_graphics_is_there (dev), ==, rows[i].is_there);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/graphics/devices", test_devices);
  return g_test_run ();
}
