/* SPDX-License-Identifier: Apache-2.0 */
#include "console-list.h"

#include <math.h>

#include "../util/shown.h"
#include "console-page.h"

#define N_LINES 500

typedef struct {
  PyxisEventLog *log;
  PyxisConsole *console;
  GtkWidget *window;
  GtkWidget *list_view;
  GString *changes;
} Fixture;

/* (nullable): the first of its type below. */
static GtkWidget *
find (GtkWidget *widget, GType type)
{
  GtkWidget *found = g_type_is_a (G_OBJECT_TYPE (widget), type) ? widget : NULL;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find (child, type);
  return found;
}

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *self)
{
  g_string_append_printf (self->changes, "%u-%u+%u ", position, removed, added);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  GtkWidget *page = g_object_new (PYXIS_TYPE_CONSOLE_PAGE, NULL);

  self->log = pyxis_event_log_new ();
  self->console = pyxis_console_new (self->log);
  self->changes = g_string_new (NULL);
  self->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (self->window), 600, 400);
  pyxis_console_page_set_console (PYXIS_CONSOLE_PAGE (page), self->console);
  gtk_window_set_child (GTK_WINDOW (self->window), page);
  self->list_view = find (find (page, PYXIS_TYPE_CONSOLE_LIST), GTK_TYPE_LIST_VIEW);
  g_signal_connect (gtk_list_view_get_model (GTK_LIST_VIEW (self->list_view)), "items-changed",
                    G_CALLBACK (items_changed_cb), self);
  gtk_window_present (GTK_WINDOW (self->window));
  while (!gtk_widget_get_mapped (self->list_view))
    g_main_context_iteration (NULL, TRUE);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (self->window));
  g_object_unref (self->console);
  g_object_unref (self->log);
  g_string_free (self->changes, TRUE);
}

static void
write_line (Fixture *self, const char *text)
{
  const PyxisEventFields fields = { .kind = "console", .t = NAN, .where = "main", .text = text };

  pyxis_event_log_append (self->log, &fields);
}

static void
write_lines (Fixture *self, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autofree char *text = g_strdup_printf ("line %u", i);

    write_line (self, text);
  }
}

/* However many lines come between two frames: the list is told once, and shows the last. */
static void
test_burst (Fixture *self, gconstpointer data)
{
  write_lines (self, N_LINES);
  g_assert_cmpstr (self->changes->str, ==, "");
  while (!shown_has_text (self->list_view, "line 499"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (self->changes->str, ==, "0-0+500 ");
  write_line (self, "one more");
  while (!shown_has_text (self->list_view, "one more"))
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (self->changes->str, ==, "0-0+500 500-0+1 ");
}

static void
wait_for_end (Fixture *self)
{
  GtkScrolledWindow *scrolled_window =
    GTK_SCROLLED_WINDOW (gtk_widget_get_ancestor (self->list_view, GTK_TYPE_SCROLLED_WINDOW));
  GtkAdjustment *adjustment = gtk_scrolled_window_get_vadjustment (scrolled_window);

  while (gtk_adjustment_get_value (adjustment) + gtk_adjustment_get_page_size (adjustment) <
         gtk_adjustment_get_upper (adjustment) - 1)
    g_main_context_iteration (NULL, TRUE);
}

/* The end is seen of an entry that is higher than all of the list as well, whatever stood there before. */
static void
test_high (Fixture *self, gconstpointer data)
{
  g_autofree char *high = g_strnfill (100, '\n');
  g_autofree char *text = NULL;

  for (guint i = 0; i < 8; i++) {
    g_free (text);
    text = g_strdup_printf ("high %u%send", i, high);
    write_lines (self, i * 10);
    write_line (self, text);
    while (!shown_has_text (self->list_view, text))
      g_main_context_iteration (NULL, TRUE);
    wait_for_end (self);
  }
}

/* What is cleared goes at once. */
static void
test_clear (Fixture *self, gconstpointer data)
{
  write_lines (self, 3);
  while (!shown_has_text (self->list_view, "line 2"))
    g_main_context_iteration (NULL, TRUE);
  pyxis_console_clear (self->console);
  g_assert_cmpstr (self->changes->str, ==, "0-0+3 0-3+0 ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  gtk_init ();
#define ADD(name, function)                                                                        \
  g_test_add ("/console-list/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("burst", test_burst);
  ADD ("high", test_high);
  ADD ("clear", test_clear);
#undef ADD
  return g_test_run ();
}
