/* SPDX-License-Identifier: Apache-2.0 */
#include "console-list.h"

#include <glib/gi18n.h>

#include "cell-tip.h"
#include "console-title.h"
#include "gathered-list.h"
#include "row-words.h"

struct _PyxisConsoleList {
  GtkWidget parent_instance;

  GtkListView *list_view;
  GtkScrolledWindow *scrolled_window;
  GtkNoSelection *selection;

  gboolean follows_end;
  guint scroll; /* the idle source that will scroll to the end */
};

G_DEFINE_FINAL_TYPE (PyxisConsoleList, pyxis_console_list, GTK_TYPE_WIDGET)

/* How each kind looks; `words` are what a screen reader says, and the tooltip. */
static const struct {
  const char *icon;
  const char *style;
  const char *words;
} looks[] = {
  [PYXIS_CONSOLE_INPUT] = { "go-next-symbolic", "console-input", N_ ("Input") },
  [PYXIS_CONSOLE_RESULT] = { "go-previous-symbolic", "console-result", N_ ("Result") },
  [PYXIS_CONSOLE_ERROR] = { "dialog-error-symbolic", "error", N_ ("Error") },
  [PYXIS_CONSOLE_OUTPUT] = { NULL, "console-output", N_ ("Output") },
  [PYXIS_CONSOLE_WARNING] = { "dialog-warning-symbolic", "warning", N_ ("Warning") },
  [PYXIS_CONSOLE_NOTE] = { "dialog-information-symbolic", "dim-label", N_ ("Note") },
};

static char *
format_icon (GtkListItem *item, guint kind)
{
  return g_strdup (looks[kind].icon);
}

static char *
format_words (GtkListItem *item, guint kind)
{
  return g_strdup (_ (looks[kind].words));
}

static char *
format_row (GtkListItem *item, PyxisConsoleEntry *entry)
{
  return entry ? g_strdup_printf ("%s: %s", _ (looks[pyxis_console_entry_get_kind (entry)].words),
                                  pyxis_console_entry_get_text (entry))
               : NULL;
}

static char **
format_classes (GtkListItem *item, guint kind)
{
  const char *const classes[] = { looks[kind].style, NULL };

  return g_strdupv ((char **) classes);
}

static char **
format_text_classes (GtkListItem *item, guint kind)
{
  const char *const classes[] = { "monospace", looks[kind].style, NULL };

  return g_strdupv ((char **) classes);
}

static char *
format_origin (GtkListItem *item, PyxisConsoleEntry *entry)
{
  const PyxisConsoleOrigin *origin = entry ? pyxis_console_entry_get_origin (entry) : NULL;

  return origin ? pyxis_console_title_dup (origin) : g_strdup ("");
}

static char *
format_time (GtkListItem *item, gint64 time)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time / G_USEC_PER_SEC);
  g_autoptr (GDateTime) local = utc ? g_date_time_to_local (utc) : NULL;

  return local ? g_date_time_format (local, "%X") : g_strdup ("");
}

static gboolean
is_at_end (PyxisConsoleList *self)
{
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  double end = gtk_adjustment_get_upper (adjustment) - gtk_adjustment_get_page_size (adjustment);

  return gtk_adjustment_get_value (adjustment) >= end - 1;
}

static gboolean
scroll_cb (gpointer user_data)
{
  PyxisConsoleList *self = user_data;
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (self->scrolled_window);
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->selection));

  self->scroll = 0;
  if (n > 0)
    gtk_widget_activate_action (GTK_WIDGET (self->list_view), "list.scroll-to-item", "u", n - 1);
  /* It leaves off at the beginning of a row that is higher than the list. */
  if (!is_at_end (self))
    gtk_adjustment_set_value (adjustment, gtk_adjustment_get_upper (adjustment));
  return G_SOURCE_REMOVE;
}

static void
scroll_to_end (PyxisConsoleList *self)
{
  if (self->follows_end && !self->scroll)
    self->scroll = g_idle_add (scroll_cb, self);
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  scroll_to_end (user_data);
}

/* How high a row is, is known only when it is drawn. */
static void
grown_cb (GtkAdjustment *adjustment, gpointer user_data)
{
  if (!is_at_end (user_data))
    scroll_to_end (user_data);
}

