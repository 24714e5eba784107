/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "breakpoints.h"
#include "code-cache.h"
#include "event-log.h"
#include "grants.h"
#include "response.h"
#include "runtimes.h"
#include "source.h"
#include "vfs.h"

/* What a PyxisEngine is made of. */
typedef struct {
  PyxisSource *source;    /* what is served */
  const char *origin;     /* the host of its addresses */
  const char *start_page; /* relative, decoded */
  PyxisRuntimes *runtimes;
  PyxisEventLog *log;
  const char *extension_dir;
  const char *cache_dir; /* for compiled filters */
  const char *data_dir;  /* storage of the origin; NULL: in memory, gone at the end */
  PyxisTransport transport;
  int port;                 /* loopback: 0 for the origin's own, -1 for any free one */
  gboolean needs_extension; /* nothing is loaded where it does not report in */
  gboolean has_no_tools;    /* it is no page that somebody develops: WebKit offers no inspector */
  gboolean
    is_handed_files; /* the user opens files with it: its page may listen for them (view-opened.h) */
  gboolean is_network_denied;
  const char *const *hosts; /* (nullable): of a denied network, those that are not */
  gboolean is_unattended;   /* nobody is there to answer: dialogs are dismissed, file choosers and
                             downloads cancelled. Nor is there a graphics driver, whose software kind
                             now and then takes the web process down (Mesa's, under WebKit's
                             compositor thread) */
  PyxisVfs *vfs; /* (nullable): the project's files in memory; NULL: the sibling's, or new */
  PyxisGrants
    *grants; /* (nullable): what the user granted it; NULL: nothing, and that is not kept */
  PyxisInterpreterSnapshots *snapshots; /* (nullable): what interpreters start from */
  PyxisCodeCache *code; /* (nullable): what they have compiled before, of the same origin;
                           the sibling's where there is one */
  const char *picked;   /* (nullable): unattended, the folder that pickers are answered with */
  struct _PyxisEngine *sibling; /* (nullable): one of the same origin and transport, whose storage,
                                   and server on loopback are shared while any of them lives; `source`,
                                   `data_dir`, `port` and `grants` are its own, and on loopback `vfs` is too */
} PyxisEngineOptions;
