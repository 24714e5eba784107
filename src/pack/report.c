/* SPDX-License-Identifier: Apache-2.0 */
#include "report.h"

#include <string.h>

#include "bundle-source.h"
#include "names.h"
#include "page-loads.h"
#include "page-text.h"
#include "redirect.h"

#define MAX_ADDRESSES 100

/* The addresses of the texts so far. */
typedef struct {
  GHashTable *lines; /* (element-type utf8): "ADDRESS in PATH" */
  const cJSON *app;  /* what the manifest says of it */
  const char *path;
  PyxisPageLoads loads; /* of the text that it is at */
} Search;

/* Names, which nobody fetches. */
static gboolean
is_name (const char *address)
{
  return strstr (address, "://www.w3.org/") != NULL || strstr (address, "://localhost") != NULL ||
         strstr (address, "://127.0.0.1") != NULL;
}

static gboolean
is_part (const char *address, const cJSON *value)
{
  return cJSON_IsString (value) && g_str_has_prefix (value->valuestring, address);
}

/* In the configuration: what a desktop is told, and no page. */
static gboolean
is_told (const Search *search, const char *address)
{
  const cJSON *item;

  if (!g_str_equal (search->path, "pyscript.toml") && !g_str_equal (search->path, "pyscript.json"))
    return FALSE;
  cJSON_ArrayForEach (item, cJSON_GetObjectItemCaseSensitive (search->app, "screenshots"))
  {
    if (is_part (address, item))
      return TRUE;
  }
  return is_part (address, cJSON_GetObjectItemCaseSensitive (search->app, "homepage")) ||
         is_part (address, cJSON_GetObjectItemCaseSensitive (search->app, "licence")) ||
         is_part (address, cJSON_GetObjectItemCaseSensitive (search->app, "description"));
}

static void
address_cb (const char *address, const char *place, gpointer user_data)
{
  Search *search = user_data;
  g_autoptr (PyxisRedirect) redirect = pyxis_redirect_find (address);

  if (!pyxis_page_loads_at (&search->loads, place) || is_told (search, address))
    return;
  if (redirect->kind != PYXIS_REDIRECT_RUNTIME && !is_name (address) &&
      g_hash_table_size (search->lines) < MAX_ADDRESSES)
    g_hash_table_add (search->lines, g_strdup_printf ("%.300s in %s", address, search->path));
}

static void
append_list (GString *report, const char *title, char **lines, const char *none)
{
  g_string_append_printf (report, "%s\n", title);
  for (gsize i = 0; lines[i]; i++)
    g_string_append_printf (report, "  %s\n", lines[i]);
  if (!lines[0])
    g_string_append_printf (report, "  %s\n", none);
}

static void
append_addresses (GString *report, PyxisBundle *bundle)
{
  g_autoptr (PyxisSource) source = pyxis_bundle_source_new (bundle, "app");
  g_auto (GStrv) paths = pyxis_bundle_source_list (PYXIS_BUNDLE_SOURCE (source));
  g_autoptr (GHashTable) lines = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  cJSON *root = cJSON_Parse (pyxis_bundle_get_manifest_text (bundle));
  Search search = { .lines = lines, .app = cJSON_GetObjectItemCaseSensitive (root, "app") };
  g_auto (GStrv) sorted = NULL;

  for (gsize i = 0; paths[i]; i++) {
    g_autofree char *text =
      pyxis_page_text_is_one (paths[i]) ? pyxis_page_text_load (source, paths[i]) : NULL;

    if (!text)
      continue;
    search.path = paths[i];
    pyxis_page_loads_init (&search.loads, paths[i], text);
    pyxis_page_text_find_addresses (text, address_cb, &search);
  }
  cJSON_Delete (root);
  sorted = pyxis_names_dup_sorted_keys (lines);
  append_list (report, "addresses that would need the network", sorted, "none");
}

static void
append_contents (GString *report, const PyxisManifest *manifest)
{
  g_autoptr (GStrvBuilder) licences = g_strv_builder_new (), runtimes = g_strv_builder_new ();
  g_auto (GStrv) licence_lines = NULL, runtime_lines = NULL;
  g_autofree char *own = g_strdup_printf ("%s (%s)", manifest->licence, manifest->name);

  g_strv_builder_add (licences, own);
  for (guint i = 0; i < manifest->files->len; i++) {
    const PyxisManifestFile *file = manifest->files->pdata[i];

    if (g_str_has_prefix (file->path, "licences/") || g_str_has_suffix (file->path, "/LICENSE"))
      g_strv_builder_add (licences, file->path);
  }
  for (guint i = 0; i < manifest->runtimes->len; i++) {
    const PyxisManifestRuntime *runtime = manifest->runtimes->pdata[i];
    g_autofree char *line = g_strdup_printf ("%s %s", runtime->name, runtime->version);

    g_strv_builder_add (runtimes, line);
  }
  licence_lines = g_strv_builder_end (licences);
  runtime_lines = g_strv_builder_end (runtimes);
  append_list (report, "runtimes", runtime_lines,
               "those of the Pyxis that is installed where it runs");
  append_list (report, "hosts it may reach", manifest->hosts, "none");
  append_list (report, "licences", licence_lines, "none");
}

char *
pyxis_report_new (PyxisBundle *bundle)
{
  const PyxisManifest *manifest = pyxis_bundle_get_manifest (bundle);
  const char *key = pyxis_bundle_get_key (bundle);
  g_autofree char *size = g_format_size ((guint64) pyxis_bundle_get_size (bundle));
  g_autofree char *unpacked = g_format_size ((guint64) manifest->size);
  g_autoptr (GString) report = g_string_new (NULL);

  g_string_append_printf (report, "%s %s (%s) by %s\n", manifest->name, manifest->version,
                          manifest->id, manifest->author);
  g_string_append_printf (report, "intact: every file is what its manifest says\n");
  g_string_append_printf (report, "signature\n  %s%s\n", key ? "right, of the key " : "none",
                          key ? key : "");
  append_contents (report, manifest);
  append_addresses (report, bundle);
  g_string_append_printf (report, "%u files, %s, unpacked %s\n", manifest->files->len, size,
                          unpacked);
  for (guint i = 0; i < manifest->files->len; i++) {
    const PyxisManifestFile *file = manifest->files->pdata[i];

    g_string_append_printf (report, "  %.12s %10" G_GOFFSET_FORMAT " %s\n", file->hash, file->size,
                            file->path);
  }
  return g_string_free (g_steal_pointer (&report), FALSE);
}
