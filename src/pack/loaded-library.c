/* SPDX-License-Identifier: Apache-2.0 */
#include "loaded-library.h"

#include <link.h>
#include <string.h>

typedef struct {
  const char *name;
  char *path;
} Search;

static int
look_cb (struct dl_phdr_info *info, size_t size, void *data)
{
  Search *self = data;
  const char *slash = strrchr (info->dlpi_name, '/');

  if (!slash || !g_str_has_prefix (slash + 1, self->name))
    return 0;
  self->path = g_strdup (info->dlpi_name);
  return 1;
}

char *
pyxis_loaded_library_dup_path (const char *name)
{
  Search self = { .name = name };

  dl_iterate_phdr (look_cb, &self);
  return self.path;
}
