/* SPDX-License-Identifier: Apache-2.0 */
#include "project.h"

#include "address.h"
#include "folder-source.h"
#include "memory-source.h"
#include "page.h"
#include "project-code.h"
#include "project-kind.h"
#include "project-scan.h"
#include "release.h"
#include "zip-source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#define CODE_MAX (1024 * 1024)
#define MAX_PAGE_NAMES 100

struct _PyxisProject {
  GObject parent_instance;

  char *path; /* canonical */
  char *origin;
  char *name;
  char *start_page;
  PyxisSource *source;
  char **hosts; /* NULL: any */
  gboolean is_app;
  PyxisRuntimes *runtimes; /* NULL: those of the computer */
  PyxisConfiguration *configuration;
};

G_DEFINE_FINAL_TYPE (PyxisProject, pyxis_project, G_TYPE_OBJECT)

/* What is to be served below the address's root. */
static PyxisSource *
open_root (const char *path, PyxisProjectKind target, GError **error)
{
  g_autofree char *folder = NULL;

  if (target == PYXIS_PROJECT_FOLDER)
    return pyxis_folder_source_new (path, error);
  if (target == PYXIS_PROJECT_ZIP)
    return pyxis_zip_source_new (path, error);

  folder = g_path_get_dirname (path);
  return pyxis_folder_source_new (folder, error);
}

/* A file named by the user, in its folder: its name is an address too. */
static gboolean
start_with_file (const char *path,
                 PyxisProjectKind target,
                 PyxisSource *source,
                 PyxisProjectStart *start,
                 GError **error)
{
  g_autofree char *name = g_path_get_basename (path);

  if (*name == '.') {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
                 "“%s” is a hidden file, which Pyxis never serves; rename it.", name);
    return FALSE;
  }
  if (!pyxis_address_check_path (name, NULL)) {
    g_autofree char *shown = g_filename_display_name (name);
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
                 "The name “%s” cannot be an address; rename the file, without odd characters.",
                 shown);
    return FALSE;
  }

  if (target == PYXIS_PROJECT_SCRIPT) {
    start->script = g_steal_pointer (&name);
    return TRUE;
  }

  start->page = g_steal_pointer (&name);
  return pyxis_project_scan_check_page (source, start->page, error);
}

/* A name for the page of `script` that hides none of the user's files. That of a whole project is
 * also what its bare address means. */
static char *
dup_page_name (const char *script, const char *const *names, PyxisProjectKind target)
{
  gsize stem = strlen (script) - strlen (".py");
  g_autofree char *page = target == PYXIS_PROJECT_SCRIPT
                            ? g_strdup_printf ("%.*s.html", (int) stem, script)
                            : g_strdup ("index.html");

  for (guint i = 1; i < MAX_PAGE_NAMES && g_strv_contains (names, page); i++) {
    g_free (page);
    page = g_strdup_printf ("%.*s-%u.html", (int) stem, script, i);
  }

  return g_steal_pointer (&page);
}

/* Puts a page that runs `script` in front of the user's files. */
static gboolean
generate_page (PyxisProject *self,
               const char *script,
               const char *const *names,
               PyxisProjectKind target,
               GError **error)
{
  const char *interpreter =
    pyxis_configuration_get_string (self->configuration, NULL, "interpreter");
  g_autofree char *code = pyxis_source_load_text (self->source, script, CODE_MAX, error);
  g_autofree char *address = g_uri_escape_string (script, NULL, FALSE);
  g_autoptr (PyxisMemorySource) pages = NULL;
  g_autoptr (GBytes) page = NULL;

  if (!code)
    return FALSE;

  page =
    pyxis_page_new ("run", "title", self->name, "release", PYXIS_RELEASE_SHIPPED, "source", address,
                    "type", interpreter && strstr (interpreter, "micropython") ? "mpy" : "py",
                    "config", self->configuration->file ? self->configuration->file : "",
                    "terminal", pyxis_project_code_shows_output (code) ? "" : "yes", NULL);

  self->start_page = dup_page_name (script, names, target);
  pages = pyxis_memory_source_new (self->source);
  pyxis_memory_source_put (pages, self->start_page, page);
  g_set_object (&self->source, PYXIS_SOURCE (pages));
  return TRUE;
}

/* "clock.py" and "clock.zip" are called "clock". */
static char *
dup_name (const PyxisConfiguration *configuration, const char *path, PyxisProjectKind target)
{
  const char *configured = pyxis_configuration_get_string (configuration, NULL, "name");
  g_autofree char *name = g_filename_display_basename (path);
  char *dot = strrchr (name, '.');

  if (configured && *configured)
    return g_strdup (configured);
  if (target != PYXIS_PROJECT_FOLDER && dot && dot > name)
    *dot = '\0';

  return g_steal_pointer (&name);
}

/* `page` as the user wrote it: an address inside the project. */
static gboolean
start_with_page (const char *page,
                 const PyxisProjectScan *scan,
                 PyxisProjectStart *start,
                 GError **error)
{
  if (!pyxis_address_check_path (page, NULL)) {
    g_set_error (
      error, G_IO_ERROR, G_IO_ERROR_INVALID_FILENAME,
      "“%s” is no path inside “%s”; give it without a slash at the front and without “..”.", page,
      scan->shown);
    return FALSE;
  }
  start->page = g_strdup (page);
  return pyxis_project_scan_check_page (scan->source, page, error);
}

