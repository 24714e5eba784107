/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "accessible.h"

static inline gboolean
accessible_has_role (GDBusConnection *bus, const char *owner, const char *path, const char *role)
{
  g_autoptr (GVariant) name =
    accessible_call (bus, owner, path, ACCESSIBLE_INTERFACE ".GetRoleName", NULL);

  return name && g_str_equal (g_variant_get_string (name, NULL), role);
}

/* Adds the names of the rows of lists that are seen below `path`, but for those of titles; of a program, if
 * `pid` is not NULL. */
static inline void
accessible_list_rows (
  GDBusConnection *bus, const char *owner, const char *path, const char *pid, GPtrArray *rows)
{
  gboolean is_row = accessible_has_role (bus, owner, path, "row") ||
                    accessible_has_role (bus, owner, path, "list item");
  g_autoptr (GVariant) children =
    accessible_call (bus, owner, path, ACCESSIBLE_INTERFACE ".GetChildren", NULL);
  gsize n = children ? g_variant_n_children (children) : 0;

  for (gsize i = 0; i < n; i++) {
    const char *child_owner;
    const char *child;

    g_variant_get_child (children, i, "(&s&o)", &child_owner, &child);
    if (pid ? !accessible_is_of (bus, child_owner, pid)
            : !accessible_is_visible (bus, child_owner, child))
      continue;
    is_row = is_row && !accessible_has_role (bus, child_owner, child, "column header");
    accessible_list_rows (bus, child_owner, child, NULL, rows);
  }
  if (is_row)
    g_ptr_array_add (rows, accessible_dup_name (bus, owner, path));
}
