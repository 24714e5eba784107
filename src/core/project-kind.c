/* SPDX-License-Identifier: Apache-2.0 */
#include "project-kind.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "project-scan.h"

void
pyxis_project_kind_set_not_opened (GError **error, int code, const char *shown)
{
  if (code == ENOENT || code == ENOTDIR)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND,
                 "There is no “%s”; name a folder or a file that exists.", shown);
  else if (code == EACCES || code == EPERM)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
                 "You may not read “%s”; ask its owner, or copy it.", shown);
  else
    g_set_error (error, G_IO_ERROR, g_io_error_from_errno (code), "Cannot open “%s”: %s.", shown,
                 g_strerror (code));
}

static gboolean
identify_file (const char *path, const char *shown, PyxisProjectKind *target, GError **error)
{
  g_autofree char *name = g_ascii_strdown (path, -1);

  if (pyxis_project_scan_is_page (name)) {
    *target = PYXIS_PROJECT_PAGE;
    return TRUE;
  }
  if (pyxis_project_scan_is_script (name)) {
    *target = PYXIS_PROJECT_SCRIPT;
    return TRUE;
  }
  if (g_str_has_suffix (name, ".zip")) {
    *target = PYXIS_PROJECT_ZIP;
    return TRUE;
  }

  if (g_str_has_suffix (name, ".pyxis"))
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                 "“%s” is a packed application, not a project; it is opened by itself.", shown);
  else
    g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
      "“%s” is no kind of file that Pyxis opens; name a folder, or an .html, .py or .zip "
      "file.",
      shown);
  return FALSE;
}

gboolean
pyxis_project_kind_identify (const char *path,
                             const char *shown,
                             PyxisProjectKind *target,
                             GError **error)
{
  GStatBuf facts;

  if (g_stat (path, &facts) != 0) {
    pyxis_project_kind_set_not_opened (error, errno, shown);
    return FALSE;
  }
  if (S_ISDIR (facts.st_mode)) {
    *target = PYXIS_PROJECT_FOLDER;
    return TRUE;
  }
  if (!S_ISREG (facts.st_mode)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                 "“%s” is neither a folder nor an ordinary file; name one of those.", shown);
    return FALSE;
  }

  return identify_file (path, shown, target, error);
}
