/* SPDX-License-Identifier: Apache-2.0 */
#include "event-origin.h"

/* Events back from one that are looked at: a loop that prints has left its beginning far behind. */
#define MAX_BACK 20000

static guint
find_position (GListModel *log, guint64 seq)
{
  guint low = 0, high = g_list_model_get_n_items (log);

  while (low < high) {
    guint middle = low + (high - low) / 2;
    g_autoptr (PyxisEvent) event = g_list_model_get_item (log, middle);

    if (pyxis_event_get_seq (event) < seq)
      low = middle + 1;
    else
      high = middle;
  }
  return low;
}

static gboolean
is_beside (PyxisEvent *event, PyxisEvent *other)
{
  const PyxisEventFields *a = pyxis_event_get_fields (event);
  const PyxisEventFields *b = pyxis_event_get_fields (other);

  return pyxis_event_get_navigation (event) == pyxis_event_get_navigation (other) &&
         b->script > 0 && a->worker == b->worker && g_strcmp0 (a->where, b->where) == 0 &&
         g_strcmp0 (a->interpreter, b->interpreter) == 0;
}

PyxisEvent *
pyxis_event_origin_find (GListModel *log, PyxisEvent *event)
{
  const PyxisEventFields *fields;
  guint position;

  g_return_val_if_fail (G_IS_LIST_MODEL (log) && PYXIS_IS_EVENT (event), NULL);

  fields = pyxis_event_get_fields (event);
  if (fields->script > 0 || fields->source)
    return g_object_ref (event);
  if (!fields->interpreter)
    return NULL;
  position = find_position (log, pyxis_event_get_seq (event));
  for (guint i = 1; i <= MIN (position, MAX_BACK); i++) {
    g_autoptr (PyxisEvent) before = g_list_model_get_item (log, position - i);
    const char *kind = pyxis_event_get_fields (before)->kind;

    if (!is_beside (event, before))
      continue;
    if (g_str_has_suffix (kind, ":ready"))
      return g_steal_pointer (&before);
    if (g_str_has_suffix (kind, ":done"))
      return NULL;
  }
  return NULL;
}
