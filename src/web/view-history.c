/* SPDX-License-Identifier: Apache-2.0 */
#include "view-history.h"

#include "view-parts.h"

/* (nullable) (transfer none) */
static WebKitBackForwardListItem *
get_item (PyxisView *self, int steps)
{
  return webkit_back_forward_list_get_nth_item (
    webkit_web_view_get_back_forward_list (self->web_view), steps);
}

static void
changed_cb (WebKitBackForwardList *list,
            WebKitBackForwardListItem *added,
            gpointer removed,
            gpointer user_data)
{
  g_object_notify (user_data, "can-go-back");
  g_object_notify (user_data, "can-go-forward");
}

void
pyxis_view_history_attach (PyxisView *self)
{
  g_signal_connect_object (webkit_web_view_get_back_forward_list (self->web_view), "changed",
                           G_CALLBACK (changed_cb), self, 0);
}

gboolean
pyxis_view_can_go (PyxisView *self, int steps)
{
  g_return_val_if_fail (PYXIS_IS_VIEW (self), FALSE);

  return steps != 0 && get_item (self, steps) != NULL;
}

void
pyxis_view_go (PyxisView *self, int steps)
{
  g_return_if_fail (PYXIS_IS_VIEW (self));

  if (!pyxis_view_can_go (self, steps))
    return;
  pyxis_view_withdraw (self);
  webkit_web_view_go_to_back_forward_list_item (self->web_view, get_item (self, steps));
}

char *
pyxis_view_dup_history_title (PyxisView *self, int steps)
{
  WebKitBackForwardListItem *item;
  const char *title;

  g_return_val_if_fail (PYXIS_IS_VIEW (self), NULL);

  item = get_item (self, steps);
  title = item ? webkit_back_forward_list_item_get_title (item) : NULL;
  if (title && *title)
    return g_strdup (title);
  return item ? g_strdup (webkit_back_forward_list_item_get_uri (item)) : NULL;
}
