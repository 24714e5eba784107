/* SPDX-License-Identifier: Apache-2.0 */
#include "browser-share.h"

#include "server.h"

#define OWN_PORT 0
#define ANY_PORT -1

struct _PyxisBrowserShare {
  PyxisProject *project;
  PyxisServer *server;
};

PyxisBrowserShare *
pyxis_browser_share_new (PyxisProject *project, GError **error)
{
  g_autoptr (PyxisBrowserShare) self = g_new0 (PyxisBrowserShare, 1);
  PyxisRuntimes *own = pyxis_project_get_runtimes (project);
  g_autoptr (PyxisRuntimes) runtimes = own ? g_object_ref (own) : pyxis_runtimes_new_installed ();
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new (); /* apart from the window's own requests */
  g_autoptr (PyxisResolver) resolver = pyxis_resolver_new (
    pyxis_project_get_origin (project), pyxis_project_get_source (project), runtimes);

  self->project = g_object_ref (project);
  self->server = pyxis_server_new (resolver, log, OWN_PORT, NULL);
  if (!self->server)
    self->server = pyxis_server_new (resolver, log, ANY_PORT, error);
  if (!self->server)
    return NULL;
  pyxis_server_set_for_browser (self->server, TRUE);
  return g_steal_pointer (&self);
}

const char *
pyxis_browser_share_get_base (PyxisBrowserShare *self)
{
  return pyxis_server_get_base (self->server);
}

char *
pyxis_browser_share_dup_address (PyxisBrowserShare *self)
{
  return pyxis_server_dup_first_address (self->server,
                                         pyxis_project_get_start_page (self->project));
}

void
pyxis_browser_share_free (PyxisBrowserShare *self)
{
  g_clear_object (&self->server);
  g_clear_object (&self->project);
  g_free (self);
}