/* What the user does by the wheel, a key or the scroll bar, once it is done: scrolling up lets go of the end,
 * coming back takes hold of it again. */
static gboolean
settled_cb (gpointer user_data)
{
  PyxisConsoleList *self = user_data;

  self->scroll = 0;
  self->follows_end = is_at_end (self);
  return G_SOURCE_REMOVE;
}

static gboolean
input_cb (GtkEventControllerLegacy *controller, GdkEvent *event, gpointer user_data)
{
  PyxisConsoleList *self = user_data;
  GdkEventType type = gdk_event_get_event_type (event);
  gboolean is_dragged =
    type == GDK_MOTION_NOTIFY && (gdk_event_get_modifier_state (event) & GDK_BUTTON1_MASK) != 0;

  if (type == GDK_SCROLL || type == GDK_KEY_PRESS || type == GDK_TOUCH_UPDATE || is_dragged) {
    g_clear_handle_id (&self->scroll, g_source_remove);
    self->scroll = g_timeout_add (300, settled_cb, self);
  }
  return GDK_EVENT_PROPAGATE;
}

/* A list that is not mapped cannot scroll. */
static void
pyxis_console_list_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (pyxis_console_list_parent_class)->map (widget);
  scroll_to_end (PYXIS_CONSOLE_LIST (widget));
}

static void
pyxis_console_list_dispose (GObject *object)
{
  PyxisConsoleList *self = PYXIS_CONSOLE_LIST (object);

  g_clear_handle_id (&self->scroll, g_source_remove);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_CONSOLE_LIST);

  G_OBJECT_CLASS (pyxis_console_list_parent_class)->dispose (object);
}

static void
pyxis_console_list_class_init (PyxisConsoleListClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_console_list_dispose;
  widget_class->map = pyxis_console_list_map;

  g_type_ensure (PYXIS_TYPE_CONSOLE_ENTRY);
  g_type_ensure (PYXIS_TYPE_CELL_TIP);
  g_type_ensure (PYXIS_TYPE_ROW_WORDS);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/console-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisConsoleList, list_view);
  gtk_widget_class_bind_template_child (widget_class, PyxisConsoleList, scrolled_window);
  gtk_widget_class_bind_template_child (widget_class, PyxisConsoleList, selection);
  gtk_widget_class_bind_template_callback (widget_class, format_classes);
  gtk_widget_class_bind_template_callback (widget_class, format_icon);
  gtk_widget_class_bind_template_callback (widget_class, format_origin);
  gtk_widget_class_bind_template_callback (widget_class, format_row);
  gtk_widget_class_bind_template_callback (widget_class, format_text_classes);
  gtk_widget_class_bind_template_callback (widget_class, format_time);
  gtk_widget_class_bind_template_callback (widget_class, format_words);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_console_list_init (PyxisConsoleList *self)
{
  GtkEventController *controller = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  self->follows_end = TRUE;
  g_signal_connect_object (self->selection, "items-changed", G_CALLBACK (items_changed_cb), self,
                           0);
  g_signal_connect_object (gtk_scrolled_window_get_vadjustment (self->scrolled_window), "changed",
                           G_CALLBACK (grown_cb), self, 0);
  controller = gtk_event_controller_legacy_new ();
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  g_signal_connect_object (controller, "event", G_CALLBACK (input_cb), self, 0);
  gtk_widget_add_controller (GTK_WIDGET (self->scrolled_window), controller);
}

void
pyxis_console_list_set_console (PyxisConsoleList *self, PyxisConsole *console)
{
  g_autoptr (PyxisGatheredList) list =
    console ? pyxis_gathered_list_new (G_LIST_MODEL (console)) : NULL;

  g_return_if_fail (PYXIS_IS_CONSOLE_LIST (self));

  gtk_no_selection_set_model (self->selection, (GListModel *) list);
  scroll_to_end (self);
}

void
pyxis_console_list_follow (PyxisConsoleList *self)
{
  g_return_if_fail (PYXIS_IS_CONSOLE_LIST (self));

  g_clear_handle_id (&self->scroll, g_source_remove);
  self->follows_end = TRUE;
  scroll_to_end (self);
}
