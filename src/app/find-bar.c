/* SPDX-License-Identifier: Apache-2.0 */
#include "find-bar.h"

#include <cjson/cJSON.h>
#include <glib/gi18n.h>
#include <string.h>

#include "view-find.h"

#define SELECTION_RESOURCE "/pyxis/app/js/selection.js"

struct _PyxisFindBar {
  GtkWidget parent_instance;

  GtkLabel *count_label;
  GtkEditable *entry;
  GtkSearchBar *search_bar;

  PyxisView *view; /* (nullable), not owned */
  GSimpleActionGroup *actions;
};

G_DEFINE_FINAL_TYPE (PyxisFindBar, pyxis_find_bar, GTK_TYPE_WIDGET)

static gboolean
is_open (PyxisFindBar *self)
{
  return gtk_search_bar_get_search_mode (self->search_bar);
}

static gboolean
is_on (PyxisFindBar *self, const char *action)
{
  g_autoptr (GVariant) state =
    g_action_group_get_action_state (G_ACTION_GROUP (self->actions), action);

  return g_variant_get_boolean (state);
}

static void
show_count (PyxisFindBar *self, const char *text, gboolean is_failure)
{
  gtk_label_set_text (self->count_label, text);
  if (is_failure)
    gtk_widget_add_css_class (GTK_WIDGET (self->entry), "error");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->entry), "error");
  gtk_accessible_update_state (
    GTK_ACCESSIBLE (self->entry), GTK_ACCESSIBLE_STATE_INVALID,
    is_failure ? GTK_ACCESSIBLE_INVALID_TRUE : GTK_ACCESSIBLE_INVALID_FALSE, -1);
}

static void
search (PyxisFindBar *self)
{
  const char *text = gtk_editable_get_text (self->entry);
  PyxisFindFlags flags = PYXIS_FIND_NONE;

  if (!self->view || !is_open (self))
    return;
  if (is_on (self, "match-case"))
    flags |= PYXIS_FIND_MATCHES_CASE;
  if (is_on (self, "wrap"))
    flags |= PYXIS_FIND_WRAPS;
  if (!*text)
    show_count (self, "", FALSE);
  pyxis_view_find (self->view, text, flags);
}

/* (transfer full) */
static char *
dup_count (guint n_matches, guint position)
{
  if (n_matches == 0)
    return g_strdup (_ ("Not found"));
  if (n_matches > PYXIS_FIND_MAX && position > 0)
    return g_strdup_printf (_ ("%u of over %u"), position, PYXIS_FIND_MAX);
  if (n_matches > PYXIS_FIND_MAX)
    return g_strdup_printf (_ ("Over %u"), PYXIS_FIND_MAX);
  if (position > 0)
    return g_strdup_printf (_ ("%u of %u"), position, n_matches);
  return g_strdup_printf (ngettext ("%u match", "%u matches", n_matches), n_matches);
}

static void
found_cb (PyxisView *view, guint n_matches, guint position, gpointer user_data)
{
  g_autofree char *count = dup_count (n_matches, position);

  show_count (user_data, count, n_matches == 0);
}

/* Another page, or the same again. */
static void
finished_cb (PyxisView *view, gpointer user_data)
{
  search (user_data);
}

static void
search_changed_cb (GtkSearchEntry *entry, gpointer user_data)
{
  search (user_data);
}

static void
next_cb (GtkSearchEntry *entry, gpointer user_data)
{
  pyxis_find_bar_step (user_data, 1);
}

static void
previous_cb (GtkSearchEntry *entry, gpointer user_data)
{
  pyxis_find_bar_step (user_data, -1);
}

static void
stop_search_cb (GtkSearchEntry *entry, gpointer user_data)
{
  pyxis_find_bar_close (user_data);
}

/* Also the bar's own close button. */
static void
search_mode_changed_cb (GtkSearchBar *bar, GParamSpec *pspec, gpointer user_data)
{
  PyxisFindBar *self = user_data;

  if (is_open (self) || !self->view)
    return;
  pyxis_view_find_end (self->view);
  gtk_widget_grab_focus (GTK_WIDGET (self->view));
}

