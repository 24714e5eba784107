/* SPDX-License-Identifier: Apache-2.0 */
#include "text-patch.h"

#include <string.h>

/* The end is seen, and something before it is not. */
static gboolean
is_at_end (GtkTextView *view)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (view));
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  return end > 1 && gtk_adjustment_get_value (adjustment) >= end - 1;
}

/* How many bytes both begin with, in whole letters. */
static gsize
count_prefix (const char *a, const char *b)
{
  gsize n = 0;

  while (a[n] && a[n] == b[n])
    n++;
  while (n > 0 && ((a[n] & 0xc0) == 0x80 || (b[n] & 0xc0) == 0x80))
    n--;
  return n;
}

/* How many bytes both end with, in whole letters, `max` at most. */
static gsize
count_suffix (const char *a_end, const char *b_end, gsize max)
{
  gsize n = 0;

  while (n < max && a_end[-1 - (gssize) n] == b_end[-1 - (gssize) n])
    n++;
  while (n > 0 && (a_end[-(gssize) n] & 0xc0) == 0x80)
    n--;
  return n;
}

static void
replace (GtkTextBuffer *buffer, const char *old, const char *text)
{
  gsize old_length = strlen (old);
  gsize length = strlen (text);
  gsize prefix = count_prefix (old, text);
  gsize suffix = count_suffix (old + old_length, text + length, MIN (old_length, length) - prefix);
  GtkTextIter start, end;

  gtk_text_buffer_get_iter_at_offset (buffer, &start, g_utf8_strlen (old, prefix));
  gtk_text_buffer_get_iter_at_offset (buffer, &end, g_utf8_strlen (old, old_length - suffix));
  gtk_text_buffer_delete (buffer, &start, &end);
  gtk_text_buffer_insert (buffer, &start, text + prefix, length - prefix - suffix);
}

/* Once the view has measured all of its lines, which it does when nothing else is to be done. */
static gboolean
scroll_to_end_cb (gpointer view)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (view);

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  return G_SOURCE_REMOVE;
}

void
pyxis_text_patch (GtkTextView *view, const char *text)
{
  GtkTextBuffer *buffer = gtk_text_view_get_buffer (view);
  gboolean follows_end = is_at_end (view);
  g_autofree char *old = NULL;

  g_object_get (buffer, "text", &old, NULL);
  gtk_text_buffer_begin_irreversible_action (buffer);
  replace (buffer, old, text);
  gtk_text_buffer_end_irreversible_action (buffer);
  if (follows_end)
    g_idle_add_full (G_PRIORITY_LOW, scroll_to_end_cb, g_object_ref (view), g_object_unref);
}
