/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "resolver.h"

/* resolver-locate.c says where an address leads, which is pure; resolver.c opens it. */
struct _PyxisResolver {
  GObject parent_instance;
  char *origin;
  PyxisSource *project;
  PyxisRuntimes *runtimes;
  PyxisVfs *vfs;                        /* (nullable) */
  PyxisInterpreterSnapshots *snapshots; /* (nullable) */
  PyxisCodeCache *code;                 /* (nullable) */
  char *policy;                         /* (nullable) */
  GBytes *worker_script;                /* (nullable) */
};

/* (transfer full): one of our scripts for pages. The resources are memory, so that looking into them is no I/O. */
GBytes *pyxis_resolver_find_script (const char *file, GError **error);
