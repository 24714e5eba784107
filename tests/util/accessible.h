/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>
#include <stdlib.h>

/* The accessibility tree of a program, as a screen reader reads it: over AT-SPI's own bus, whose
 * address the session bus knows. */
#define ACCESSIBLE_INTERFACE "org.a11y.atspi.Accessible"
#define ACCESSIBLE_COORD_WINDOW 1
#define ACCESSIBLE_STATE_VISIBLE 30

typedef struct {
  int x, y, width, height; /* in its window */
} AccessibleArea;

/* (nullable): the answer's one value; NULL where what was asked has gone. */
static inline GVariant *
accessible_call (GDBusConnection *bus,
                 const char *owner,
                 const char *path,
                 const char *method, /* with its interface */
                 GVariant *parameters)
{
  const char *name = strrchr (method, '.') + 1;
  g_autofree char *interface = g_strndup (method, (gsize) (name - 1 - method));
  g_autoptr (GVariant) reply = g_dbus_connection_call_sync (
    bus, owner, path, interface, name, parameters, NULL, G_DBUS_CALL_FLAGS_NONE, -1, NULL, NULL);

  return reply ? g_variant_get_child_value (reply, 0) : NULL;
}

static inline GDBusConnection *
accessible_connect (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GDBusConnection) session = g_bus_get_sync (G_BUS_TYPE_SESSION, NULL, &error);
  g_autoptr (GVariant) address = NULL;
  GDBusConnection *bus;

  g_assert_no_error (error);
  address =
    accessible_call (session, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress", NULL);
  g_assert_nonnull (address);
  bus = g_dbus_connection_new_for_address_sync (g_variant_get_string (address, NULL),
                                                G_DBUS_CONNECTION_FLAGS_AUTHENTICATION_CLIENT |
                                                  G_DBUS_CONNECTION_FLAGS_MESSAGE_BUS_CONNECTION,
                                                NULL, NULL, &error);
  g_assert_no_error (error);
  return bus;
}

static inline gboolean
accessible_is_of (GDBusConnection *bus, const char *owner, const char *pid)
{
  g_autoptr (GVariant) number = accessible_call (
    bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
    "org.freedesktop.DBus.GetConnectionUnixProcessID", g_variant_new ("(s)", owner));

  return number && g_variant_get_uint32 (number) == (guint) atoi (pid);
}

/* Of itself: what is above may be hidden. */
static inline gboolean
accessible_is_visible (GDBusConnection *bus, const char *owner, const char *path)
{
  g_autoptr (GVariant) states =
    accessible_call (bus, owner, path, ACCESSIBLE_INTERFACE ".GetState", NULL);
  guint32 low = 0;

  if (states)
    g_variant_get_child (states, 0, "u", &low);
  return (low >> ACCESSIBLE_STATE_VISIBLE) & 1;
}

/* (transfer full) (nullable) */
static inline char *
accessible_dup_name (GDBusConnection *bus, const char *owner, const char *path)
{
  g_autoptr (GVariant) value =
    accessible_call (bus, owner, path, "org.freedesktop.DBus.Properties.Get",
                     g_variant_new ("(ss)", ACCESSIBLE_INTERFACE, "Name"));
  g_autoptr (GVariant) text = value ? g_variant_get_variant (value) : NULL;

  return text ? g_variant_dup_string (text, NULL) : NULL;
}

/* What has the name, which is a pattern, and an area: what was never shown has none. */
static inline gboolean
accessible_matches (
  GDBusConnection *bus, const char *owner, const char *path, const char *name, AccessibleArea *area)
{
  g_autofree char *text = accessible_dup_name (bus, owner, path);
  g_autoptr (GVariant) extents = NULL;

  if (!text || !g_pattern_match_simple (name, text))
    return FALSE;
  extents = accessible_call (bus, owner, path, "org.a11y.atspi.Component.GetExtents",
                             g_variant_new ("(u)", ACCESSIBLE_COORD_WINDOW));
  if (!extents)
    return FALSE;
  g_variant_get (extents, "(iiii)", &area->x, &area->y, &area->width, &area->height);
  return area->width > 0 && area->height > 0;
}

/* The first below `path`, depth first; of a program, if `pid` is not NULL. */
static inline gboolean
accessible_search (GDBusConnection *bus,
                   const char *owner,
                   const char *path,
                   const char *pid,
                   const char *name,
                   AccessibleArea *area)
{
  g_autoptr (GVariant) children =
    accessible_call (bus, owner, path, ACCESSIBLE_INTERFACE ".GetChildren", NULL);
  gsize n = children ? g_variant_n_children (children) : 0;

  for (gsize i = 0; i < n; i++) {
    const char *child_owner;
    const char *child;

    g_variant_get_child (children, i, "(&s&o)", &child_owner, &child);
    if (pid && !accessible_is_of (bus, child_owner, pid))
      continue;
    if (!pid && !accessible_is_visible (bus, child_owner, child))
      continue;
    if (accessible_matches (bus, child_owner, child, name, area) ||
        accessible_search (bus, child_owner, child, NULL, name, area))
      return TRUE;
  }
  return FALSE;
}

/* In the program `pid`, now. */
static inline gboolean
accessible_find (GDBusConnection *bus, const char *pid, const char *name, AccessibleArea *area)
{
  return accessible_search (bus, "org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root", pid,
                            name, area);
}
