/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* A session bus for all tests of a program. One for all: a second daemon would keep the first one's end of a
 * pipe, by which GLib sees that a test failed and cleans up (2.74), and whoever reads our output would wait
 * for ever. */
static GTestDBus *session_bus;

/* Makes it the environment's, which a test may have changed, and connects to it. */
static inline GDBusConnection *
session_bus_connect (void)
{
  const char *address = g_test_dbus_get_bus_address (session_bus);
  GDBusConnection *connection;
  g_autoptr (GError) error = NULL;

  g_setenv ("DBUS_SESSION_BUS_ADDRESS", address, TRUE);
  connection = g_dbus_connection_new_for_address_sync (
    address,
    G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT | G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
    NULL, NULL, &error);
  g_assert_no_error (error);
  return connection;
}

/* Runs the tests that `add_tests` adds, for main () to return. */
static inline int
session_bus_run (int argc, char **argv, void (*add_tests) (void))
{
  g_autofree char *display = g_strdup (g_getenv ("DISPLAY"));
  int status;

  g_test_init (&argc, &argv, NULL);
  session_bus = g_test_dbus_new (G_TEST_DBUS_NONE);
  g_test_dbus_up (session_bus);
  g_setenv ("DISPLAY", display, TRUE); /* which GTestDBus takes away */
  add_tests ();
  status = g_test_run ();
  g_test_dbus_stop (session_bus);
  g_object_unref (session_bus);
  return status;
}
