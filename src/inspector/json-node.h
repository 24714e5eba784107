/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* PyxisJsonNode: a value of a JSON text, for a tree. What is below it is made when it is asked for.
 *
 * Properties, read-only strings: "name" of the member or the index; "value" in one line, of an object or
 * list how much is in it. */
#define PYXIS_TYPE_JSON_NODE (pyxis_json_node_get_type ())
G_DECLARE_FINAL_TYPE (PyxisJsonNode, pyxis_json_node, PYXIS, JSON_NODE, GObject)

/* (transfer full): the members of the object that `text` is; empty where it is none. */
GListModel *pyxis_json_node_parse (const char *text);

/* (transfer full) (nullable): the first 1,000 that are in it; NULL for what holds nothing. For a
 * GtkTreeListModel. */
GListModel *pyxis_json_node_create_children (gpointer self, gpointer user_data);
