/* SPDX-License-Identifier: Apache-2.0 */
#include "failure-list.h"

#include <string.h>

#include "address.h"
#include "page-scripts.h"

#define MAX_FAILURES 200
#define COMPARED 20 /* newest ones, with which an error is compared */

struct _PyxisFailureList {
  GObject parent_instance;

  GListStore *failures;
  GHashTable *places; /* (element-type guint64 PyxisFailure): by the seq of each event of it */
  PyxisEvent *newest; /* of the log, but for advice; what an advice may be about */
  PyxisPageScripts *scripts;
  PyxisFailure *open; /* whose script is not known until one is done; NULL: none */
  char *page;         /* path of the page that is shown; NULL: none */
  guint count;
};

enum { PROP_0, PROP_COUNT, N_PROPS };

static GParamSpec *properties[N_PROPS];

static void pyxis_failure_list_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PyxisFailureList,
                               pyxis_failure_list,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      pyxis_failure_list_list_model_init))

static void
set_count (PyxisFailureList *self, guint count)
{
  if (self->count == count)
    return;
  self->count = count;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_COUNT]);
}

static void
remember (PyxisFailureList *self, PyxisEvent *event, PyxisFailure *failure)
{
  guint64 *seq = g_new (guint64, 1);

  *seq = pyxis_event_get_seq (event);
  g_hash_table_insert (self->places, seq, g_object_ref (failure));
}

static gboolean
is_of (gpointer key, gpointer value, gpointer failure)
{
  return value == failure;
}

/* What the interpreters call an element's own code. Uncaught errors of callbacks do not say which it is. */
static gboolean
is_of_micropython (PyxisFailure *failure)
{
  const char *interpreter = pyxis_event_get_fields (pyxis_failure_get_event (failure))->interpreter;
  g_autofree char *text = NULL;

  if (interpreter)
    return g_str_equal (interpreter, "micropython");
  text = pyxis_event_dup_detail (pyxis_failure_get_event (failure), "traceback");
  return text && strstr (text, "\"<stdin>\"");
}

/* An error of the main thread: of the script that runs; of several, of the one that is done next. */
static void
find_script (PyxisFailureList *self, PyxisFailure *failure)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (pyxis_failure_get_event (failure));
  const PyxisPageScript *script = NULL;

  if (fields->script > 0 || g_strcmp0 (fields->where, "main") != 0)
    return;
  script = pyxis_page_scripts_find (self->scripts, is_of_micropython (failure));
  if (script)
    pyxis_failure_set_script (failure, script->script, script->source);
  else if (fields->interpreter)
    g_set_object (&self->open, failure);
}

static void
end_script (PyxisFailureList *self, PyxisEvent *event)
{
  const PyxisPageScript *script = pyxis_page_scripts_get (self->scripts, event);

  if (self->open && script && script->is_micropython == is_of_micropython (self->open)) {
    pyxis_failure_set_script (self->open, script->script, script->source);
    g_clear_object (&self->open);
  }
}

static void
add (PyxisFailureList *self, PyxisFailure *failure)
{
  if (g_list_model_get_n_items (G_LIST_MODEL (self->failures)) == MAX_FAILURES) {
    g_autoptr (PyxisFailure) oldest = g_list_model_get_item (G_LIST_MODEL (self->failures), 0);

    g_hash_table_foreach_remove (self->places, is_of, oldest);
    g_list_store_remove (self->failures, 0);
  }
  remember (self, pyxis_failure_get_event (failure), failure);
  find_script (self, failure);
  g_list_store_append (self->failures, failure);
}

static void
note_error (PyxisFailureList *self, PyxisEvent *event)
{
  g_autofree char *handled = pyxis_event_dup_detail (event, "handled");
  g_autoptr (PyxisFailure) failure = NULL;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->failures));

  if (g_strcmp0 (handled, "true") == 0)
    return;
  failure = pyxis_failure_new (event, self->page);
  for (guint i = 0; i < MIN (n, COMPARED); i++) {
    g_autoptr (PyxisFailure) other =
      g_list_model_get_item (G_LIST_MODEL (self->failures), n - 1 - i);

    if (!pyxis_failure_merge (other, failure))
      continue;
    if (g_hash_table_size (self->places) < 2 * MAX_FAILURES)
      remember (self, event, other);
    set_count (self, self->count + 1);
    return;
  }
  add (self, failure);
  set_count (self, self->count + 1);
}

static void
note_advice (PyxisFailureList *self, PyxisEvent *event)
{
  guint64 seq = 0;
  g_autoptr (PyxisAdvice) advice =
    pyxis_advice_from_json (pyxis_event_get_fields (event)->detail, &seq);
  PyxisFailure *failure = advice ? g_hash_table_lookup (self->places, &seq) : NULL;

  if (advice && !failure && self->newest && pyxis_event_get_seq (self->newest) == seq) {
    g_autoptr (PyxisFailure) made = pyxis_failure_new (self->newest, self->page);

    add (self, made);
    failure = made; /* the list keeps it */
  }
  if (failure && !pyxis_failure_get_advice (failure))
    pyxis_failure_take_advice (failure, g_steal_pointer (&advice));
}

