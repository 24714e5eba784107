/* SPDX-License-Identifier: Apache-2.0 */
#include <glib/gi18n.h>

#include "files-page-private.h"

#define UNDO_SECONDS 10

/* Only who closes a toast, or lets its time pass, has seen that something could be undone. */
void
pyxis_files_page_drop_toast (PyxisFilesPage *self)
{
  AdwToast *toast = g_steal_pointer (&self->toast);

  g_clear_handle_id (&self->stale, g_source_remove);
  if (!toast)
    return;
  g_signal_handlers_disconnect_by_data (toast, self);
  adw_toast_dismiss (toast);
}

static gboolean
drop_stale_cb (gpointer user_data)
{
  PyxisFilesPage *self = user_data;

  self->stale = 0;
  pyxis_files_page_drop_toast (self);
  return G_SOURCE_REMOVE;
}

void
pyxis_files_page_outdate_toast (PyxisFilesPage *self)
{
  if (self->toast && adw_toast_get_button_label (self->toast) && !self->stale)
    self->stale = g_idle_add (drop_stale_cb, self);
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

/* (transfer none): it takes the place of the last one. */
static AdwToast *
add_toast (PyxisFilesPage *self, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  pyxis_files_page_drop_toast (self);
  self->toast = adw_toast_new (escaped);
  g_signal_connect_object (self->toast, "dismissed", G_CALLBACK (toast_dismissed_cb), self, 0);
  return self->toast;
}

void
pyxis_files_page_say (PyxisFilesPage *self, const char *text)
{
  adw_toast_overlay_add_toast (self->overlay, add_toast (self, text));
}

void
pyxis_files_page_say_with_undo (PyxisFilesPage *self, const char *text)
{
  AdwToast *toast = add_toast (self, text);

  adw_toast_set_button_label (toast, _ ("_Undo"));
  adw_toast_set_action_name (toast, "files.undo");
  adw_toast_set_timeout (toast, UNDO_SECONDS);
  adw_toast_overlay_add_toast (self->overlay, toast);
}
