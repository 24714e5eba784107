/* SPDX-License-Identifier: Apache-2.0 */
#include "manifest.h"

#include <math.h>
#include <string.h>

#include "address.h"
#include "description-value.h"
#include "hash.h"
#include "source.h"
#include "version.h"

#define MAX_HOSTS 100

static gboolean
fail (GError **error, const char *what)
{
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "Its manifest is damaged (%s): get the app again.", what);
  return FALSE;
}

static gboolean
read_text (const cJSON *app, const char *key, PyxisValueKind kind, char **text, GError **error)
{
  const char *value = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (app, key));

  if (!value || !pyxis_description_value_is_allowed (kind, value))
    return fail (error, key);
  *text = g_strdup (value);
  return TRUE;
}

static gboolean
read_hosts (PyxisManifest *self, const cJSON *app, GError **error)
{
  const cJSON *list = cJSON_GetObjectItemCaseSensitive (app, "hosts"), *item;
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();

  if (!cJSON_IsArray (list) || cJSON_GetArraySize (list) > MAX_HOSTS)
    return fail (error, "hosts");
  cJSON_ArrayForEach (item, list)
  {
    if (!cJSON_IsString (item) ||
        !pyxis_description_value_is_allowed (PYXIS_VALUE_HOST, item->valuestring))
      return fail (error, "hosts");
    g_strv_builder_add (hosts, item->valuestring);
  }
  self->hosts = g_strv_builder_end (hosts);
  return TRUE;
}

static gboolean
read_app (PyxisManifest *self, const cJSON *app, GError **error)
{
  self->has_devtools = cJSON_IsTrue (cJSON_GetObjectItemCaseSensitive (app, "devtools"));
  return read_text (app, "id", PYXIS_VALUE_ID, &self->id, error) &&
         read_text (app, "name", PYXIS_VALUE_NAME, &self->name, error) &&
         read_text (app, "version", PYXIS_VALUE_VERSION, &self->version, error) &&
         read_text (app, "licence", PYXIS_VALUE_LICENCE, &self->licence, error) &&
         read_text (app, "author", PYXIS_VALUE_NAME, &self->author, error) &&
         read_hosts (self, app, error);
}

static gboolean
read_runtimes (PyxisManifest *self, const cJSON *list, GError **error)
{
  const cJSON *item;

  if (!cJSON_IsArray (list) || cJSON_GetArraySize (list) > 10)
    return fail (error, "runtimes");
  cJSON_ArrayForEach (item, list)
  {
    const char *name = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (item, "name"));
    const char *version = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (item, "version"));
    const PyxisManifestRuntime *last =
      self->runtimes->len > 0 ? self->runtimes->pdata[self->runtimes->len - 1] : NULL;

    if (!name || !version || !*name ||
        strspn (name, "abcdefghijklmnopqrstuvwxyz") < strlen (name) ||
        !pyxis_version_is_valid (version) || (last && strcmp (last->name, name) >= 0))
      return fail (error, "runtimes");
    g_ptr_array_add (self->runtimes, pyxis_manifest_runtime_new (name, version));
  }
  return TRUE;
}

/* Paths that rise are neither twice there nor in any other order. */
static gboolean
read_file (PyxisManifest *self, const cJSON *item, GError **error)
{
  const char *path = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (item, "path"));
  const char *hash = cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (item, "sha256"));
  double size = cJSON_GetNumberValue (cJSON_GetObjectItemCaseSensitive (item, "size"));
  const PyxisManifestFile *last =
    self->files->len > 0 ? self->files->pdata[self->files->len - 1] : NULL;

  if (!path || !*path || !pyxis_address_check_path (path, NULL) || pyxis_source_is_hidden (path) ||
      (last && strcmp (last->path, path) >= 0))
    return fail (error, "the path of a file");
  if (!(size >= 0) || floor (size) != size || size > (double) PYXIS_MANIFEST_MAX_TOTAL)
    return fail (error, "the size of a file");
  if (!hash || !pyxis_hash_is_valid (hash))
    return fail (error, "the hash of a file");

  g_ptr_array_add (self->files, pyxis_manifest_file_new (path, (goffset) size, hash));
  self->size += (goffset) size;
  return self->size <= PYXIS_MANIFEST_MAX_TOTAL || fail (error, "more than 3 GiB of files");
}

