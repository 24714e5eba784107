/* SPDX-License-Identifier: Apache-2.0 */
#include "wrap-box.h"

#define SPACING 6

struct _PyxisWrapBox {
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (PyxisWrapBox, pyxis_wrap_box, GTK_TYPE_WIDGET)

/* Children that stand beside each other. */
typedef struct {
  GtkWidget *first;
  GtkWidget *end; /* the first of the next; NULL: none */
  int left;       /* width that nobody needs */
  int height;
} Line;

static GtkWidget *
get_shown (GtkWidget *child)
{
  while (child && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);
  return child;
}

static GtkWidget *
get_next (GtkWidget *child)
{
  return get_shown (gtk_widget_get_next_sibling (child));
}

static int
measure_width (GtkWidget *child, int most)
{
  int least, natural;

  gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
  return MAX (least, MIN (natural, most));
}

static int
measure_height (GtkWidget *child, int width)
{
  int height;

  gtk_widget_measure (child, GTK_ORIENTATION_VERTICAL, width, NULL, &height, NULL, NULL);
  return height;
}

/* (nullable): who gets what is left. */
static GtkWidget *
find_expanding (const Line *line)
{
  for (GtkWidget *child = line->first; child != line->end; child = get_next (child))
    if (gtk_widget_compute_expand (child, GTK_ORIENTATION_HORIZONTAL))
      return child;
  return NULL;
}

static void
fill_line (Line *line, GtkWidget *first, int width)
{
  GtkWidget *child;
  GtkWidget *expanding;

  line->first = first;
  line->left = width - measure_width (first, width);
  for (child = get_next (first); child; child = get_next (child)) {
    int needed = measure_width (child, width) + SPACING;

    if (needed > line->left)
      break;
    line->left -= needed;
  }
  line->end = child;
  line->height = 0;
  expanding = find_expanding (line);
  for (child = first; child != line->end; child = get_next (child))
    line->height =
      MAX (line->height, measure_height (child, measure_width (child, width) +
                                                  (child == expanding ? MAX (line->left, 0) : 0)));
}

static void
measure_widths (GtkWidget *widget, int *least, int *natural)
{
  for (GtkWidget *child = get_shown (gtk_widget_get_first_child (widget)); child;
       child = get_next (child)) {
    int child_least, child_natural;

    gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &child_least, &child_natural, NULL,
                        NULL);
    *least = MAX (*least, child_least);
    *natural += child_natural + (*natural > 0 ? SPACING : 0);
  }
}

static int
measure_lines (GtkWidget *widget, int width)
{
  GtkWidget *child = get_shown (gtk_widget_get_first_child (widget));
  int height = 0;

  while (child) {
    Line line;

    fill_line (&line, child, width);
    height += line.height + (height > 0 ? SPACING : 0);
    child = line.end;
  }
  return height;
}

static void
pyxis_wrap_box_measure (GtkWidget *widget,
                        GtkOrientation orientation,
                        int for_size,
                        int *least,
                        int *natural,
                        int *least_baseline,
                        int *natural_baseline)
{
  int narrowest = 0, widest = 0;

  measure_widths (widget, &narrowest, &widest);
  if (orientation == GTK_ORIENTATION_HORIZONTAL) {
    *least = narrowest;
    *natural = widest;
    return;
  }
  *natural = measure_lines (widget, for_size < 0 ? widest : for_size);
  *least = *natural;
}

static void
allocate_line (GtkWidget *widget, const Line *line, int y, int width)
{
  gboolean is_mirrored = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  GtkWidget *expanding = find_expanding (line);
  int x = 0;

  for (GtkWidget *child = line->first; child != line->end; child = get_next (child)) {
    int own = measure_width (child, width) + (child == expanding ? MAX (line->left, 0) : 0);
    GtkAllocation place = { is_mirrored ? width - x - own : x, y, own, line->height };

    gtk_widget_size_allocate (child, &place, -1);
    x += own + SPACING;
  }
}

static void
pyxis_wrap_box_size_allocate (GtkWidget *widget, int width, int height, int baseline)
{
  GtkWidget *child = get_shown (gtk_widget_get_first_child (widget));
  int y = 0;

  while (child) {
    Line line;

    fill_line (&line, child, width);
    allocate_line (widget, &line, y, width);
    y += line.height + SPACING;
    child = line.end;
  }
}

static GtkSizeRequestMode
pyxis_wrap_box_get_request_mode (GtkWidget *widget)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
pyxis_wrap_box_dispose (GObject *object)
{
  GtkWidget *child;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (object))))
    gtk_widget_unparent (child);

  G_OBJECT_CLASS (pyxis_wrap_box_parent_class)->dispose (object);
}

static void
pyxis_wrap_box_class_init (PyxisWrapBoxClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = pyxis_wrap_box_dispose;
  widget_class->get_request_mode = pyxis_wrap_box_get_request_mode;
  widget_class->measure = pyxis_wrap_box_measure;
  widget_class->size_allocate = pyxis_wrap_box_size_allocate;
}

static void
pyxis_wrap_box_init (PyxisWrapBox *self)
{
}
