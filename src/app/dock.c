/* SPDX-License-Identifier: Apache-2.0 */
#include "dock.h"

#include "panel-window.h"

/* What the view keeps of width or height, whatever the panel wants. */
#define CONTENT_PERCENT 40

typedef enum { BELOW, RIGHT, WINDOW, N_PLACES } Place;

static const char *const places[] = { "below", "right", "window" };

struct _PyxisDock {
  GtkWidget parent_instance;

  GtkPaned *paned;
  PyxisPanel *panel;
  GtkWindow *window; /* (nullable): of the panel, while it is in one */

  GActionGroup *actions;
  char *name;
  PyxisDockSizes sizes;
  Place place;
  gboolean is_open;
  gboolean is_covered;
  gboolean is_turned; /* and the handle not yet where it belongs */
};

enum { PROP_0, PROP_CONTENT, PROP_IS_OPEN, PROP_PANEL, PROP_PLACE, LAST_PROP };
enum { RESIZED, LAST_SIGNAL };

static GParamSpec *pspecs[LAST_PROP];
static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisDock, pyxis_dock, GTK_TYPE_WIDGET)

/* The bars above it take their room from the view's. */
static int
get_room_above (PyxisDock *self)
{
  GtkWidget *parent = gtk_widget_get_parent (GTK_WIDGET (self));

  return parent ? gtk_widget_get_height (parent) - gtk_widget_get_height (GTK_WIDGET (self)) : 0;
}

static void
set_position (PyxisDock *self)
{
  gtk_paned_set_position (self->paned, self->place == RIGHT
                                         ? self->sizes.right
                                         : self->sizes.below - get_room_above (self));
}

static void
read_sizes (PyxisDock *self)
{
  if (self->window)
    gtk_window_get_default_size (self->window, &self->sizes.width, &self->sizes.height);
  else if (self->is_turned)
    return;
  else if (self->place == RIGHT)
    self->sizes.right = gtk_paned_get_position (self->paned);
  else
    self->sizes.below = gtk_paned_get_position (self->paned) + get_room_above (self);
}

static void
resized_cb (GObject *object, GParamSpec *pspec, gpointer user_data)
{
  g_signal_emit (user_data, signals[RESIZED], 0);
}

/* A window that is small, or became so, takes its room from the panel too: the view keeps its part. */
static void
room_changed_cb (GtkPaned *paned, GParamSpec *pspec, gpointer user_data)
{
  GtkWidget *widget = GTK_WIDGET (paned);
  gboolean is_below =
    gtk_orientable_get_orientation (GTK_ORIENTABLE (paned)) == GTK_ORIENTATION_VERTICAL;
  int all = is_below ? gtk_widget_get_height (widget) : gtk_widget_get_width (widget);
  int least = all * CONTENT_PERCENT / 100;
  int most = 0;

  g_object_get (paned, "max-position", &most, NULL);
  if (gtk_paned_get_position (paned) < MIN (least, most))
    gtk_paned_set_position (paned, MIN (least, most));
}

static void
update (PyxisDock *self)
{
  gboolean is_shown = self->is_open && gtk_widget_get_mapped (GTK_WIDGET (self));

  if (!self->panel)
    return;
  gtk_widget_set_visible (GTK_WIDGET (self->panel),
                          self->window || (self->is_open && !self->is_covered));
  if (self->window && is_shown && !gtk_widget_get_visible (GTK_WIDGET (self->window)))
    gtk_window_present (self->window);
  else if (self->window && !is_shown)
    gtk_widget_set_visible (GTK_WIDGET (self->window), FALSE);
}

static void
open_window (PyxisDock *self)
{
  GtkWidget *root = gtk_widget_get_ancestor (GTK_WIDGET (self), GTK_TYPE_WINDOW);

  self->window = pyxis_panel_window_new (GTK_WINDOW (root), self->name, self->actions);
  gtk_window_set_default_size (self->window, self->sizes.width, self->sizes.height);
  g_signal_connect (self->window, "notify::default-width", G_CALLBACK (resized_cb), self);
  g_signal_connect (self->window, "notify::default-height", G_CALLBACK (resized_cb), self);
  pyxis_panel_window_set_panel (PYXIS_PANEL_WINDOW (self->window), self->panel);
}

