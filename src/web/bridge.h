/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <webkit/webkit.h>

#include "breakpoints.h"
#include "event-log.h"

/* PyxisBridge: from what happens in a page to the event log. Adds scripts to a user content manager
 * (resources/js) for the top frame of one origin: hooks in the page's own world, which every worker
 * of PyScript also gets, and the listener in the script world "pyxis", the only world with
 * message handlers. Workers of the page's own get what tells of their console (plain-workers.js). Messages
 * reach the log unparsed, which checks them; the page can add rows and nothing else. Main thread only. */
#define PYXIS_TYPE_BRIDGE (pyxis_bridge_get_type ())
G_DECLARE_FINAL_TYPE (PyxisBridge, pyxis_bridge, PYXIS, BRIDGE, GObject)

/* What the bare specifier "@pyscript/core" means in a page's own modules: an address that is
 * answered from the runtimes on disk. */
#define PYXIS_BRIDGE_CORE_ADDRESS "https://cdn.jsdelivr.net/npm/@pyscript/core/dist/core.js"

/* The handler, in the script world "pyxis" as well, that waits for what the user picks (view-pick.c). */
#define PYXIS_BRIDGE_PICK_HANDLER "pyxisPick"

/* The same for file inputs: true before a folder is asked for (view-input.c). */
#define PYXIS_BRIDGE_INPUT_HANDLER "pyxisInput"

/* And for what was dropped: the page has taken it, and waits for its files (view-drop.c). */
#define PYXIS_BRIDGE_DROP_HANDLER "pyxisDrop"

/* And for the page that listens for files which the user opens with it (view-opened.c). */
#define PYXIS_BRIDGE_OPENED_HANDLER "pyxisOpened"

/* And for what the network filter kept from the page (view-requests.c). */
#define PYXIS_BRIDGE_BLOCKED_HANDLER "pyxisBlocked"

/* The same for which interpreters there are (view-interpreters.c), which are asked in that world. */
#define PYXIS_BRIDGE_INTERPRETERS_HANDLER "pyxisInterpreters"

/* Where the handlers are, and what may be called of the page by the shell. */
#define PYXIS_BRIDGE_WORLD "pyxis"

/* (transfer full): what a worker of the page's own begins with, which is served with the project
 * (pyxis_resolver_set_worker_script ()). */
GBytes *pyxis_bridge_new_worker_script (void);

/* What a PyxisBridge is made of. */
typedef struct {
  WebKitUserContentManager *content;
  const char *base;    /* the origin, without a slash: "pyxis://0123abc", "http://127.0.0.1:8000" */
  const char *secret;  /* what its system calls need (vfs-door.h) */
  const char *pyodide; /* the version of it that pages are expected to ask for, or "" */
  gboolean is_guess;   /* they may ask for another */
  PyxisBreakpoints *breakpoints; /* a page begins with the points that are set when it is loaded */
  PyxisEventLog *log;
  gboolean is_handed_files; /* who listens for those is told of (view-opened.h) */
} PyxisBridgeOptions;

/* When the bridge is disposed of, scripts and handlers go; pages that run keep what they have. */
PyxisBridge *pyxis_bridge_new (const PyxisBridgeOptions *options);

/* For the next page. */
void pyxis_bridge_set_pyodide (PyxisBridge *self, const char *version);
