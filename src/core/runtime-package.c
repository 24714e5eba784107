/* SPDX-License-Identifier: Apache-2.0 */
#include "runtime-package.h"

#include "file-tree.h"
#include "runtime-archive.h"
#include "runtime-kind.h"
#include "version.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define PACKAGE_JSON_MAX (1024 * 1024)
#define STAGING_PREFIX ".new-"

G_DEFINE_AUTOPTR_CLEANUP_FUNC (cJSON, cJSON_Delete)

/* The right to change a root, and a folder in it (on the same file system, so that renaming works)
 * to prepare the change in. */
typedef struct {
  int lock;
  char *folder;
} Staging;

static void
staging_free (Staging *self)
{
  if (self->folder)
    pyxis_file_tree_remove (self->folder, NULL);
  if (self->lock >= 0)
    close (self->lock);
  g_free (self->folder);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Staging, staging_free)

/* What a process that was killed left behind; nobody else is at work, since we hold the lock. */
static void
remove_leftovers (const char *root)
{
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  const char *name;

  while (dir && (name = g_dir_read_name (dir)) != NULL) {
    g_autofree char *path = g_build_filename (root, name, NULL);

    if (g_str_has_prefix (name, STAGING_PREFIX))
      pyxis_file_tree_remove (path, NULL);
  }
}

static Staging *
staging_new (const char *root, GError **error)
{
  g_autoptr (Staging) self = g_new0 (Staging, 1);
  g_autofree char *lock = g_build_filename (root, ".lock", NULL);

  self->lock = -1;
  if (g_mkdir_with_parents (root, 0755) != 0) {
    pyxis_file_tree_fail (error, "create", root);
    return NULL;
  }

  self->lock = open (lock, O_RDWR | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  if (self->lock < 0) {
    pyxis_file_tree_fail (error, "write to", root);
    return NULL;
  }
  if (flock (self->lock, LOCK_EX | LOCK_NB) != 0) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_BUSY,
                 "Another program is changing the runtimes in “%s”; try again when it is done.",
                 root);
    return NULL;
  }

  remove_leftovers (root);
  self->folder = g_build_filename (root, STAGING_PREFIX "XXXXXX", NULL);
  if (!g_mkdtemp_full (self->folder, 0755)) {
    pyxis_file_tree_fail (error, "write to", root);
    g_clear_pointer (&self->folder, g_free);
    return NULL;
  }

  return g_steal_pointer (&self);
}

/* A package that is no folder is unpacked first. */
static char *
dup_package_folder (const char *package, Staging *staging, GError **error)
{
  g_autofree char *unpacked = g_build_filename (staging->folder, "package", NULL);
  GStatBuf facts;

  if (g_stat (package, &facts) != 0) {
    pyxis_file_tree_fail (error, "read", package);
    return NULL;
  }
  if (S_ISDIR (facts.st_mode))
    return g_strdup (package);
  if (!S_ISREG (facts.st_mode)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE,
                 "“%s” is neither a folder nor a file; name an npm package or its .tgz.", package);
    return NULL;
  }
  if (g_mkdir (unpacked, 0755) != 0) {
    pyxis_file_tree_fail (error, "create", unpacked);
    return NULL;
  }

  return pyxis_runtime_archive_unpack (package, unpacked, error) ? g_steal_pointer (&unpacked)
                                                                 : NULL;
}

static cJSON *
load_package_json (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "package.json", NULL);
  g_autofree char *text = NULL;
  GStatBuf facts;

  if (g_lstat (path, &facts) != 0 || !S_ISREG (facts.st_mode) || facts.st_size > PACKAGE_JSON_MAX ||
      !g_file_get_contents (path, &text, NULL, NULL))
    return NULL;

  return cJSON_Parse (text);
}

