/* SPDX-License-Identifier: Apache-2.0 */
#include "scripts-page.h"

#include <adwaita.h>
#include <math.h>

#include "lane-row.h"
#include "lane-words.h"
#include "outlook.h"
#include "phase-swatch.h"
#include "pyxis-inspector-resources.h"
#include "time-line.h"
#include "time-ruler.h"

/* As often as time alone is shown to go on. */
#define TICK_MS 200
/* What ended last is seen whole. */
#define MARGIN 1.02

struct _PyxisScriptsPage {
  GtkWidget parent_instance;

  GtkStack *stack;
  GtkWidget *outlook;
  GtkImage *outlook_icon;
  GtkLabel *outlook_label;
  GtkLabel *segment_label;
  GtkLabel *more_label;
  PyxisTimeLine *time_line;

  PyxisLifecycle *lifecycle; /* (nullable) */
  guint tick;
};

enum { LANE_SELECTED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisScriptsPage, pyxis_scripts_page, GTK_TYPE_WIDGET)

/* Where the last of all segments ends. */
static double
find_end (PyxisLifecycle *lifecycle)
{
  double all_done = pyxis_lifecycle_get_all_done (lifecycle);
  double end = isnan (all_done) ? 0 : all_done;

  if (pyxis_lifecycle_is_going (lifecycle))
    return MAX (end, pyxis_lifecycle_get_now (lifecycle));
  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (lifecycle)); i++) {
    g_autoptr (PyxisLane) lane = g_list_model_get_item (G_LIST_MODEL (lifecycle), i);
    double ended = pyxis_lane_get_ended (lane);

    end = isnan (ended) ? end : MAX (end, ended);
  }
  return end * MARGIN;
}

static void
show_outlook (PyxisScriptsPage *self)
{
  static const char *const icons[] = {
    [PYXIS_OUTLOOK_NONE] = NULL,
    [PYXIS_OUTLOOK_DONE] = "object-select-symbolic",
    [PYXIS_OUTLOOK_WAITS] = "content-loading-symbolic",
    [PYXIS_OUTLOOK_DOUBTFUL] = "dialog-warning-symbolic",
    [PYXIS_OUTLOOK_HOPELESS] = "dialog-error-symbolic",
  };
  g_autofree char *text = NULL;
  PyxisOutlook outlook =
    pyxis_outlook_read (self->lifecycle, pyxis_lifecycle_get_now (self->lifecycle), &text);

  gtk_widget_set_visible (self->outlook, text != NULL);
  if (!text || g_str_equal (gtk_label_get_text (self->outlook_label), text))
    return;
  gtk_label_set_text (self->outlook_label, text);
  gtk_image_set_from_icon_name (self->outlook_icon, icons[outlook]);
}

static void
show_more (PyxisScriptsPage *self)
{
  g_autofree char *text = pyxis_outlook_dup_left_out (self->lifecycle);

  gtk_widget_set_visible (GTK_WIDGET (self->more_label), text != NULL);
  gtk_label_set_text (self->more_label, text ? text : "");
}

static void
update (PyxisScriptsPage *self)
{
  PyxisTimeScale *scale = pyxis_time_line_get_scale (self->time_line);
  gboolean is_empty =
    !self->lifecycle || g_list_model_get_n_items (G_LIST_MODEL (self->lifecycle)) == 0;

  gtk_stack_set_visible_child_name (self->stack, is_empty ? "empty" : "lanes");
  if (is_empty)
    return;
  pyxis_time_scale_set_end (scale, find_end (self->lifecycle));
  show_outlook (self);
  show_more (self);
}

static gboolean
tick_cb (gpointer user_data)
{
  PyxisScriptsPage *self = user_data;

  update (self);
  if (self->lifecycle && pyxis_lifecycle_is_going (self->lifecycle))
    return G_SOURCE_CONTINUE;
  self->tick = 0;
  return G_SOURCE_REMOVE;
}

