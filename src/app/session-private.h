/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "session.h"

/* session.c has what lasts, session-start.c what happens until there is an engine. */
struct _PyxisSession {
  GObject parent_instance;

  PyxisProject *project; /* NULL for the doctor */
  PyxisRuntimes *runtimes;
  PyxisEventLog *log;
  PyxisAdvisor *advisor;
  PyxisFileKeeper *keeper; /* NULL before it has started, or without one */
  PyxisInterpreterSnapshots *snapshots;
  PyxisCodeCache *code;    /* NULL for the doctor */
  PyxisSnapshotDuty *duty; /* NULL before it has started, and where no snapshots are wanted */
  char *extension_dir;
  char *cache_dir;
  char *data_dir;
};