/* Of what is in `source`. */
static gboolean
load (
  PyxisProject *self, PyxisProjectKind target, const char *shown, const char *page, GError **error)
{
  g_auto (PyxisProjectStart) start = { NULL };
  g_auto (GStrv) names = NULL;
  gboolean is_found;
  PyxisProjectScan scan = { .shown = shown, .is_folder = target == PYXIS_PROJECT_FOLDER };

  names = pyxis_source_list_root (self->source, PYXIS_SOURCE_LIST_MAX, error);
  if (!names)
    return FALSE;

  scan.source = self->source;
  scan.names = (const char *const *) names;
  self->configuration = pyxis_project_scan_configuration (&scan);
  self->name = dup_name (self->configuration, self->path, target);
  if (page)
    is_found = start_with_page (page, &scan, &start, error);
  else if (target == PYXIS_PROJECT_PAGE || target == PYXIS_PROJECT_SCRIPT)
    is_found = start_with_file (self->path, target, self->source, &start, error);
  else
    is_found = pyxis_project_scan_start (&scan, self->configuration, &start, error);

  if (is_found && start.script)
    return generate_page (self, start.script, scan.names, target, error);

  self->start_page = g_steal_pointer (&start.page);
  return is_found;
}

static void
pyxis_project_finalize (GObject *object)
{
  PyxisProject *self = PYXIS_PROJECT (object);

  g_free (self->path);
  g_free (self->origin);
  g_free (self->name);
  g_free (self->start_page);
  g_strfreev (self->hosts);
  g_clear_object (&self->source);
  g_clear_object (&self->runtimes);
  g_clear_pointer (&self->configuration, pyxis_configuration_free);

  G_OBJECT_CLASS (pyxis_project_parent_class)->finalize (object);
}

static void
pyxis_project_class_init (PyxisProjectClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_project_finalize;
}

static void
pyxis_project_init (PyxisProject *self)
{
}

PyxisProject *
pyxis_project_load (const char *path, GError **error)
{
  return pyxis_project_load_page (path, NULL, error);
}

PyxisProject *
pyxis_project_load_page (const char *path, const char *page, GError **error)
{
  g_autoptr (PyxisProject) self = g_object_new (PYXIS_TYPE_PROJECT, NULL);
  g_autofree char *shown = g_filename_display_name (path);
  char *canonical = realpath (path, NULL);
  PyxisProjectKind target;

  if (!canonical) {
    pyxis_project_kind_set_not_opened (error, errno, shown);
    return NULL;
  }

  self->path = g_strdup (canonical);
  free (canonical);
  self->origin = pyxis_project_make_origin (self->path);
  if (!pyxis_project_kind_identify (self->path, shown, &target, error))
    return NULL;
  self->source = open_root (self->path, target, error);
  if (!self->source || !load (self, target, shown, page, error))
    return NULL;

  return g_steal_pointer (&self);
}

PyxisProject *
pyxis_project_load_source (const PyxisProjectPlace *place, const char *page, GError **error)
{
  g_autoptr (PyxisProject) self = g_object_new (PYXIS_TYPE_PROJECT, NULL);
  g_autofree char *shown = g_filename_display_name (place->path);

  self->hosts = g_strdupv (place->hosts);
  self->path = g_strdup (place->path);
  self->origin = pyxis_project_make_origin (place->identity);
  self->source = g_object_ref (place->source);
  g_set_object (&self->runtimes, place->runtimes);
  self->is_app = place->is_app;
  if (!load (self, PYXIS_PROJECT_ZIP, shown, page, error))
    return NULL;
  if (place->name) {
    g_free (self->name);
    self->name = g_strdup (place->name);
  }

  return g_steal_pointer (&self);
}

PyxisSource *
pyxis_project_get_source (PyxisProject *self)
{
  return self->source;
}

const char *const *
pyxis_project_get_hosts (PyxisProject *self)
{
  return (const char *const *) self->hosts;
}

gboolean
pyxis_project_is_app (PyxisProject *self)
{
  return self->is_app;
}

gboolean
pyxis_project_has_tools (PyxisProject *self)
{
  return !self->is_app ||
         pyxis_configuration_get_boolean (self->configuration, "pyxis", "devtools", FALSE);
}

PyxisRuntimes *
pyxis_project_get_runtimes (PyxisProject *self)
{
  return self->runtimes;
}

const char *
pyxis_project_get_origin (PyxisProject *self)
{
  return self->origin;
}

char *
pyxis_project_make_origin (const char *path)
{
  g_autofree char *hash = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);

  return g_strdup_printf ("p%.32s", hash);
}

const char *
pyxis_project_get_path (PyxisProject *self)
{
  return self->path;
}

const char *
pyxis_project_get_name (PyxisProject *self)
{
  return self->name;
}

const char *
pyxis_project_get_start_page (PyxisProject *self)
{
  return self->start_page;
}

const PyxisConfiguration *
pyxis_project_get_configuration (PyxisProject *self)
{
  return self->configuration;
}
