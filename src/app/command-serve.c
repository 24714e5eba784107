/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include <stdio.h>

#include "end-signals.h"
#include "server.h"
#include "target.h"

static void
quit_cb (int signal, gpointer user_data)
{
  g_main_loop_quit (user_data);
}

static void
print_request_cb (PyxisEventLog *log, PyxisEvent *event, gpointer user_data)
{
  g_autofree char *method = pyxis_event_dup_detail (event, "method");
  g_autofree char *status = pyxis_event_dup_detail (event, "status");
  g_autofree char *url = pyxis_event_dup_detail (event, "url");

  if (g_str_equal (pyxis_event_get_fields (event)->kind, "request"))
    g_printerr ("%s %s %s\n", status, method, url);
}

static int
serve (PyxisProject *project, int port)
{
  PyxisRuntimes *own = pyxis_project_get_runtimes (project);
  g_autoptr (PyxisRuntimes) runtimes = own ? g_object_ref (own) : pyxis_runtimes_new_installed ();
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  g_autoptr (PyxisResolver) resolver = pyxis_resolver_new (
    pyxis_project_get_origin (project), pyxis_project_get_source (project), runtimes);
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  g_autoptr (PyxisEndSignals) signals = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisServer) server = pyxis_server_new (resolver, log, port, &error);
  g_autofree char *address = NULL;

  if (!server)
    return pyxis_command_fail (PYXIS_STATUS_ENVIRONMENT, "%s Or choose another with --port.",
                               error->message);

  pyxis_server_set_for_browser (server, TRUE);
  address = pyxis_server_dup_first_address (server, pyxis_project_get_start_page (project));
  g_signal_connect (log, "appended", G_CALLBACK (print_request_cb), NULL);
  signals = pyxis_end_signals_watch (quit_cb, loop);
  g_print ("%s\n", address);
  fflush (stdout);
  g_printerr ("Open this address in a browser. It belongs to you alone; Ctrl+C ends it.\n");
  g_main_loop_run (loop);
  return PYXIS_STATUS_DONE;
}

int
pyxis_command_serve (int argc, char **argv)
{
  int port = 0;
  const GOptionEntry entries[] = {
    { "port", 0, 0, G_OPTION_ARG_INT, &port, "Listen here instead of the project's own port", "N" },
    { NULL },
  };
  g_autoptr (PyxisProject) project = NULL;
  g_autoptr (GError) error = NULL;

  if (!pyxis_command_parse (pyxis_command_lookup ("serve"), entries, &argc, &argv, 1, 1))
    return PYXIS_STATUS_USAGE;
  if (port < 0 || port > 65535)
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "--port is a number from 1 to 65535.");

  project = pyxis_target_load (argv[1], NULL, &error);
  if (!project)
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);
  return serve (project, port);
}
