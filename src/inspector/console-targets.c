/* SPDX-License-Identifier: Apache-2.0 */
#include "console-targets.h"

#include <string.h>

#include "console-title.h"

struct _PyxisConsoleTargets {
  GtkWidget parent_instance;

  GtkDropDown *drop_down;

  PyxisInterpreters *interpreters; /* (nullable) */
  GListStore *targets;             /* the interpreters, and a GtkStringObject for JavaScript */
  char *wanted;                    /* the key of the user's choice; NULL: there was none */
  gboolean is_updating;            /* it is not the user who chooses */
};

enum { CHANGED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisConsoleTargets, pyxis_console_targets, GTK_TYPE_WIDGET)

static char *
format_target (GObject *target, gpointer user_data)
{
  PyxisConsoleOrigin origin;

  if (!PYXIS_IS_INTERPRETER (target))
    return g_strdup ("JavaScript");
  origin = pyxis_console_origin_of (PYXIS_INTERPRETER (target));
  return pyxis_console_title_dup (&origin);
}

/* (transfer full): what a target is known by in another page. Workers are numbered as they start, which may be in
 * another order then: the number counts only where a worker has no name, and its element no id. */
static char *
dup_key (GObject *target)
{
  PyxisInterpreter *interpreter;
  const char *name, *element;
  gboolean is_named;

  if (!PYXIS_IS_INTERPRETER (target))
    return g_strdup ("");
  interpreter = PYXIS_INTERPRETER (target);
  name = pyxis_interpreter_get_name (interpreter);
  element = pyxis_interpreter_get_element (interpreter);
  is_named = name || (element && strchr (element, '#'));
  return g_strdup_printf ("%s %d %u %s %s", pyxis_interpreter_get_kind (interpreter),
                          pyxis_interpreter_get_place (interpreter),
                          is_named ? 0 : pyxis_interpreter_get_worker (interpreter),
                          name ? name : "", element ? element : "");
}

/* What is wanted; else the first interpreter, or JavaScript where there is none. */
static guint
find_target (PyxisConsoleTargets *self)
{
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (self->targets)); i++) {
    g_autoptr (GObject) target = g_list_model_get_item (G_LIST_MODEL (self->targets), i);
    g_autofree char *key = dup_key (target);

    if (g_strcmp0 (key, self->wanted) == 0)
      return i;
  }
  return 0;
}

/* The drop-down chooses by itself when what was chosen goes. */
static void
splice (PyxisConsoleTargets *self, guint position, guint removed, GPtrArray *added)
{
  self->is_updating = TRUE;
  g_list_store_splice (self->targets, position, removed, added->pdata, added->len);
  gtk_drop_down_set_selected (self->drop_down, find_target (self));
  self->is_updating = FALSE;
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < added; i++)
    g_ptr_array_add (items, g_list_model_get_item (model, position + i));
  splice (user_data, position, removed, items);
}

static void
selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, gpointer user_data)
{
  PyxisConsoleTargets *self = user_data;

  if (!gtk_drop_down_get_selected_item (drop_down) || self->is_updating)
    return;
  pyxis_console_targets_keep_chosen (self);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
pyxis_console_targets_dispose (GObject *object)
{
  PyxisConsoleTargets *self = PYXIS_CONSOLE_TARGETS (object);

  self->is_updating = TRUE;
  g_clear_object (&self->interpreters);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_CONSOLE_TARGETS);

  G_OBJECT_CLASS (pyxis_console_targets_parent_class)->dispose (object);
}

static void
pyxis_console_targets_finalize (GObject *object)
{
  PyxisConsoleTargets *self = PYXIS_CONSOLE_TARGETS (object);

  g_object_unref (self->targets);
  g_free (self->wanted);

  G_OBJECT_CLASS (pyxis_console_targets_parent_class)->finalize (object);
}

static void
pyxis_console_targets_class_init (PyxisConsoleTargetsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_console_targets_dispose;
  G_OBJECT_CLASS (klass)->finalize = pyxis_console_targets_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/pyxis/inspector/ui/console-targets.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisConsoleTargets, drop_down);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_console_targets_init (PyxisConsoleTargets *self)
{
  g_autoptr (GtkStringObject) scripting = gtk_string_object_new ("");
  g_autoptr (GtkExpression) title = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->is_updating = TRUE;
  self->targets = g_list_store_new (G_TYPE_OBJECT);
  g_list_store_append (self->targets, scripting);
  title = gtk_cclosure_expression_new (G_TYPE_STRING, NULL, 0, NULL, G_CALLBACK (format_target),
                                       NULL, NULL);
  gtk_drop_down_set_expression (self->drop_down, title);
  gtk_drop_down_set_model (self->drop_down, G_LIST_MODEL (self->targets));
  self->is_updating = FALSE;
}

void
pyxis_console_targets_set_interpreters (PyxisConsoleTargets *self, PyxisInterpreters *interpreters)
{
  g_autoptr (GPtrArray) none = g_ptr_array_new ();

  g_return_if_fail (PYXIS_IS_CONSOLE_TARGETS (self));

  if (self->interpreters)
    g_signal_handlers_disconnect_by_func (self->interpreters, items_changed_cb, self);
  g_set_object (&self->interpreters, interpreters);
  splice (self, 0, g_list_model_get_n_items (G_LIST_MODEL (self->targets)) - 1, none);
  if (!interpreters)
    return;
  g_signal_connect_object (interpreters, "items-changed", G_CALLBACK (items_changed_cb), self, 0);
  items_changed_cb (G_LIST_MODEL (interpreters), 0, 0,
                    g_list_model_get_n_items (G_LIST_MODEL (interpreters)), self);
}

PyxisInterpreter *
pyxis_console_targets_get_chosen (PyxisConsoleTargets *self)
{
  gpointer target;

  g_return_val_if_fail (PYXIS_IS_CONSOLE_TARGETS (self), NULL);

  target = gtk_drop_down_get_selected_item (self->drop_down);
  return PYXIS_IS_INTERPRETER (target) ? target : NULL;
}

void
pyxis_console_targets_keep_chosen (PyxisConsoleTargets *self)
{
  GObject *target;

  g_return_if_fail (PYXIS_IS_CONSOLE_TARGETS (self));

  target = gtk_drop_down_get_selected_item (self->drop_down);
  g_free (self->wanted);
  self->wanted = dup_key (target);
}
