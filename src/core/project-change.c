/* SPDX-License-Identifier: Apache-2.0 */
#include "project-change.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>

#include "configuration-place.h"
#include "folder-source.h"

#define TEXT_MAX (1024 * 1024)
#define CONTEXT 3 /* lines around a change */

static gboolean
refuse (GError **error, int code, const char *sentence)
{
  g_set_error_literal (error, G_IO_ERROR, code, sentence);
  return FALSE;
}

/* The folder itself: neither pages that are made for it, nor what is in an archive. */
static PyxisSource *
open_folder (PyxisProject *project, GError **error)
{
  const char *path = pyxis_project_get_path (project);

  if (g_file_test (path, G_FILE_TEST_IS_DIR))
    return pyxis_folder_source_new (path, error);
  refuse (error, G_IO_ERROR_NOT_SUPPORTED,
          "Pyxis changes projects that are folders only; change this one yourself.");
  return NULL;
}

/* (transfer full): "./a/b.py" of the module "a.b", if it is a file beside the configuration. */
static char *
dup_module_file (PyxisSource *source, const char *configuration, const char *module, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (configuration);
  g_autofree char *stem = g_strdelimit (g_strdup (module), ".", '/');
  g_autofree char *name = g_strconcat (stem, ".py", NULL);
  g_autofree char *path =
    g_str_equal (folder, ".") ? g_strdup (name) : g_build_filename (folder, name, NULL);
  g_autoptr (PyxisContent) content = pyxis_source_open (source, path, error);

  return content ? g_strconcat ("./", name, NULL) : NULL;
}

/* What the advice means for a configuration; `file` (transfer full) is what it borrows. */
static gboolean
read_advice (const PyxisAdvice *advice,
             PyxisSource *source,
             const char *configuration,
             PyxisEdit *edit,
             char **file,
             GError **error)
{
  const char *module = g_hash_table_lookup (advice->values, "module");
  const char *key = g_hash_table_lookup (advice->values, "key");
  const char *right = g_hash_table_lookup (advice->values, "right");

  if (g_strcmp0 (advice->change, "add-package") == 0 && module) {
    *edit = (PyxisEdit){ PYXIS_EDIT_APPEND, NULL, "packages", module };
  } else if (g_strcmp0 (advice->change, "set-proxy") == 0) {
    *edit = (PyxisEdit){ PYXIS_EDIT_SET, NULL, "experimental_create_proxy", "auto" };
  } else if (g_strcmp0 (advice->change, "rename-key") == 0 && key && right) {
    *edit = (PyxisEdit){ PYXIS_EDIT_RENAME, NULL, key, right };
  } else if (g_strcmp0 (advice->change, "add-file") == 0 && module) {
    *file = dup_module_file (source, configuration, module, error);
    if (!*file)
      return FALSE;
    *edit = (PyxisEdit){ PYXIS_EDIT_ADD, "files", *file, *file };
  } else {
    return refuse (error, G_IO_ERROR_NOT_SUPPORTED, "There is no change for this advice.");
  }
  return TRUE;
}

/* (transfer full): the whole file with the configuration changed. */
static char *
dup_after (const PyxisConfigurationPlace *place, const PyxisEdit *edit, GError **error)
{
  const char *text = place->text ? place->text : "";
  g_autofree char *part = g_strndup (text + place->start, place->end - place->start);
  g_autofree char *before = g_strndup (text, place->start);
  g_autofree char *changed = pyxis_configuration_edit (part, place->is_json, edit, error);

  if (!changed)
    return NULL;
  if (place->element)
    return g_strdup_printf ("%s<%s>\n%s</%s>\n%s", before, place->element, changed, place->element,
                            text + place->end);
  return g_strconcat (before, changed, text + place->end, NULL);
}

/* (nullable) */
static PyxisProjectChange *
new_change (const PyxisConfigurationPlace *place, const PyxisEdit *edit, GError **error)
{
  char *after = dup_after (place, edit, error);
  PyxisProjectChange *self;

  if (!after)
    return NULL;
  self = g_new0 (PyxisProjectChange, 1);
  self->path = g_strdup (place->path);
  self->before = g_strdup (place->text);
  self->after = after;
  return self;
}

PyxisProjectChange *
pyxis_project_change_new_edit (PyxisProject *project, const PyxisEdit *edit, GError **error)
{
  g_autoptr (PyxisSource) source = open_folder (project, error);
  g_autoptr (PyxisConfigurationPlace) place =
    source ? pyxis_configuration_place_of_project (project, source, error) : NULL;

  return place ? new_change (place, edit, error) : NULL;
}

