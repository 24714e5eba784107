/* SPDX-License-Identifier: Apache-2.0 */
#include "outlook.h"

#include <glib/gi18n.h>
#include <math.h>

#include "lane-words.h"

#define REASONS_MAX 4

static PyxisOutlook
judge (PyxisPending pending)
{
  if (pending == PYXIS_PENDING_NONE)
    return PYXIS_OUTLOOK_WAITS;
  return pending < PYXIS_PENDING_CONFIGURATION ? PYXIS_OUTLOOK_DOUBTFUL : PYXIS_OUTLOOK_HOPELESS;
}

/* The worst of all, and what the first say of it. */
static PyxisOutlook
collect (PyxisLifecycle *lifecycle, double now, GPtrArray *reasons, guint *n_awaited)
{
  PyxisOutlook outlook = PYXIS_OUTLOOK_NONE;

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (lifecycle)); i++) {
    g_autoptr (PyxisLane) lane = g_list_model_get_item (G_LIST_MODEL (lifecycle), i);
    char *reason;

    if (!pyxis_lane_is_awaited (lane))
      continue;
    ++*n_awaited;
    outlook = MAX (outlook, judge (pyxis_lane_get_pending (lane, now)));
    reason = pyxis_lane_words_dup_pending (lane, now);
    if (reason)
      g_ptr_array_add (reasons, reason);
  }
  return outlook;
}

static char *
dup_headline (PyxisOutlook outlook, guint n)
{
  switch (outlook) {
  case PYXIS_OUTLOOK_HOPELESS:
    return g_strdup (_ ("py:all-done will not come."));
  case PYXIS_OUTLOOK_DOUBTFUL:
    return g_strdup (_ ("py:all-done may not come."));
  default:
    return g_strdup_printf (g_dngettext (NULL, "py:all-done waits for %u script.",
                                         "py:all-done waits for %u scripts.", n),
                            n);
  }
}

static char *
dup_lines (const char *headline, GPtrArray *reasons)
{
  g_autoptr (GString) text = g_string_new (headline);
  guint n_shown = MIN (reasons->len, REASONS_MAX);
  guint n_more = reasons->len - n_shown;

  for (guint i = 0; i < n_shown; i++)
    g_string_append_printf (text, "\n%s", (char *) reasons->pdata[i]);
  if (n_more > 0) {
    g_string_append_c (text, '\n');
    g_string_append_printf (text, g_dngettext (NULL, "And %u more.", "And %u more.", n_more),
                            n_more);
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

PyxisOutlook
pyxis_outlook_read (PyxisLifecycle *lifecycle, double now, char **text)
{
  g_autoptr (GPtrArray) reasons = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *headline = NULL;
  double all_done = pyxis_lifecycle_get_all_done (lifecycle);
  PyxisOutlook outlook;
  guint n_awaited = 0;

  *text = NULL;
  if (!isnan (all_done)) {
    g_autofree char *duration = pyxis_lane_words_format_duration (all_done);

    *text = g_strdup_printf (_ ("py:all-done came after %s."), duration);
    return PYXIS_OUTLOOK_DONE;
  }
  outlook = collect (lifecycle, now, reasons, &n_awaited);
  if (outlook == PYXIS_OUTLOOK_NONE)
    return outlook;
  headline = dup_headline (outlook, n_awaited);
  *text = dup_lines (headline, reasons);
  return outlook;
}

char *
pyxis_outlook_dup_left_out (PyxisLifecycle *lifecycle)
{
  guint n = pyxis_lifecycle_get_n_left_out (lifecycle);

  if (n == 0)
    return NULL;
  return g_strdup_printf (g_dngettext (NULL, "%u more is not shown.", "%u more are not shown.", n),
                          n);
}