static void
close_window (PyxisDock *self)
{
  GtkWindow *window = g_steal_pointer (&self->window);

  if (!window)
    return;
  pyxis_panel_window_set_panel (PYXIS_PANEL_WINDOW (window), NULL);
  gtk_window_destroy (window);
}

static void
attach (PyxisDock *self)
{
  GtkOrientable *orientable = GTK_ORIENTABLE (self->paned);
  GtkOrientation orientation =
    self->place == RIGHT ? GTK_ORIENTATION_HORIZONTAL : GTK_ORIENTATION_VERTICAL;

  if (self->place == WINDOW) {
    open_window (self);
    return;
  }
  self->is_turned |= gtk_orientable_get_orientation (orientable) != orientation;
  gtk_orientable_set_orientation (orientable, orientation);
  set_position (self);
  if (!gtk_paned_get_end_child (self->paned))
    gtk_paned_set_end_child (self->paned, GTK_WIDGET (self->panel));
}

/* (nullable) (transfer full): what has the keyboard in the panel. */
static GtkWidget *
get_focus (PyxisDock *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self->panel));
  GtkWidget *focus = root ? gtk_root_get_focus (root) : NULL;

  if (!focus || !gtk_widget_is_ancestor (focus, GTK_WIDGET (self->panel)))
    return NULL;
  return g_object_ref (focus);
}

static void
move (PyxisDock *self, Place place)
{
  g_autoptr (GtkWidget) focus = get_focus (self);
  g_autoptr (PyxisPanel) panel = g_object_ref (self->panel);

  read_sizes (self);
  self->place = place;
  if (place == WINDOW)
    gtk_paned_set_end_child (self->paned, NULL);
  close_window (self);
  attach (self);
  g_object_set (panel, "is-closable", place != WINDOW, "is-stacked", place == RIGHT, NULL);
  update (self);
  if (focus)
    gtk_widget_grab_focus (focus);
}

static void
set_place (PyxisDock *self, const char *name)
{
  Place place = 0;

  while (place < N_PLACES && g_strcmp0 (places[place], name) != 0)
    place++;
  if (place == N_PLACES || place == self->place)
    return;
  move (self, place);
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_PLACE]);
}

static void
pyxis_dock_measure (GtkWidget *widget,
                    GtkOrientation orientation,
                    int for_size,
                    int *minimum,
                    int *natural,
                    int *minimum_baseline,
                    int *natural_baseline)
{
  gtk_widget_measure (GTK_WIDGET (PYXIS_DOCK (widget)->paned), orientation, for_size, minimum,
                      natural, minimum_baseline, natural_baseline);
}

/* A GtkPaned that is turned keeps the size of its second child, which was the other one. */
static void
pyxis_dock_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  PyxisDock *self = PYXIS_DOCK (widget);

  gtk_widget_allocate (GTK_WIDGET (self->paned), width, height, baseline, NULL);
  if (!self->is_turned || !gtk_widget_get_visible (GTK_WIDGET (self->panel)))
    return;
  self->is_turned = FALSE;
  set_position (self);
  gtk_widget_allocate (GTK_WIDGET (self->paned), width, height, baseline, NULL);
}

static void
pyxis_dock_map (GtkWidget *widget)
{
  GTK_WIDGET_CLASS (pyxis_dock_parent_class)->map (widget);
  update (PYXIS_DOCK (widget));
}

static void
pyxis_dock_dispose (GObject *object)
{
  PyxisDock *self = PYXIS_DOCK (object);

  close_window (self);
  g_clear_object (&self->panel);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_DOCK);
  g_clear_object (&self->actions);
  g_clear_pointer (&self->name, g_free);

  G_OBJECT_CLASS (pyxis_dock_parent_class)->dispose (object);
}

static void
pyxis_dock_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PyxisDock *self = PYXIS_DOCK (object);

  if (id == PROP_IS_OPEN)
    g_value_set_boolean (value, self->is_open);
  else if (id == PROP_PLACE)
    g_value_set_string (value, places[self->place]);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
