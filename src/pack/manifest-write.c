/* SPDX-License-Identifier: Apache-2.0 */
#include "manifest.h"

#include "description-json.h"

char *
pyxis_manifest_write (const PyxisDescription *description, GPtrArray *runtimes, GPtrArray *files)
{
  cJSON *root = cJSON_CreateObject (), *list;
  g_autofree char *printed = NULL;

  cJSON_AddNumberToObject (root, "format", 1);
  cJSON_AddItemToObject (root, "app", pyxis_description_to_json (description));
  list = cJSON_AddArrayToObject (root, "runtimes");
  for (guint i = 0; i < runtimes->len; i++) {
    const PyxisManifestRuntime *runtime = runtimes->pdata[i];
    cJSON *item = cJSON_CreateObject ();

    cJSON_AddStringToObject (item, "name", runtime->name);
    cJSON_AddStringToObject (item, "version", runtime->version);
    cJSON_AddItemToArray (list, item);
  }
  list = cJSON_AddArrayToObject (root, "files");
  for (guint i = 0; i < files->len; i++) {
    const PyxisManifestFile *file = files->pdata[i];
    cJSON *item = cJSON_CreateObject ();

    cJSON_AddStringToObject (item, "path", file->path);
    cJSON_AddNumberToObject (item, "size", (double) file->size);
    cJSON_AddStringToObject (item, "sha256", file->hash);
    cJSON_AddItemToArray (list, item);
  }
  printed = cJSON_PrintUnformatted (root);
  cJSON_Delete (root);
  return g_strconcat (printed, "\n", NULL);
}