/* Of what nobody sees nothing is drawn. */
static void
changed_cb (PyxisLifecycle *lifecycle, gpointer user_data)
{
  PyxisScriptsPage *self = user_data;

  if (!gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  update (self);
  if (!self->tick && pyxis_lifecycle_is_going (lifecycle))
    self->tick = g_timeout_add (TICK_MS, tick_cb, self);
}

static void
lane_selected_cb (PyxisTimeLine *time_line, PyxisLane *lane, gpointer user_data)
{
  if (lane)
    g_signal_emit (user_data, signals[LANE_SELECTED], 0, pyxis_lane_get_script (lane),
                   pyxis_lane_get_element (lane));
}

static void
segment_told_cb (PyxisTimeLine *time_line, const char *text, gpointer user_data)
{
  gtk_label_set_text (PYXIS_SCRIPTS_PAGE (user_data)->segment_label, text);
}

static void
pyxis_scripts_page_map (GtkWidget *widget)
{
  PyxisScriptsPage *self = PYXIS_SCRIPTS_PAGE (widget);

  GTK_WIDGET_CLASS (pyxis_scripts_page_parent_class)->map (widget);
  if (self->lifecycle)
    changed_cb (self->lifecycle, self);
}

static void
pyxis_scripts_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&PYXIS_SCRIPTS_PAGE (widget)->tick, g_source_remove);
  GTK_WIDGET_CLASS (pyxis_scripts_page_parent_class)->unmap (widget);
}

static void
pyxis_scripts_page_dispose (GObject *object)
{
  PyxisScriptsPage *self = PYXIS_SCRIPTS_PAGE (object);

  g_clear_handle_id (&self->tick, g_source_remove);
  g_clear_object (&self->lifecycle);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_SCRIPTS_PAGE);

  G_OBJECT_CLASS (pyxis_scripts_page_parent_class)->dispose (object);
}

static void
pyxis_scripts_page_class_init (PyxisScriptsPageClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  /* Of a static library only what is named is linked. */
  g_resources_register (pyxis_inspector_get_resource ());

  object_class->dispose = pyxis_scripts_page_dispose;
  widget_class->map = pyxis_scripts_page_map;
  widget_class->unmap = pyxis_scripts_page_unmap;

  signals[LANE_SELECTED] =
    g_signal_new ("lane-selected", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL, NULL,
                  NULL, G_TYPE_NONE, 2, G_TYPE_INT, G_TYPE_STRING);

  g_type_ensure (PYXIS_TYPE_PHASE_SWATCH);
  g_type_ensure (PYXIS_TYPE_TIME_LINE);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/scripts-page.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisScriptsPage, more_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisScriptsPage, outlook);
  gtk_widget_class_bind_template_child (widget_class, PyxisScriptsPage, outlook_icon);
  gtk_widget_class_bind_template_child (widget_class, PyxisScriptsPage, outlook_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisScriptsPage, segment_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisScriptsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, PyxisScriptsPage, time_line);
  gtk_widget_class_bind_template_callback (widget_class, lane_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, segment_told_cb);
  gtk_widget_class_set_layout_manager_type (widget_class, GTK_TYPE_BIN_LAYOUT);
}

static void
pyxis_scripts_page_init (PyxisScriptsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pyxis_scripts_page_set_lifecycle (PyxisScriptsPage *self, PyxisLifecycle *lifecycle)
{
  g_return_if_fail (PYXIS_IS_SCRIPTS_PAGE (self));

  if (self->lifecycle == lifecycle)
    return;
  if (self->lifecycle)
    g_signal_handlers_disconnect_by_func (self->lifecycle, changed_cb, self);
  g_set_object (&self->lifecycle, lifecycle);
  pyxis_time_line_set_lanes (self->time_line, G_LIST_MODEL (lifecycle));
  if (lifecycle)
    g_signal_connect_object (lifecycle, "changed", G_CALLBACK (changed_cb), self, 0);
  update (self);
}

void
pyxis_scripts_page_focus (PyxisScriptsPage *self)
{
  g_return_if_fail (PYXIS_IS_SCRIPTS_PAGE (self));

  pyxis_time_line_focus (self->time_line);
}
