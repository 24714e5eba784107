/* SPDX-License-Identifier: Apache-2.0 */
#include "process-environment.h"

#include <link.h>
#include <stdlib.h>
#include <string.h>

#define VENDORS "__EGL_VENDOR_LIBRARY_DIRS"
#define VENDOR_FILES "__EGL_VENDOR_LIBRARY_FILENAMES"
/* Where libglvnd looks unless it is told, or built to look elsewhere. */
#define LOCAL_VENDORS "/etc/glvnd/egl_vendor.d"
#define USUAL_VENDORS "/usr/share/glvnd/egl_vendor.d"
#define PRELOAD "LD_PRELOAD"
#define VOICE "libflite_cmu_time_awb.so."

static char *voice_entry; /* as the environment holds it, "LD_PRELOAD=…" */

/* (nullable): where libglvnd looks. NULL where that is not known: a list with our folder would take the others away; and
 * where the user named none. */
static const char *
get_vendors (void)
{
  const char *given = g_getenv (VENDORS);

  if (!given && g_file_test (USUAL_VENDORS, G_FILE_TEST_IS_DIR))
    return LOCAL_VENDORS ":" USUAL_VENDORS;
  return given && *given ? given : NULL;
}

void
pyxis_process_environment_put_off_graphics (const char *extension_dir)
{
  g_autofree char *ours = g_build_filename (extension_dir, "egl", NULL);
  const char *vendors = get_vendors ();
  g_autofree char *all = g_strconcat (ours, ":", vendors, NULL);

  /* A list of files leaves folders unread; the list of folders has no way to write a colon. */
  if (vendors && !g_getenv (VENDOR_FILES) && !strchr (ours, ':') &&
      g_file_test (ours, G_FILE_TEST_IS_DIR))
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
  /* A space or a colon would end a name of the list. */
  if (strpbrk (voice, " :"))
    return;
  voice_entry = g_strconcat (PRELOAD "=", voice, NULL);
  putenv (voice_entry);
}

void
pyxis_process_environment_restore (void)
{
  /* Other threads may be reading the environment: one byte changes, and no entry moves. */
  if (voice_entry)
    voice_entry[strlen (PRELOAD "=")] = '\0';
}
