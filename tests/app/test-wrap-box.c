/* SPDX-License-Identifier: Apache-2.0 */
#include "wrap-box.h"

/* Lines of children: one of 150 × 40 that expands, and three of 80 × 30, six pixels from each other. */

#define N_CHILDREN 4

typedef struct {
  int width;
  GtkTextDirection direction;
  int height;
  int n_hidden; /* of the last ones */
  GdkRectangle places[N_CHILDREN];
} Case;

static const Case cases[] = {
  { 600,
    GTK_TEXT_DIR_LTR,
    40,
    0,
    { { 0, 0, 342, 40 }, { 348, 0, 80, 40 }, { 434, 0, 80, 40 }, { 520, 0, 80, 40 } } },
  { 600,
    GTK_TEXT_DIR_RTL,
    40,
    0,
    { { 258, 0, 342, 40 }, { 172, 0, 80, 40 }, { 86, 0, 80, 40 }, { 0, 0, 80, 40 } } },
  { 408,
    GTK_TEXT_DIR_LTR,
    40,
    0,
    { { 0, 0, 150, 40 }, { 156, 0, 80, 40 }, { 242, 0, 80, 40 }, { 328, 0, 80, 40 } } },
  { 407,
    GTK_TEXT_DIR_LTR,
    76,
    0,
    { { 0, 0, 235, 40 }, { 241, 0, 80, 40 }, { 327, 0, 80, 40 }, { 0, 46, 80, 30 } } },
  { 200,
    GTK_TEXT_DIR_LTR,
    112,
    0,
    { { 0, 0, 200, 40 }, { 0, 46, 80, 30 }, { 86, 46, 80, 30 }, { 0, 82, 80, 30 } } },
  { 200, GTK_TEXT_DIR_LTR, 76, 1, { { 0, 0, 200, 40 }, { 0, 46, 80, 30 }, { 86, 46, 80, 30 } } },
  { 150,
    GTK_TEXT_DIR_LTR,
    148,
    0,
    { { 0, 0, 150, 40 }, { 0, 46, 80, 30 }, { 0, 82, 80, 30 }, { 0, 118, 80, 30 } } },
};

static GtkWidget *
make_box (const Case *self, GtkWidget **children)
{
  GtkWidget *box = g_object_new (PYXIS_TYPE_WRAP_BOX, NULL);

  gtk_widget_set_direction (box, self->direction);
  for (int i = 0; i < N_CHILDREN; i++) {
    children[i] = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 0);
    gtk_widget_set_size_request (children[i], i == 0 ? 150 : 80, i == 0 ? 40 : 30);
    gtk_widget_set_hexpand (children[i], i == 0);
    gtk_widget_set_visible (children[i], i < N_CHILDREN - self->n_hidden);
    gtk_widget_set_parent (children[i], box);
  }
  return g_object_ref_sink (box);
}

static void
assert_place (GtkWidget *box, GtkWidget *child, const GdkRectangle *place)
{
  graphene_rect_t found;

  g_assert_true (gtk_widget_compute_bounds (child, box, &found));
  g_assert_cmpfloat (found.origin.x, ==, place->x);
  g_assert_cmpfloat (found.origin.y, ==, place->y);
  g_assert_cmpfloat (found.size.width, ==, place->width);
  g_assert_cmpfloat (found.size.height, ==, place->height);
}

static void
test_lines (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    GtkWidget *children[N_CHILDREN];
    GtkWidget *box = make_box (&cases[i], children);
    int least, natural, height;

    gtk_widget_measure (box, GTK_ORIENTATION_HORIZONTAL, -1, &least, &natural, NULL, NULL);
    g_assert_cmpint (least, ==, 150);
    g_assert_cmpint (natural, ==, 408 - cases[i].n_hidden * 86);
    gtk_widget_measure (box, GTK_ORIENTATION_VERTICAL, cases[i].width, &height, NULL, NULL, NULL);
    g_assert_cmpint (height, ==, cases[i].height);
    gtk_widget_allocate (box, cases[i].width, height, -1, NULL);
    for (int j = 0; j < N_CHILDREN - cases[i].n_hidden; j++)
      assert_place (box, children[j], &cases[i].places[j]);
    g_assert_finalize_object (box);
  }
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_test_add_func ("/wrap-box/lines", test_lines);
  return g_test_run ();
}