/* What `folder` says it is. */
static const PyxisRuntimeKind *
identify (const char *package, const char *folder, char **version, GError **error)
{
  g_autoptr (cJSON) facts = load_package_json (folder);
  const char *name = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (facts, "name"));
  const char *number = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (facts, "version"));
  const PyxisRuntimeKind *kind = name ? pyxis_runtime_kind_lookup (name) : NULL;

  if (!kind || !number || !pyxis_version_is_valid (number)) {
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                 "“%s” is no npm package of a runtime; name one of @pyscript/core, pyodide or "
                 "@micropython/micropython-webassembly-pyscript.",
                 package);
    return NULL;
  }

  *version = g_strdup (number);
  return kind;
}

/* Copies what runs out of `folder` into `target`, and checks it there, so that what was checked is
 * what will be served. */
static gboolean
copy_runtime (const PyxisRuntimeKind *kind, const char *folder, const char *target, GError **error)
{
  g_autofree char *inner = g_build_filename (folder, kind->inner, NULL);
  g_autofree char *facts = g_build_filename (folder, "package.json", NULL);
  g_autofree char *facts_target = g_build_filename (target, "package.json", NULL);
  g_auto (GStrv) files = pyxis_file_tree_list (inner, error);
  g_auto (GStrv) copied = NULL;

  if (!files)
    return FALSE;

  for (gsize i = 0; files[i]; i++) {
    g_autofree char *from = g_build_filename (inner, files[i], NULL);
    g_autofree char *to = g_build_filename (target, files[i], NULL);
    gboolean is_facts = g_str_equal (files[i], "package.json");

    /* Runtimes are flat: what lies deeper are other packages and types. */
    if (strchr (files[i], '/') || is_facts || !pyxis_runtime_kind_takes_file (kind, files[i]))
      continue;
    if (!pyxis_file_tree_copy (from, to, error))
      return FALSE;
  }

  if (!pyxis_file_tree_copy (facts, facts_target, error))
    return FALSE;

  copied = pyxis_file_tree_list (target, error);
  return copied && pyxis_runtime_kind_check (kind, target, (const char *const *) copied, error);
}

/* Puts `fresh` in the place of `target`; what was there ends up in the staging folder, which goes
 * away. Exchanging is one step for every reader; where a file system cannot, there is a moment
 * without this version, but never half of one. */
static gboolean
put_in_place (const char *fresh, const char *target, Staging *staging, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (target);
  g_autofree char *old = g_build_filename (staging->folder, "old", NULL);

  if (g_mkdir_with_parents (parent, 0755) != 0) {
    pyxis_file_tree_fail (error, "create", parent);
    return FALSE;
  }
  if (renameat2 (AT_FDCWD, fresh, AT_FDCWD, target, RENAME_EXCHANGE) == 0)
    return TRUE;
  if (errno != ENOENT && g_rename (target, old) != 0 && errno != ENOENT) {
    pyxis_file_tree_fail (error, "replace", target);
    return FALSE;
  }
  if (g_rename (fresh, target) != 0) {
    pyxis_file_tree_fail (error, "create", target);
    return FALSE;
  }

  return TRUE;
}

char *
pyxis_runtime_package_install (const char *package, const char *root, GError **error)
{
  g_autoptr (Staging) staging = staging_new (root, error);
  g_autofree char *folder = staging ? dup_package_folder (package, staging, error) : NULL;
  g_autofree char *version = NULL;
  g_autofree char *fresh = NULL;
  g_autofree char *target = NULL;
  const PyxisRuntimeKind *kind = folder ? identify (package, folder, &version, error) : NULL;

  if (!kind)
    return NULL;

  fresh = g_build_filename (staging->folder, "fresh", NULL);
  target = g_build_filename (root, kind->name, version, NULL);
  if (!copy_runtime (kind, folder, fresh, error) || !put_in_place (fresh, target, staging, error))
    return NULL;

  return g_strdup_printf ("%s %s", kind->name, version);
}

gboolean
pyxis_runtime_package_uninstall (const char *folder, const char *root, GError **error)
{
  g_autoptr (Staging) staging = staging_new (root, error);
  g_autofree char *old = staging ? g_build_filename (staging->folder, "old", NULL) : NULL;

  if (!staging)
    return FALSE;
  if (g_rename (folder, old) != 0) {
    pyxis_file_tree_fail (error, "remove", folder);
    return FALSE;
  }

  return TRUE;
}
