/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

#include "bridge.h"
#include "engine.h"
#include "pyodide-choice.h"
#include "server.h"

/* engine.c makes it, engine-prepare.c its filter, engine-view.c its views. */
struct _PyxisEngine {
  GObject parent_instance;

  PyxisResolver *resolver;
  PyxisRuntimes *runtimes;
  PyxisEventLog *log;
  PyxisServer *server; /* NULL on the scheme */
  guint log_number;    /* of our log at the server */
  PyxisVfs *vfs;
  PyxisDoors doors; /* owned; the server's, where it is shared */
  PyxisBreakpoints *breakpoints;
  PyxisPyodideChoice *choice;
  PyxisBridge *bridge;
  WebKitWebContext *context;
  WebKitNetworkSession *session;
  WebKitUserContentManager *content;
  char *base;
  char *start_page;
  char *extension_dir;
  char *cache_dir;
  char *picked;
  gboolean needs_extension;
  gboolean has_no_tools;
  gboolean is_network_denied;
  gboolean
    has_snapshots; /* interpreters start from one, but for the first and those of unknown versions */
  char **hosts;    /* of a denied network, those that are not */
  gboolean is_unattended;
  gboolean
    keeps_filter; /* its rules name the base, so that one for a chance port is of no use again */
  PyxisTransport transport;
};

/* (transfer full) (floating): a bare web view of this engine, with settings, bridge and filter. */
WebKitWebView *pyxis_engine_create_web_view (PyxisEngine *self);

/* The filter's rules once more, in a policy that documents carry: view-requests.c. */
void pyxis_engine_report_what_is_denied (PyxisEngine *self);
