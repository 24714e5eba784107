/* SPDX-License-Identifier: Apache-2.0 */
#include "graphics.h"

static gboolean
has_device (const char *dev, const char *name)
{
  g_autofree char *path = g_build_filename (dev, name, NULL);

  return g_file_test (path, G_FILE_TEST_EXISTS);
}

gboolean
pyxis_graphics_is_there (const char *dev)
{
  g_autofree char *path = g_build_filename (dev, "dri", NULL);
  g_autoptr (GDir) dri = g_dir_open (path, 0, NULL);

  if (dri && g_dir_read_name (dri))
    return TRUE;
  /* Nvidia's own driver, and that of Windows below. */
  return has_device (dev, "nvidiactl") || has_device (dev, "dxg");
}

void
pyxis_graphics_prepare (void)
{
  if (!pyxis_graphics_is_there ("/dev"))
    g_setenv ("GSK_RENDERER", "cairo", FALSE);
}