static void
option_changed_cb (GActionGroup *actions, const char *name, GVariant *state, gpointer user_data)
{
  search (user_data);
}

static void
pyxis_find_bar_dispose (GObject *object)
{
  PyxisFindBar *self = PYXIS_FIND_BAR (object);

  g_clear_weak_pointer (&self->view);
  g_clear_object (&self->actions);
  g_clear_pointer ((GtkWidget **) &self->search_bar, gtk_widget_unparent);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_FIND_BAR);

  G_OBJECT_CLASS (pyxis_find_bar_parent_class)->dispose (object);
}

static void
pyxis_find_bar_class_init (PyxisFindBarClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_find_bar_dispose;

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/find-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisFindBar, count_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisFindBar, entry);
  gtk_widget_class_bind_template_child (widget_class, PyxisFindBar, search_bar);
  gtk_widget_class_bind_template_callback (widget_class, next_cb);
  gtk_widget_class_bind_template_callback (widget_class, previous_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, search_mode_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, stop_search_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_find_bar_init (PyxisFindBar *self)
{
  static const GActionEntry options[] = {
    { "match-case", NULL, NULL, "false", NULL },
    { "wrap", NULL, NULL, "true", NULL },
  };

  gtk_widget_init_template (GTK_WIDGET (self));
  self->actions = g_simple_action_group_new ();
  g_action_map_add_action_entries (G_ACTION_MAP (self->actions), options, G_N_ELEMENTS (options),
                                   self);
  g_signal_connect_object (self->actions, "action-state-changed", G_CALLBACK (option_changed_cb),
                           self, 0);
  gtk_widget_insert_action_group (GTK_WIDGET (self), "find", G_ACTION_GROUP (self->actions));
}

void
pyxis_find_bar_set_view (PyxisFindBar *self, PyxisView *view)
{
  g_return_if_fail (PYXIS_IS_FIND_BAR (self));

  g_set_weak_pointer (&self->view, view);
  g_signal_connect_object (view, "found", G_CALLBACK (found_cb), self, 0);
  g_signal_connect_object (view, "finished", G_CALLBACK (finished_cb), self, 0);
}

/* The user may have begun to type. */
static void
selection_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (PyxisFindBar) self = user_data;
  g_autofree char *json = pyxis_view_call_finish (PYXIS_VIEW (source), result, NULL);
  cJSON *selection = json ? cJSON_Parse (json) : NULL;
  const char *text = cJSON_GetStringValue (selection);

  if (text && *text && is_open (self) && !*gtk_editable_get_text (self->entry)) {
    gtk_editable_set_text (self->entry, text);
    gtk_editable_select_region (self->entry, 0, -1);
  }
  cJSON_Delete (selection);
}

static void
take_selection (PyxisFindBar *self)
{
  g_autoptr (GBytes) script =
    g_resources_lookup_data (SELECTION_RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autofree char *body = g_strndup (g_bytes_get_data (script, NULL), g_bytes_get_size (script));

  pyxis_view_call_async (self->view, body, NULL, selection_cb, g_object_ref (self));
}

void
pyxis_find_bar_open (PyxisFindBar *self)
{
  gboolean was_open;

  g_return_if_fail (PYXIS_IS_FIND_BAR (self));

  if (!self->view)
    return;
  was_open = is_open (self);
  gtk_search_bar_set_search_mode (self->search_bar, TRUE);
  gtk_widget_grab_focus (GTK_WIDGET (self->entry));
  gtk_editable_select_region (self->entry, 0, -1);
  if (was_open)
    return;
  if (*gtk_editable_get_text (self->entry))
    search (self);
  else
    take_selection (self);
}

void
pyxis_find_bar_step (PyxisFindBar *self, int direction)
{
  g_return_if_fail (PYXIS_IS_FIND_BAR (self));

  if (!is_open (self) || !*gtk_editable_get_text (self->entry))
    pyxis_find_bar_open (self);
  else
    pyxis_view_find_step (self->view, direction);
}

void
pyxis_find_bar_close (PyxisFindBar *self)
{
  g_return_if_fail (PYXIS_IS_FIND_BAR (self));

  gtk_search_bar_set_search_mode (self->search_bar, FALSE);
}