set_open (PyxisDock *self, gboolean is_open)
{
  if (self->is_open == is_open)
    return;
  self->is_open = is_open;
  update (self);
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_IS_OPEN]);
}

static void
pyxis_dock_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  PyxisDock *self = PYXIS_DOCK (object);

  switch (id) {
  case PROP_CONTENT:
    gtk_paned_set_start_child (self->paned, g_value_get_object (value));
    break;
  case PROP_IS_OPEN:
    set_open (self, g_value_get_boolean (value));
    break;
  case PROP_PANEL:
    self->panel = g_value_dup_object (value);
    attach (self);
    update (self);
    break;
  case PROP_PLACE:
    set_place (self, g_value_get_string (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
  }
}

static void
install_properties (GObjectClass *klass)
{
  const GParamFlags flags = G_PARAM_READWRITE | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS;
  const GParamFlags given = G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS;

  pspecs[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, given);
  pspecs[PROP_IS_OPEN] = g_param_spec_boolean ("is-open", NULL, NULL, FALSE, flags);
  pspecs[PROP_PANEL] = g_param_spec_object ("panel", NULL, NULL, PYXIS_TYPE_PANEL, given);
  pspecs[PROP_PLACE] = g_param_spec_string ("place", NULL, NULL, places[BELOW], flags);
  g_object_class_install_properties (klass, LAST_PROP, pspecs);
}

static void
pyxis_dock_class_init (PyxisDockClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pyxis_dock_dispose;
  object_class->get_property = pyxis_dock_get_property;
  object_class->set_property = pyxis_dock_set_property;
  widget_class->map = pyxis_dock_map;
  widget_class->measure = pyxis_dock_measure;
  widget_class->size_allocate = pyxis_dock_size_allocate;
  install_properties (object_class);

  signals[RESIZED] = g_signal_new ("resized", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);

  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/app/ui/dock.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisDock, paned);
  gtk_widget_class_bind_template_callback (widget_class, resized_cb);
  gtk_widget_class_bind_template_callback (widget_class, room_changed_cb);
}

static void
pyxis_dock_init (PyxisDock *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

void
pyxis_dock_set_project (PyxisDock *self, const char *name, GActionGroup *actions)
{
  g_return_if_fail (PYXIS_IS_DOCK (self) && name);

  g_free (self->name);
  self->name = g_strdup (name);
  g_set_object (&self->actions, actions);
}

void
pyxis_dock_set_covered (PyxisDock *self, gboolean is_covered)
{
  g_return_if_fail (PYXIS_IS_DOCK (self));

  self->is_covered = is_covered;
  update (self);
}

void
pyxis_dock_get_sizes (PyxisDock *self, PyxisDockSizes *sizes)
{
  g_return_if_fail (PYXIS_IS_DOCK (self));

  read_sizes (self);
  *sizes = self->sizes;
}

void
pyxis_dock_set_sizes (PyxisDock *self, const PyxisDockSizes *sizes)
{
  g_return_if_fail (PYXIS_IS_DOCK (self));

  self->sizes = *sizes;
  if (self->window)
    gtk_window_set_default_size (self->window, sizes->width, sizes->height);
  else
    set_position (self);
}

const char *
pyxis_dock_get_place (PyxisDock *self)
{
  g_return_val_if_fail (PYXIS_IS_DOCK (self), NULL);

  return places[self->place];
}

GtkPaned *
pyxis_dock_get_paned (PyxisDock *self)
{
  g_return_val_if_fail (PYXIS_IS_DOCK (self), NULL);

  return self->paned;
}

GtkWindow *
pyxis_dock_get_active_window (PyxisDock *self)
{
  g_return_val_if_fail (PYXIS_IS_DOCK (self), NULL);

  return self->window && gtk_window_is_active (self->window) ? self->window : NULL;
}

gboolean
pyxis_dock_raise (PyxisDock *self)
{
  g_return_val_if_fail (PYXIS_IS_DOCK (self), FALSE);

  if (!self->window || !self->is_open || gtk_window_is_active (self->window))
    return FALSE;
  gtk_window_present (self->window);
  return TRUE;
}
