/* SPDX-License-Identifier: Apache-2.0 */
#include "process-environment.h"

#include <link.h>
#include <string.h>

#define VENDORS "__EGL_VENDOR_LIBRARY_DIRS"
#define VENDOR_FILES "__EGL_VENDOR_LIBRARY_FILENAMES"
/* Where libglvnd looks unless it is told. */
#define USUAL_VENDORS "/etc/glvnd/egl_vendor.d:/usr/share/glvnd/egl_vendor.d"
#define PRELOAD "LD_PRELOAD"
#define VOICE "libflite_cmu_time_awb.so."

static gboolean is_voice_first;

void
pyxis_process_environment_put_off_graphics (const char *extension_dir)
{
  g_autofree char *ours = g_build_filename (extension_dir, "egl", NULL);
  const char *given = g_getenv (VENDORS);
  g_autofree char *all = g_strconcat (ours, ":", given ? given : USUAL_VENDORS, NULL);

  /* A list of files leaves folders unread. */
  if (!g_getenv (VENDOR_FILES) && g_file_test (ours, G_FILE_TEST_IS_DIR))
    g_setenv (VENDORS, all, TRUE);
}

/* `found` is a char **. */
static int
find_voice_cb (struct dl_phdr_info *info, size_t size, void *found)
{
  g_autofree char *name = g_path_get_basename (info->dlpi_name);
  gboolean is_it = g_str_has_prefix (name, VOICE) && g_path_is_absolute (info->dlpi_name);

  if (is_it)
    *(char **) found = g_strdup (info->dlpi_name);
  return is_it;
}

void
pyxis_process_environment_load_voice_first (void)
{
  g_autofree char *voice = NULL;

  if (g_getenv (PRELOAD) || !dl_iterate_phdr (find_voice_cb, &voice))
    return;
  /* The variable is a list, which a space or a colon ends. */
  is_voice_first = !strpbrk (voice, " :") && g_setenv (PRELOAD, voice, FALSE);
}

void
pyxis_process_environment_restore (void)
{
  if (is_voice_first)
    g_unsetenv (PRELOAD);
  is_voice_first = FALSE;
}
