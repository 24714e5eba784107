/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gi18n.h>

#include "files-page-parts.h"
#include "files-page-private.h"

#define UNDO_SECONDS 10

static gboolean
take_button_cb (gpointer user_data)
{
  PyxisFilesPage *self = user_data;

  self->stale = 0;
  adw_toast_set_button_label (self->toast, NULL);
  return G_SOURCE_REMOVE;
}

void
pyxis_files_page_outdate_toast (PyxisFilesPage *self)
{
  if (self->toast && adw_toast_get_button_label (self->toast) && !self->stale)
    self->stale = g_idle_add (take_button_cb, self);
}

/* A large step is undone now or never. */
static void
toast_dismissed_cb (AdwToast *toast, gpointer user_data)
{
  PyxisFilesPage *self = user_data;

  self->toast = NULL;
  g_clear_handle_id (&self->stale, g_source_remove);
  if (self->history)
    pyxis_vfs_history_settle (self->history);
}

/* The one that is shown is changed, not dismissed: libadwaita 1.2 crashes where a toast goes that has not come
 * wholly yet. */
static void
show (PyxisFilesPage *self, const char *text, const char *button)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  gboolean is_new = !self->toast;

  g_clear_handle_id (&self->stale, g_source_remove);
  if (is_new) {
    self->toast = adw_toast_new (escaped);
    adw_toast_set_action_name (self->toast, "files.undo");
    g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self, 0);
  }
  adw_toast_set_title (self->toast, escaped);
  adw_toast_set_button_label (self->toast, button);
  adw_toast_set_timeout (self->toast, UNDO_SECONDS);
  if (is_new)
    adw_toast_overlay_add_toast (self->overlay, self->toast);
}

void
pyxis_files_page_say (PyxisFilesPage *self, const char *text)
{
  show (self, text, NULL);
}

void
pyxis_files_page_say_with_undo (PyxisFilesPage *self, const char *text)
{
  show (self, text, _ ("_Undo"));
}