/* What is wrong with the project stays wrong in its next page. */
static void
begin_page (PyxisFailureList *self, PyxisEvent *event)
{
  g_free (self->page);
  g_clear_object (&self->open);
  self->page = pyxis_address_dup_file (pyxis_event_get_fields (event)->text);
  for (guint i = g_list_model_get_n_items (G_LIST_MODEL (self->failures)); i > 0; i--) {
    g_autoptr (PyxisFailure) failure = g_list_model_get_item (G_LIST_MODEL (self->failures), i - 1);

    if (g_str_equal (pyxis_event_get_fields (pyxis_failure_get_event (failure))->kind, "notice"))
      continue;
    g_hash_table_foreach_remove (self->places, is_of, failure);
    g_list_store_remove (self->failures, i - 1);
  }
  set_count (self, 0);
}

static void
appended_cb (PyxisEventLog *log, PyxisEvent *event, gpointer user_data)
{
  PyxisFailureList *self = user_data;
  const char *kind = pyxis_event_get_fields (event)->kind;
  g_autofree char *state = NULL;

  if (g_str_equal (kind, "advice")) {
    note_advice (self, event);
    return;
  }
  g_set_object (&self->newest, event);
  pyxis_page_scripts_note (self->scripts, event);
  if (g_str_has_suffix (kind, ":done"))
    end_script (self, event);
  if (g_str_equal (kind, "error"))
    note_error (self, event);
  if (!g_str_equal (kind, "page"))
    return;
  state = pyxis_event_dup_detail (event, "state");
  if (g_strcmp0 (state, "committed") == 0)
    begin_page (self, event);
}

static void
changed_cb (GListModel *store, guint position, guint removed, guint added, gpointer user_data)
{
  g_list_model_items_changed (user_data, position, removed, added);
}

static void
pyxis_failure_list_finalize (GObject *object)
{
  PyxisFailureList *self = PYXIS_FAILURE_LIST (object);

  g_signal_handlers_disconnect_by_data (self->failures, self);
  g_clear_object (&self->failures);
  g_clear_object (&self->newest);
  g_clear_object (&self->open);
  pyxis_page_scripts_free (self->scripts);
  g_hash_table_unref (self->places);
  g_free (self->page);

  G_OBJECT_CLASS (pyxis_failure_list_parent_class)->finalize (object);
}

static void
pyxis_failure_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_COUNT)
    g_value_set_uint (value, PYXIS_FAILURE_LIST (object)->count);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static GType
pyxis_failure_list_get_item_type (GListModel *model)
{
  return PYXIS_TYPE_FAILURE;
}

static guint
pyxis_failure_list_get_n_items (GListModel *model)
{
  return g_list_model_get_n_items (G_LIST_MODEL (PYXIS_FAILURE_LIST (model)->failures));
}

static gpointer
pyxis_failure_list_get_item (GListModel *model, guint position)
{
  return g_list_model_get_item (G_LIST_MODEL (PYXIS_FAILURE_LIST (model)->failures), position);
}

static void
pyxis_failure_list_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = pyxis_failure_list_get_item_type;
  iface->get_n_items = pyxis_failure_list_get_n_items;
  iface->get_item = pyxis_failure_list_get_item;
}

static void
pyxis_failure_list_class_init (PyxisFailureListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->finalize = pyxis_failure_list_finalize;
  object_class->get_property = pyxis_failure_list_get_property;

  properties[PROP_COUNT] = g_param_spec_uint ("count", NULL, NULL, 0, G_MAXUINT, 0,
                                              G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
pyxis_failure_list_init (PyxisFailureList *self)
{
  self->failures = g_list_store_new (PYXIS_TYPE_FAILURE);
  self->scripts = pyxis_page_scripts_new ();
  self->places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_object_unref);
  g_signal_connect (self->failures, "items-changed", G_CALLBACK (changed_cb), self);
}

PyxisFailureList *
pyxis_failure_list_new (PyxisEventLog *log)
{
  PyxisFailureList *self = g_object_new (PYXIS_TYPE_FAILURE_LIST, NULL);

  g_return_val_if_fail (PYXIS_IS_EVENT_LOG (log), NULL);

  g_signal_connect_object (log, "appended", G_CALLBACK (appended_cb), self, 0);
  return self;
}

guint
pyxis_failure_list_find (PyxisFailureList *self, guint64 seq)
{
  PyxisFailure *failure = NULL;
  guint position = G_MAXUINT;

  g_return_val_if_fail (PYXIS_IS_FAILURE_LIST (self), G_MAXUINT);

  failure = g_hash_table_lookup (self->places, &seq);
  return failure && g_list_store_find (self->failures, failure, &position) ? position : G_MAXUINT;
}

void
pyxis_failure_list_clear (PyxisFailureList *self)
{
  g_return_if_fail (PYXIS_IS_FAILURE_LIST (self));

  g_hash_table_remove_all (self->places);
  g_list_store_remove_all (self->failures);
  set_count (self, 0);
}
