/* SPDX-License-Identifier: Apache-2.0 */
#include "console-history.h"

#include <string.h>

#define ITEMS_MAX 500
#define ITEM_MAX (64 * 1024) /* bytes */

struct _PyxisConsoleHistory {
  GPtrArray *items; /* the oldest first */
  guint position;   /* of what is recalled; items->len: nothing is */
  char *draft;      /* (nullable) */
  gboolean is_new;  /* the last one is what was added last */
};

PyxisConsoleHistory *
pyxis_console_history_new (void)
{
  PyxisConsoleHistory *self = g_new0 (PyxisConsoleHistory, 1);

  self->items = g_ptr_array_new_with_free_func (g_free);
  return self;
}

void
pyxis_console_history_free (PyxisConsoleHistory *self)
{
  g_ptr_array_unref (self->items);
  g_free (self->draft);
  g_free (self);
}

void
pyxis_console_history_add (PyxisConsoleHistory *self, const char *text)
{
  guint n = self->items->len;
  gboolean is_same = n > 0 && g_str_equal (self->items->pdata[n - 1], text);

  self->is_new = *text && !is_same && strlen (text) <= ITEM_MAX;
  if (self->is_new)
    g_ptr_array_add (self->items, g_strdup (text));
  if (self->items->len > ITEMS_MAX)
    g_ptr_array_remove_index (self->items, 0);
  self->position = self->items->len;
  g_clear_pointer (&self->draft, g_free);
}

void
pyxis_console_history_forget (PyxisConsoleHistory *self)
{
  if (self->is_new)
    g_ptr_array_remove_index (self->items, self->items->len - 1);
  self->is_new = FALSE;
  self->position = self->items->len;
}

const char *
pyxis_console_history_go_back (PyxisConsoleHistory *self, const char *current)
{
  if (self->position == 0)
    return NULL;
  if (self->position == self->items->len) {
    g_free (self->draft);
    self->draft = g_strdup (current);
  }
  return self->items->pdata[--self->position];
}

const char *
pyxis_console_history_go_on (PyxisConsoleHistory *self)
{
  if (self->position == self->items->len)
    return NULL;
  if (++self->position < self->items->len)
    return self->items->pdata[self->position];
  return self->draft ? self->draft : "";
}
