/* SPDX-License-Identifier: Apache-2.0 */
#include "run-writer.h"

#include <elf.h>
#include <string.h>
#include <unistd.h>

#include "bundle-writer.h"
#include "installation.h"
#include "output-file.h"
#include "program-image.h"
#include "template.h"

/* What an installed Pyxis runs needs only to call it. */
static gboolean
write_script (const PyxisContents *contents, int fd, GError **error)
{
  cJSON *values = cJSON_CreateObject ();
  g_autoptr (GBytes) script = NULL;
  const guint8 *text;
  gsize length;

  cJSON_AddStringToObject (values, "id", contents->description->id);
  script = pyxis_template_fill ("run.sh", PYXIS_TEMPLATE_PLAIN, values);
  cJSON_Delete (values);
  text = g_bytes_get_data (script, &length);
  return pyxis_output_file_write (fd, text, length, error);
}

static gboolean
write_program (int fd, GError **error)
{
  g_autofree char *path = pyxis_installation_dup_program ();
  g_autoptr (GBytes) image = pyxis_program_image_load (path, error);
  gsize length = image ? g_bytes_get_size (image) : 0;
  g_autofree guint8 *marked = NULL;

  if (!image)
    return FALSE;
  marked = g_memdup2 (g_bytes_get_data (image, NULL), length);
  memcpy (marked + PYXIS_RUN_MARK_PLACE, PYXIS_RUN_MARK, strlen (PYXIS_RUN_MARK));
  return pyxis_output_file_write (fd, marked, length, error);
}

gboolean
pyxis_run_write (const PyxisContents *contents,
                 const PyxisPackOptions *options,
                 const char *signature,
                 int fd,
                 GError **error)
{
  gboolean is_begun =
    options->is_shared ? write_script (contents, fd, error) : write_program (fd, error);

  return is_begun && pyxis_bundle_write (contents, signature, fd, options, error);
}

PyxisContents *
pyxis_run_make_contents (const PyxisContents *contents, gboolean is_shared, GError **error)
{
  g_autofree char *path = pyxis_installation_dup_extension ();
  g_autoptr (GBytes) licence = pyxis_template_load ("Pyxis.txt");
  g_autoptr (GBytes) extension = NULL;
  g_autoptr (PyxisContents) with_licence = NULL;

  if (is_shared)
    return pyxis_contents_new_with (contents, NULL, NULL);
  extension = pyxis_program_image_load (path, error);
  if (!extension)
    return NULL;
  with_licence = pyxis_contents_new_with (contents, PYXIS_RUN_LICENCE, licence);
  return pyxis_contents_new_with (with_licence, PYXIS_RUN_EXTENSION, extension);
}

PyxisRunKind
pyxis_run_find_kind (int fd)
{
  char start[SELFMAG] = "";

  if (pread (fd, start, SELFMAG, 0) == SELFMAG && memcmp (start, ELFMAG, SELFMAG) == 0)
    return PYXIS_RUN_PROGRAM;
  return start[0] == '#' ? PYXIS_RUN_SCRIPT : PYXIS_RUN_NONE;
}
