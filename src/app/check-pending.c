/* SPDX-License-Identifier: Apache-2.0 */
#include "check-pending.h"

#include <glib/gi18n.h>

#include "lane-words.h"

#define LINES_MAX 10

/* (transfer full): where nothing is known against it, what it is doing. */
static char *
dup_line (PyxisLane *lane, double now)
{
  g_autofree char *pending = pyxis_lane_words_dup_pending (lane, now);
  g_autofree char *title = pyxis_lane_words_dup_title (lane);
  g_autofree char *state = pyxis_lane_words_dup_state (lane, now);

  if (pending)
    return g_strdelimit (g_steal_pointer (&pending), "\n", ' ');
  return g_strdup_printf (_ ("“%s” is not done yet: %s."), title, state);
}

char **
pyxis_check_pending_dup_lines (PyxisLifecycle *lifecycle)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  double now = pyxis_lifecycle_get_now (lifecycle);
  guint n_more = 0;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (lifecycle)); i++) {
    g_autoptr (PyxisLane) lane = g_list_model_get_item (G_LIST_MODEL (lifecycle), i);

    if (!pyxis_lane_is_awaited (lane))
      continue;
    if (lines->len < LINES_MAX)
      g_ptr_array_add (lines, dup_line (lane, now));
    else
      n_more++;
  }
  if (n_more > 0)
    g_ptr_array_add (lines, g_strdup_printf (g_dngettext (NULL, "And %u more is not done.",
                                                          "And %u more are not done.", n_more),
                                             n_more));
  if (lines->len == 0)
    return NULL;
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (g_steal_pointer (&lines), FALSE);
}
