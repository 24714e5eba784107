/* SPDX-License-Identifier: Apache-2.0 */
#include "lifecycle-private.h"

#include <math.h>

enum { CHANGED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

static void pyxis_lifecycle_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PyxisLifecycle,
                               pyxis_lifecycle,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      pyxis_lifecycle_list_model_init))

static void
reset (PyxisLifecycle *self, guint navigation)
{
  guint n = self->n_told;

  g_hash_table_remove_all (self->scripts);
  g_hash_table_remove_all (self->workers);
  for (guint i = 0; i < G_N_ELEMENTS (self->tracks); i++) {
    g_ptr_array_set_size (self->tracks[i].followers, 0);
    self->tracks[i].state = PYXIS_LANE_WAITING;
  }
  g_ptr_array_set_size (self->lanes, 0);
  pyxis_lifecycle_clear_errors (self);
  self->navigation = navigation;
  self->n_told = 0;
  self->n_left_out = 0;
  self->all_done = NAN;
  self->last = self->began = 0;
  self->is_changed = TRUE;
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
}

/* Its scripts are in the worker `worker` now, and no more in the one before. */
static void
link_worker (PyxisLifecycle *self, PyxisLane *lane, int worker)
{
  int before = pyxis_lane_get_worker (lane);

  if (g_hash_table_lookup (self->workers, GINT_TO_POINTER (before)) == lane)
    g_hash_table_remove (self->workers, GINT_TO_POINTER (before));
  pyxis_lane_set_worker (lane, worker);
  g_hash_table_insert (self->workers, GINT_TO_POINTER (worker), lane);
}

/* (nullable) */
static PyxisLane *
find_lane (PyxisLifecycle *self, const PyxisEventFields *fields)
{
  PyxisLane *lane = NULL;

  if (fields->script > 0)
    lane = g_hash_table_lookup (self->scripts, GINT_TO_POINTER (fields->script));
  if (!lane && fields->worker > 0)
    lane = g_hash_table_lookup (self->workers, GINT_TO_POINTER (fields->worker));
  return lane;
}

PyxisLane *
pyxis_lifecycle_get_lane (PyxisLifecycle *self, const PyxisEventFields *fields)
{
  PyxisLane *lane = find_lane (self, fields);

  if (!lane && fields->script == 0 && fields->worker == 0)
    return NULL;
  if (!lane && self->lanes->len == PYXIS_LIFECYCLE_MAX) {
    self->n_left_out++;
    self->is_changed = TRUE;
    return NULL;
  }
  if (!lane) {
    lane = pyxis_lane_new (fields);
    g_ptr_array_add (self->lanes, lane);
    self->is_changed = TRUE;
  } else {
    pyxis_lane_identify (lane, fields);
  }
  if (fields->script > 0)
    g_hash_table_insert (self->scripts, GINT_TO_POINTER (fields->script), lane);
  if (fields->worker > 0)
    link_worker (self, lane, fields->worker);
  return lane;
}

/* Rows are told of a lane once it is what its first event made of it. */
static void
announce (PyxisLifecycle *self)
{
  guint n = self->lanes->len - self->n_told;
  guint position = self->n_told;

  self->n_told += n;
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), position, 0, n);
}

static void
appended_cb (PyxisEventLog *log, PyxisEvent *event, gpointer user_data)
{
  pyxis_lifecycle_note (user_data, event);
}

static void
pyxis_lifecycle_dispose (GObject *object)
{
  g_clear_object (&PYXIS_LIFECYCLE (object)->log);

  G_OBJECT_CLASS (pyxis_lifecycle_parent_class)->dispose (object);
}

static void
pyxis_lifecycle_finalize (GObject *object)
{
  PyxisLifecycle *self = PYXIS_LIFECYCLE (object);

  g_hash_table_unref (self->scripts);
  g_hash_table_unref (self->workers);
  for (guint i = 0; i < G_N_ELEMENTS (self->tracks); i++)
    g_ptr_array_unref (self->tracks[i].followers);
  g_ptr_array_unref (self->lanes);
  pyxis_lifecycle_clear_errors (self);

  G_OBJECT_CLASS (pyxis_lifecycle_parent_class)->finalize (object);
}

static GType
pyxis_lifecycle_get_item_type (GListModel *model)
{
  return PYXIS_TYPE_LANE;
}

