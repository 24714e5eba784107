/* SPDX-License-Identifier: Apache-2.0 */
#include "json-node.h"

#include <cjson/cJSON.h>
#include <glib/gi18n.h>
#include <string.h>

#define MAX_CHILDREN 1000
#define MAX_VALUE 500 /* characters */

typedef struct {
  cJSON *root;
} Tree;

struct _PyxisJsonNode {
  GObject parent_instance;

  Tree *tree;
  const cJSON *item; /* in the tree */
  char *name;
};

enum { PROP_0, PROP_NAME, PROP_VALUE, LAST_PROP };

static GParamSpec *pspecs[LAST_PROP];

G_DEFINE_FINAL_TYPE (PyxisJsonNode, pyxis_json_node, G_TYPE_OBJECT)

static void
tree_clear (gpointer data)
{
  cJSON_Delete (((Tree *) data)->root);
}

static char *
shorten (const char *text)
{
  gsize length = g_utf8_strlen (text, -1);
  g_autofree char *cut = length > MAX_VALUE ? g_utf8_substring (text, 0, MAX_VALUE) : NULL;
  g_autofree char *whole = g_strconcat (cut ? cut : text, cut ? "…" : NULL, NULL);

  return g_strdelimit (g_steal_pointer (&whole), "\n\r\t", ' ');
}

static char *
describe (const cJSON *item)
{
  int n = cJSON_GetArraySize (item);

  if (cJSON_IsString (item))
    return shorten (item->valuestring);
  if (cJSON_IsArray (item))
    return g_strdup_printf (ngettext ("%d item", "%d items", n), n);
  if (cJSON_IsObject (item))
    return g_strdup_printf (ngettext ("%d member", "%d members", n), n);
  return cJSON_PrintUnformatted (item);
}

/* Takes a reference to the tree. */
static PyxisJsonNode *
create (Tree *tree, const cJSON *item, guint index)
{
  PyxisJsonNode *self = g_object_new (PYXIS_TYPE_JSON_NODE, NULL);

  self->tree = g_rc_box_acquire (tree);
  self->item = item;
  self->name = item->string ? shorten (item->string) : g_strdup_printf ("%u", index);
  return self;
}

static GListModel *
create_list (Tree *tree, const cJSON *parent)
{
  GListStore *list = g_list_store_new (PYXIS_TYPE_JSON_NODE);
  const cJSON *item = parent ? parent->child : NULL;

  for (guint i = 0; item && i < MAX_CHILDREN; i++, item = item->next) {
    g_autoptr (PyxisJsonNode) node = create (tree, item, i);

    g_list_store_append (list, node);
  }
  return G_LIST_MODEL (list);
}

static void
pyxis_json_node_finalize (GObject *object)
{
  PyxisJsonNode *self = PYXIS_JSON_NODE (object);

  g_rc_box_release_full (self->tree, tree_clear);
  g_free (self->name);

  G_OBJECT_CLASS (pyxis_json_node_parent_class)->finalize (object);
}

static void
pyxis_json_node_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PyxisJsonNode *self = PYXIS_JSON_NODE (object);

  if (id == PROP_NAME)
    g_value_set_string (value, self->name);
  else if (id == PROP_VALUE)
    g_value_take_string (value, describe (self->item));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_json_node_class_init (PyxisJsonNodeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pyxis_json_node_finalize;
  object_class->get_property = pyxis_json_node_get_property;

  pspecs[PROP_NAME] =
    g_param_spec_string ("name", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  pspecs[PROP_VALUE] =
    g_param_spec_string ("value", NULL, NULL, NULL, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);
}

static void
pyxis_json_node_init (PyxisJsonNode *self)
{
}

GListModel *
pyxis_json_node_parse (const char *text)
{
  Tree *tree = g_rc_box_new0 (Tree);
  GListModel *list;

  tree->root = cJSON_Parse (text);
  list = create_list (tree, tree->root);
  g_rc_box_release_full (tree, tree_clear);
  return list;
}

GListModel *
pyxis_json_node_create_children (gpointer self, gpointer user_data)
{
  PyxisJsonNode *node = PYXIS_JSON_NODE (self);

  return node->item->child ? create_list (node->tree, node->item) : NULL;
}
