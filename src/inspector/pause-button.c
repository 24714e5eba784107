/* SPDX-License-Identifier: Apache-2.0 */
#include "pause-button.h"

#include <glib/gi18n.h>

#include "lane-words.h"

#define N_POINTS 4
#define SCRIPTS_MAX 200

struct _PyxisPauseButton {
  GtkWidget parent_instance;

  GtkMenuButton *menu_button;
  GtkCheckButton *all_done_check;
  GtkCheckButton *done_check;
  GtkCheckButton *error_check;
  GtkCheckButton *ready_check;
  GtkDropDown *scripts_drop_down;
  GtkStringList *names;

  PyxisBreakpoints *breakpoints; /* (nullable) */
  PyxisLifecycle *lifecycle;     /* (nullable) */
  GArray *numbers;               /* of int: the scripts of `names` */
  GArray *mains;                 /* of gboolean: whether they run on the main thread */
  char *name; /* of the script that is chosen, when it is on no page any more; NULL: any */
  gboolean is_updating;
};

G_DEFINE_FINAL_TYPE (PyxisPauseButton, pyxis_pause_button, GTK_TYPE_WIDGET)

static GtkCheckButton *
get_check (PyxisPauseButton *self, guint i)
{
  GtkCheckButton *const checks[N_POINTS] = { self->ready_check, self->done_check,
                                             self->all_done_check, self->error_check };

  return checks[i];
}

/* In the order of the buttons. */
static const PyxisPoints points[N_POINTS] = { PYXIS_POINT_READY, PYXIS_POINT_DONE,
                                              PYXIS_POINT_ALL_DONE, PYXIS_POINT_ERROR };

static void
update (PyxisPauseButton *self)
{
  PyxisPoints set = self->breakpoints ? pyxis_breakpoints_get_points (self->breakpoints) : 0;

  self->is_updating = TRUE;
  for (guint i = 0; i < N_POINTS; i++)
    gtk_check_button_set_active (get_check (self, i), (set & points[i]) != 0);
  self->is_updating = FALSE;
  gtk_widget_set_sensitive (GTK_WIDGET (self->menu_button), self->breakpoints != NULL);
  if (set)
    gtk_widget_add_css_class (GTK_WIDGET (self->menu_button), "accent");
  else
    gtk_widget_remove_css_class (GTK_WIDGET (self->menu_button), "accent");
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->menu_button),
                               set ? _ ("Pauses at events of scripts")
                                   : _ ("Pause at events of scripts"));
}

static void
changed_cb (PyxisBreakpoints *breakpoints, gpointer user_data)
{
  update (user_data);
}

static void
toggled_cb (GtkCheckButton *button, gpointer user_data)
{
  PyxisPauseButton *self = user_data;
  PyxisPoints set = 0;

  if (self->is_updating || !self->breakpoints)
    return;
  for (guint i = 0; i < N_POINTS; i++)
    if (gtk_check_button_get_active (get_check (self, i)))
      set |= points[i];
  pyxis_breakpoints_set_points (self->breakpoints, set);
}

static void
add_script (PyxisPauseButton *self, const char *name, int number, gboolean is_main)
{
  gtk_string_list_append (self->names, name);
  g_array_append_val (self->numbers, number);
  g_array_append_val (self->mains, is_main);
}

static void
add_lanes (PyxisPauseButton *self)
{
  GListModel *lanes = G_LIST_MODEL (self->lifecycle);

  for (guint i = 0; lanes && self->numbers->len < SCRIPTS_MAX; i++) {
    g_autoptr (PyxisLane) lane = g_list_model_get_item (lanes, i);
    g_autofree char *title = NULL;
    g_autofree char *place = NULL;
    g_autofree char *name = NULL;

    if (!lane)
      return;
    if (!pyxis_lane_get_script (lane))
      continue;
    title = pyxis_lane_words_dup_title (lane);
    place = pyxis_lane_words_dup_place (lane);
    name = g_strdup_printf ("%s (%s)", title, place);
    add_script (self, name, pyxis_lane_get_script (lane),
                g_strcmp0 (pyxis_lane_get_where (lane), "main") == 0);
  }
}

