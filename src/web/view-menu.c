/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gi18n.h>

#include "view-parts.h"

/* The context menu. WebKit's has items that do nothing here (a new window, a file of the scheme),
 * and an "Open Link" that the policy takes for a navigation of the page itself. */

/* WebKit's network process can read these; files of the scheme it cannot. */
static gboolean
can_save (const char *uri)
{
  const char *scheme = uri ? g_uri_peek_scheme (uri) : NULL;

  return scheme && (g_str_equal (scheme, "blob") || g_str_equal (scheme, "data") ||
                    g_str_equal (scheme, "http"));
}

static gboolean
is_of_use (WebKitContextMenuAction action, WebKitHitTestResult *hit)
{
  switch (action) {
  case WEBKIT_CONTEXT_MENU_ACTION_OPEN_LINK:
  case WEBKIT_CONTEXT_MENU_ACTION_OPEN_LINK_IN_NEW_WINDOW:
  case WEBKIT_CONTEXT_MENU_ACTION_DOWNLOAD_LINK_TO_DISK:
  case WEBKIT_CONTEXT_MENU_ACTION_OPEN_IMAGE_IN_NEW_WINDOW:
  case WEBKIT_CONTEXT_MENU_ACTION_COPY_IMAGE_URL_TO_CLIPBOARD:
  case WEBKIT_CONTEXT_MENU_ACTION_OPEN_FRAME_IN_NEW_WINDOW:
  case WEBKIT_CONTEXT_MENU_ACTION_OPEN_VIDEO_IN_NEW_WINDOW:
  case WEBKIT_CONTEXT_MENU_ACTION_OPEN_AUDIO_IN_NEW_WINDOW:
  case WEBKIT_CONTEXT_MENU_ACTION_COPY_VIDEO_LINK_TO_CLIPBOARD:
  case WEBKIT_CONTEXT_MENU_ACTION_COPY_AUDIO_LINK_TO_CLIPBOARD:
    return FALSE;
  case WEBKIT_CONTEXT_MENU_ACTION_DOWNLOAD_IMAGE_TO_DISK:
    return can_save (webkit_hit_test_result_get_image_uri (hit));
  case WEBKIT_CONTEXT_MENU_ACTION_DOWNLOAD_VIDEO_TO_DISK:
  case WEBKIT_CONTEXT_MENU_ACTION_DOWNLOAD_AUDIO_TO_DISK:
    return can_save (webkit_hit_test_result_get_media_uri (hit));
  default:
    return TRUE;
  }
}

/* Separators that separate nothing go with what stood beside them. */
static void
remove_items (WebKitContextMenu *menu, WebKitHitTestResult *hit)
{
  g_autoptr (GList) items = g_list_copy (webkit_context_menu_get_items (menu));
  WebKitContextMenuItem *separator = NULL;
  gboolean is_empty = TRUE;

  for (GList *l = items; l; l = l->next) {
    WebKitContextMenuItem *item = l->data;

    if (!webkit_context_menu_item_is_separator (item)) {
      if (is_of_use (webkit_context_menu_item_get_stock_action (item), hit)) {
        is_empty = FALSE;
        separator = NULL;
      } else {
        webkit_context_menu_remove (menu, item);
      }
    } else if (is_empty || separator) {
      webkit_context_menu_remove (menu, item);
    } else {
      separator = item;
    }
  }
  if (separator)
    webkit_context_menu_remove (menu, separator);
}

static void
open_link_cb (GSimpleAction *action, GVariant *parameter, gpointer user_data)
{
  PyxisView *self = user_data;
  const char *uri = g_variant_get_string (parameter, NULL);

  if (pyxis_engine_owns_address (self->engine, uri))
    webkit_web_view_load_uri (self->web_view, uri);
  else
    pyxis_view_open_outside (self, uri);
}

static void
add_link (PyxisView *self, WebKitContextMenu *menu, const char *uri)
{
  gboolean is_own = pyxis_engine_owns_address (self->engine, uri);
  g_autoptr (GSimpleAction) action = NULL;

  if (!is_own && !pyxis_view_may_open_outside (uri))
    return;
  action = g_simple_action_new (is_own ? "open-link" : "open-link-outside", G_VARIANT_TYPE_STRING);
  g_signal_connect_object (action, "activate", G_CALLBACK (open_link_cb), self, 0);
  webkit_context_menu_prepend (menu, webkit_context_menu_item_new_from_gaction (
                                       G_ACTION (action),
                                       is_own ? _ ("_Open Link") : _ ("_Open Link in Browser"),
                                       g_variant_new_string (uri)));
}

void
pyxis_view_menu_tidy (PyxisView *self, WebKitContextMenu *menu, WebKitHitTestResult *hit)
{
  remove_items (menu, hit);
  if (webkit_hit_test_result_context_is_link (hit))
    add_link (self, menu, webkit_hit_test_result_get_link_uri (hit));
}

static gboolean
context_menu_cb (WebKitWebView *web_view,
                 WebKitContextMenu *menu,
                 WebKitHitTestResult *hit,
                 gpointer user_data)
{
  pyxis_view_menu_tidy (user_data, menu, hit);
  return webkit_context_menu_get_n_items (menu) == 0;
}

void
pyxis_view_menu_attach (PyxisView *self)
{
  g_signal_connect_object (self->web_view, "context-menu", G_CALLBACK (context_menu_cb), self, 0);
}