static gboolean
read_root (PyxisManifest *self, const cJSON *root, GError **error)
{
  double format = cJSON_GetNumberValue (cJSON_GetObjectItemCaseSensitive (root, "format"));
  const cJSON *files = cJSON_GetObjectItemCaseSensitive (root, "files"), *item;

  if (!(format >= 1))
    return fail (error, "format");
  if (format != 1) {
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED,
                         "It was made for a newer Pyxis: install that.");
    return FALSE;
  }
  if (!read_app (self, cJSON_GetObjectItemCaseSensitive (root, "app"), error) ||
      !read_runtimes (self, cJSON_GetObjectItemCaseSensitive (root, "runtimes"), error))
    return FALSE;
  if (!cJSON_IsArray (files) || cJSON_GetArraySize (files) > PYXIS_MANIFEST_MAX_FILES)
    return fail (error, "files");
  cJSON_ArrayForEach (item, files)
  {
    if (!read_file (self, item, error))
      return FALSE;
  }
  return TRUE;
}

PyxisManifest *
pyxis_manifest_read (const char *text, gsize length, GError **error)
{
  g_autoptr (PyxisManifest) self = g_new0 (PyxisManifest, 1);
  const char *end = NULL;
  gboolean is_whole;
  cJSON *root;

  self->runtimes = g_ptr_array_new_with_free_func ((GDestroyNotify) pyxis_manifest_runtime_free);
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) pyxis_manifest_file_free);
  if (memchr (text, 0, length) || !g_utf8_validate (text, (gssize) length, NULL)) {
    fail (error, "no text");
    return NULL;
  }

  root = cJSON_ParseWithLengthOpts (text, length, &end, FALSE);
  is_whole = root && end == text + length - 1 && *end == '\n';
  if (!is_whole)
    fail (error, "no JSON");
  else
    is_whole = read_root (self, root, error);
  cJSON_Delete (root);
  return is_whole ? g_steal_pointer (&self) : NULL;
}

static int
compare_path (gconstpointer path, gconstpointer file)
{
  return strcmp (path, (*(const PyxisManifestFile *const *) file)->path);
}

const PyxisManifestFile *
pyxis_manifest_lookup (const PyxisManifest *self, const char *path)
{
  const PyxisManifestFile *const *found =
    self->files->len > 0
      ? bsearch (path, self->files->pdata, self->files->len, sizeof (gpointer), compare_path)
      : NULL;

  return found ? *found : NULL;
}

PyxisManifestFile *
pyxis_manifest_file_new (const char *path, goffset size, const char *hash)
{
  PyxisManifestFile *self = g_new0 (PyxisManifestFile, 1);

  self->path = g_strdup (path);
  self->size = size;
  self->hash = g_strdup (hash);
  return self;
}

void
pyxis_manifest_file_free (PyxisManifestFile *self)
{
  g_free (self->path);
  g_free (self->hash);
  g_free (self);
}

PyxisManifestRuntime *
pyxis_manifest_runtime_new (const char *name, const char *version)
{
  PyxisManifestRuntime *self = g_new0 (PyxisManifestRuntime, 1);

  self->name = g_strdup (name);
  self->version = g_strdup (version);
  return self;
}

void
pyxis_manifest_runtime_free (PyxisManifestRuntime *self)
{
  g_free (self->name);
  g_free (self->version);
  g_free (self);
}

char *
pyxis_manifest_dup_runtimes (const GPtrArray *runtimes)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < runtimes->len; i++) {
    const PyxisManifestRuntime *runtime = runtimes->pdata[i];

    g_string_append_printf (text, "%s%s %s", i > 0 ? ", " : "", runtime->name, runtime->version);
  }
  return g_string_free (text, FALSE);
}

void
pyxis_manifest_free (PyxisManifest *self)
{
  g_free (self->id);
  g_free (self->name);
  g_free (self->version);
  g_free (self->licence);
  g_free (self->author);
  g_strfreev (self->hosts);
  g_ptr_array_unref (self->runtimes);
  g_ptr_array_unref (self->files);
  g_free (self);
}