PyxisProjectChange *
pyxis_project_change_new (PyxisProject *project,
                          const char *page,
                          const char *interpreter,
                          const PyxisAdvice *advice,
                          GError **error)
{
  g_autoptr (PyxisSource) source = NULL;
  g_autoptr (PyxisConfigurationPlace) place = NULL;
  g_autofree char *file = NULL;
  PyxisEdit edit;

  g_return_val_if_fail (PYXIS_IS_PROJECT (project) && advice, NULL);

  source = open_folder (project, error);
  if (!source)
    return NULL;
  if (g_strcmp0 (advice->change, "rename-key") == 0)
    place = pyxis_configuration_place_of_project (project, source, error);
  else
    place = pyxis_configuration_place_find (project, source,
                                            page ? page : pyxis_project_get_start_page (project),
                                            g_strcmp0 (interpreter, "micropython") == 0, error);
  if (!place || !read_advice (advice, source, place->path, &edit, &file, error))
    return NULL;
  return new_change (place, &edit, error);
}

static void
add_lines (GString *patch, const char *mark, char **lines, guint start, guint end)
{
  for (guint i = start; i < end; i++)
    g_string_append_printf (patch, "%s%s\n", mark, lines[i]);
}

/* (transfer full): a last line that ends in a newline is no line more. */
static char **
split (const char *text)
{
  g_autofree char *chomped = g_strdup (text ? text : "");
  gsize length = strlen (chomped);

  if (length > 0 && chomped[length - 1] == '\n')
    chomped[length - 1] = '\0';
  return g_strsplit (chomped, "\n", -1);
}

char *
pyxis_project_change_dup_patch (const PyxisProjectChange *self)
{
  g_auto (GStrv) before = split (self->before);
  g_auto (GStrv) after = split (self->after);
  guint n_before = self->before && *self->before ? g_strv_length (before) : 0;
  guint n_after = g_strv_length (after);
  guint same = 0;
  guint tail = 0;
  guint start;
  GString *patch = g_string_new (NULL);

  while (same < MIN (n_before, n_after) && g_str_equal (before[same], after[same]))
    same++;
  while (tail < MIN (n_before, n_after) - same &&
         g_str_equal (before[n_before - 1 - tail], after[n_after - 1 - tail]))
    tail++;
  start = same > CONTEXT ? same - CONTEXT : 0;
  g_string_append_printf (patch, "%s, line %u\n", self->path, same + 1);
  add_lines (patch, "  ", before, start, same);
  add_lines (patch, "- ", before, same, n_before - tail);
  add_lines (patch, "+ ", after, same, n_after - tail);
  add_lines (patch, "  ", before, n_before - tail, n_before - tail + MIN (tail, CONTEXT));
  return g_string_free (patch, FALSE);
}

/* Whether the file is still as it was when the change was worked out. */
static gboolean
check_unchanged (const PyxisProjectChange *self,
                 PyxisSource *source,
                 const char *path,
                 GError **error)
{
  g_autofree char *text = NULL;
  GStatBuf status;

  if (!self->before && g_lstat (path, &status) != 0 && errno == ENOENT)
    return TRUE;
  if (self->before)
    text = pyxis_source_load_text (source, self->path, TEXT_MAX, NULL);
  if (text && g_str_equal (text, self->before))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_WRONG_ETAG,
               "“%s” was changed meanwhile; look at the change again.", self->path);
  return FALSE;
}

gboolean
pyxis_project_change_apply (const PyxisProjectChange *self, PyxisProject *project, GError **error)
{
  g_autoptr (PyxisSource) source = NULL;
  g_autofree char *path = NULL;
  g_autoptr (GError) failure = NULL;
  GStatBuf status = { .st_mode = 0644 };

  g_return_val_if_fail (self && PYXIS_IS_PROJECT (project), FALSE);

  source = open_folder (project, error);
  if (!source)
    return FALSE;
  path = g_build_filename (pyxis_project_get_path (project), self->path, NULL);
  if (!check_unchanged (self, source, path, error))
    return FALSE;
  if (self->before && g_stat (path, &status) != 0)
    status.st_mode = 0644;
  if (g_file_set_contents_full (path, self->after, -1, G_FILE_SET_CONTENTS_CONSISTENT,
                                status.st_mode & 0777, &failure))
    return TRUE;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED,
               "“%s” cannot be written: %s. Change it yourself, or allow it.", self->path,
               failure->message);
  return FALSE;
}

void
pyxis_project_change_free (PyxisProjectChange *self)
{
  if (!self)
    return;
  g_free (self->path);
  g_free (self->before);
  g_free (self->after);
  g_free (self);
}