/* What is chosen stays so, though the page may not have it now. */
static void
fill_scripts (PyxisPauseButton *self)
{
  int chosen = self->breakpoints ? pyxis_breakpoints_get_script (self->breakpoints) : 0;
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->names));
  guint selected = 0;

  self->is_updating = TRUE;
  gtk_string_list_splice (self->names, 0, n, NULL);
  g_array_set_size (self->numbers, 0);
  g_array_set_size (self->mains, 0);
  add_script (self, _ ("Of Any Script"), 0, FALSE);
  add_lanes (self);
  for (guint i = 0; i < self->numbers->len && chosen; i++)
    if (g_array_index (self->numbers, int, i) == chosen)
      selected = i;
  if (chosen && !selected) {
    selected = self->numbers->len;
    add_script (self, self->name ? self->name : "", chosen, FALSE);
  }
  gtk_drop_down_set_selected (self->scripts_drop_down, selected);
  self->is_updating = FALSE;
}

static void
shown_cb (GtkPopover *popover, gpointer user_data)
{
  fill_scripts (user_data);
}

static void
selected_cb (GtkDropDown *drop_down, GParamSpec *pspec, gpointer user_data)
{
  PyxisPauseButton *self = user_data;
  guint selected = gtk_drop_down_get_selected (drop_down);

  if (self->is_updating || !self->breakpoints || selected >= self->numbers->len)
    return;
  g_free (self->name);
  self->name = g_strdup (gtk_string_list_get_string (self->names, selected));
  pyxis_breakpoints_set_script (self->breakpoints, g_array_index (self->numbers, int, selected),
                                g_array_index (self->mains, gboolean, selected));
}

static void
pyxis_pause_button_dispose (GObject *object)
{
  PyxisPauseButton *self = PYXIS_PAUSE_BUTTON (object);

  self->is_updating = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_PAUSE_BUTTON);
  if (self->breakpoints)
    g_signal_handlers_disconnect_by_data (self->breakpoints, self);
  g_clear_object (&self->breakpoints);
  g_clear_object (&self->lifecycle);

  G_OBJECT_CLASS (pyxis_pause_button_parent_class)->dispose (object);
}

static void
pyxis_pause_button_finalize (GObject *object)
{
  PyxisPauseButton *self = PYXIS_PAUSE_BUTTON (object);

  g_array_unref (self->numbers);
  g_array_unref (self->mains);
  g_free (self->name);

  G_OBJECT_CLASS (pyxis_pause_button_parent_class)->finalize (object);
}

static void
pyxis_pause_button_class_init (PyxisPauseButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pyxis_pause_button_dispose;
  object_class->finalize = pyxis_pause_button_finalize;

  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/pause-button.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisPauseButton, all_done_check);
  gtk_widget_class_bind_template_child (widget_class, PyxisPauseButton, done_check);
  gtk_widget_class_bind_template_child (widget_class, PyxisPauseButton, error_check);
  gtk_widget_class_bind_template_child (widget_class, PyxisPauseButton, menu_button);
  gtk_widget_class_bind_template_child (widget_class, PyxisPauseButton, names);
  gtk_widget_class_bind_template_child (widget_class, PyxisPauseButton, ready_check);
  gtk_widget_class_bind_template_child (widget_class, PyxisPauseButton, scripts_drop_down);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, shown_cb);
  gtk_widget_class_bind_template_callback (widget_class, toggled_cb);
}

static void
pyxis_pause_button_init (PyxisPauseButton *self)
{
  self->numbers = g_array_new (FALSE, FALSE, sizeof (int));
  self->mains = g_array_new (FALSE, FALSE, sizeof (gboolean));
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

void
pyxis_pause_button_set_breakpoints (PyxisPauseButton *self, PyxisBreakpoints *breakpoints)
{
  g_return_if_fail (PYXIS_IS_PAUSE_BUTTON (self));

  if (self->breakpoints)
    g_signal_handlers_disconnect_by_data (self->breakpoints, self);
  g_set_object (&self->breakpoints, breakpoints);
  if (breakpoints)
    g_signal_connect_object (breakpoints, "changed", G_CALLBACK (changed_cb), self, 0);
  update (self);
}

void
pyxis_pause_button_set_lifecycle (PyxisPauseButton *self, PyxisLifecycle *lifecycle)
{
  g_return_if_fail (PYXIS_IS_PAUSE_BUTTON (self));

  g_set_object (&self->lifecycle, lifecycle);
}