static guint
pyxis_lifecycle_get_n_items (GListModel *model)
{
  return PYXIS_LIFECYCLE (model)->n_told;
}

static gpointer
pyxis_lifecycle_get_item (GListModel *model, guint position)
{
  PyxisLifecycle *self = PYXIS_LIFECYCLE (model);

  return position < self->n_told ? g_object_ref (self->lanes->pdata[position]) : NULL;
}

static void
pyxis_lifecycle_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = pyxis_lifecycle_get_item_type;
  iface->get_n_items = pyxis_lifecycle_get_n_items;
  iface->get_item = pyxis_lifecycle_get_item;
}

static void
pyxis_lifecycle_class_init (PyxisLifecycleClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = pyxis_lifecycle_dispose;
  G_OBJECT_CLASS (klass)->finalize = pyxis_lifecycle_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
pyxis_lifecycle_init (PyxisLifecycle *self)
{
  self->lanes = g_ptr_array_new_with_free_func (g_object_unref);
  self->scripts = g_hash_table_new (NULL, NULL);
  self->workers = g_hash_table_new (NULL, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (self->tracks); i++)
    self->tracks[i].followers = g_ptr_array_new ();
  self->all_done = NAN;
}

PyxisLifecycle *
pyxis_lifecycle_new (PyxisEventLog *log)
{
  PyxisLifecycle *self = g_object_new (PYXIS_TYPE_LIFECYCLE, NULL);
  guint n = log ? g_list_model_get_n_items (G_LIST_MODEL (log)) : 0;

  for (guint i = 0; i < n; i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (G_LIST_MODEL (log), i);

    pyxis_lifecycle_note (self, event);
  }
  g_set_object (&self->log, log);
  if (log)
    g_signal_connect_object (log, "appended", G_CALLBACK (appended_cb), self, 0);
  return self;
}

void
pyxis_lifecycle_note (PyxisLifecycle *self, PyxisEvent *event)
{
  const PyxisEventFields *fields;

  g_return_if_fail (PYXIS_IS_LIFECYCLE (self) && PYXIS_IS_EVENT (event));

  if (pyxis_event_get_navigation (event) < self->navigation)
    return;
  if (pyxis_event_get_navigation (event) > self->navigation)
    reset (self, pyxis_event_get_navigation (event));
  fields = pyxis_event_get_fields (event);
  self->last = MAX (self->last, pyxis_lane_clamp_time (fields->t));
  if (self->began == 0 && fields->at > 0)
    self->began = fields->at - fields->t;
  pyxis_cause_note (&self->cause, event);
  pyxis_lifecycle_read (self, event);
  announce (self);
  if (self->is_changed)
    g_signal_emit (self, signals[CHANGED], 0);
  self->is_changed = FALSE;
}

void
pyxis_lifecycle_touch (PyxisLifecycle *self, PyxisLane *lane)
{
  self->is_changed = TRUE;
  pyxis_lane_changed (lane);
}

double
pyxis_lifecycle_get_now (PyxisLifecycle *self)
{
  g_return_val_if_fail (PYXIS_IS_LIFECYCLE (self), 0);

  if (!self->log || pyxis_event_log_get_navigation (self->log) != self->navigation ||
      self->began == 0)
    return self->last;
  return MAX (self->last, (double) g_get_real_time () / 1000 - self->began);
}

double
pyxis_lifecycle_get_all_done (PyxisLifecycle *self)
{
  g_return_val_if_fail (PYXIS_IS_LIFECYCLE (self), NAN);

  return self->all_done;
}

gboolean
pyxis_lifecycle_is_going (PyxisLifecycle *self)
{
  g_return_val_if_fail (PYXIS_IS_LIFECYCLE (self), FALSE);

  for (guint i = 0; i < self->lanes->len; i++) {
    PyxisLaneState state = pyxis_lane_get_state (self->lanes->pdata[i]);

    if (state > PYXIS_LANE_WAITING && state < PYXIS_LANE_DONE)
      return TRUE;
  }
  return FALSE;
}

guint
pyxis_lifecycle_get_n_left_out (PyxisLifecycle *self)
{
  g_return_val_if_fail (PYXIS_IS_LIFECYCLE (self), 0);

  return self->n_left_out;
}
