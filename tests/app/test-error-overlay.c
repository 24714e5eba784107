/* SPDX-License-Identifier: Apache-2.0 */
#include "error-overlay.h"

#include <math.h>

#include "panel-button.h"
#include "pyxis-app-resources.h"
#include "shown.h"

typedef struct {
  PyxisEventLog *log;
  PyxisFailureList *failures;
  GtkWidget *window;
  PyxisErrorOverlay *overlay;
  PyxisPanelButton *button;
  guint64 wanted; /* seq of the error of which details were asked for */
} Fixture;

static void
wanted_cb (PyxisErrorOverlay *overlay, PyxisFailure *failure, gpointer user_data)
{
  ((Fixture *) user_data)->wanted = pyxis_event_get_seq (pyxis_failure_get_event (failure));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);

  fixture->log = pyxis_event_log_new ();
  fixture->failures = pyxis_failure_list_new (fixture->log);
  fixture->overlay = g_object_new (PYXIS_TYPE_ERROR_OVERLAY, NULL);
  fixture->button = g_object_new (PYXIS_TYPE_PANEL_BUTTON, NULL);
  fixture->window = gtk_window_new ();
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->overlay));
  gtk_box_append (GTK_BOX (box), GTK_WIDGET (fixture->button));
  gtk_window_set_child (GTK_WINDOW (fixture->window), box);
  gtk_window_present (GTK_WINDOW (fixture->window));
  pyxis_error_overlay_set_log (fixture->overlay, fixture->log, fixture->failures);
  pyxis_panel_button_set_failures (fixture->button, fixture->failures);
  g_signal_connect (fixture->overlay, "show-details", G_CALLBACK (wanted_cb), fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  g_object_unref (fixture->failures);
  g_object_unref (fixture->log);
}

static void
append (Fixture *fixture, const char *kind, const char *text, const char *detail)
{
  PyxisEventFields fields = { .kind = kind, .t = NAN, .text = text, .detail = detail };

  pyxis_event_log_append (fixture->log, &fields);
}

static void
raise_error (Fixture *fixture, const char *text)
{
  append (fixture, "error", text, "{\"handled\":false}");
}

static void
wait_for_text (Fixture *fixture, const char *text)
{
  while (!shown_has_text (GTK_WIDGET (fixture->overlay), text))
    g_main_context_iteration (NULL, TRUE);
}

static void
wait_until_gone (Fixture *fixture)
{
  while (gtk_widget_get_visible (GTK_WIDGET (fixture->overlay)))
    g_main_context_iteration (NULL, TRUE);
}

static GtkWidget *
find_button (GtkWidget *widget, const char *name)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && (shown_has_text (widget, name) ||
                                 g_strcmp0 (gtk_widget_get_tooltip_text (widget), name) == 0))
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, name);
  return found;
}

static void
click (Fixture *fixture, const char *name)
{
  GtkWidget *button = find_button (GTK_WIDGET (fixture->overlay), name);

  g_assert_nonnull (button);
  g_signal_emit_by_name (button, "clicked");
}

/* The newest, with how many; of these one that is explained comes first; handled ones are none. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  static const struct {
    const char *kind;
    const char *text;
    const char *detail;
    const char *shown;
  } steps[] = {
    { "stdout", "hello", NULL, NULL },
    { "notice", "blocked", "{\"code\":\"blocked\"}", NULL },
    { "error", "caught", "{\"handled\":true}", NULL },
    { "error", "NameError: x\nmore", "{\"handled\":false}", "NameError: x" },
    { "error", "second", NULL, "second" },
    { "advice", "Of None", "{\"id\":\"a\",\"error\":3,\"title\":\"Of None\"}", "second" },
    { "advice", "Name It", "{\"id\":\"a\",\"error\":4,\"title\":\"Name It\"}", "NameError: x" },
    { "error", "third", NULL, "NameError: x" },
    { "page", "finished", "{\"state\":\"finished\"}", "NameError: x" },
    { "page", "committed", "{\"state\":\"committed\"}", NULL },
    { "error", "fourth", NULL, "fourth" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    append (fixture, steps[i].kind, steps[i].text, steps[i].detail);
    g_test_message ("%s %s", steps[i].kind, steps[i].text);
    g_assert_cmpstr (pyxis_error_overlay_get_text (fixture->overlay), ==, steps[i].shown);
  }
  wait_for_text (fixture, "fourth");
  g_assert_true (shown_has_text (GTK_WIDGET (fixture->overlay), "Show Details"));
  g_assert_false (shown_has_text (GTK_WIDGET (fixture->overlay), "error"));
  raise_error (fixture, "fifth");
  wait_for_text (fixture, "2 errors");
  append (fixture, "advice", "Why", "{\"id\":\"a\",\"error\":12,\"title\":\"Why\"}");
  wait_for_text (fixture, "Why");
  wait_for_text (fixture, "How to Fix It");
}

/* The same again is no reason to come back, or an animation would always bring it; another error is. */
static void
test_dismiss (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button;

  raise_error (fixture, "again and again");
  wait_for_text (fixture, "again and again");
  button = find_button (GTK_WIDGET (fixture->overlay), "Dismiss");
  g_assert_nonnull (button);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Dismiss");
  click (fixture, "Dismiss");
  wait_until_gone (fixture);
  raise_error (fixture, "again and again");
  append (fixture, "advice", "Why", "{\"id\":\"a\",\"error\":1,\"title\":\"Why\"}");
  g_assert_null (pyxis_error_overlay_get_text (fixture->overlay));
  raise_error (fixture, "another");
  wait_for_text (fixture, "another");
  wait_for_text (fixture, "3 errors");
}

static void
test_details (Fixture *fixture, gconstpointer data)
{
  raise_error (fixture, "first");
  raise_error (fixture, "second");
  wait_for_text (fixture, "second");
  click (fixture, "Show Details");
  g_assert_cmpuint (fixture->wanted, ==, 2);
  wait_until_gone (fixture);
}

/* What the user takes from the list goes from the page too. */
static void
test_cleared (Fixture *fixture, gconstpointer data)
{
  raise_error (fixture, "first");
  wait_for_text (fixture, "first");
  pyxis_failure_list_clear (fixture->failures);
  wait_until_gone (fixture);
}

static void
assert_name (Fixture *fixture, const char *name)
{
  GtkWidget *overlay = gtk_widget_get_first_child (GTK_WIDGET (fixture->button));

  gtk_test_accessible_assert_property (
    GTK_ACCESSIBLE (gtk_overlay_get_child (GTK_OVERLAY (overlay))), GTK_ACCESSIBLE_PROPERTY_LABEL,
    name);
}

/* On the button of the panel, which may be closed, and in its name. */
static void
test_badge (Fixture *fixture, gconstpointer data)
{
  GtkWidget *button = GTK_WIDGET (fixture->button);

  assert_name (fixture, "Events and Files");
  g_assert_false (shown_has_text (button, "0"));
  raise_error (fixture, "first");
  assert_name (fixture, "Events and Files, 1 error");
  while (!shown_has_text (button, "1"))
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 120; i++)
    raise_error (fixture, "first");
  g_assert_true (shown_has_text (button, "99+"));
  assert_name (fixture, "Events and Files, 121 errors");
  append (fixture, "page", "committed", "{\"state\":\"committed\"}");
  assert_name (fixture, "Events and Files");
  while (shown_has_text (button, "9"))
    g_main_context_iteration (NULL, TRUE);
}

static void
add_test (const char *name, void (*test) (Fixture *, gconstpointer))
{
  g_autofree char *path = g_strconcat ("/error-overlay/", name, NULL);

  g_test_add (path, Fixture, NULL, set_up, test, tear_down);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_resources_register (pyxis_app_get_resource ());
  add_test ("order", test_order);
  add_test ("dismiss", test_dismiss);
  add_test ("details", test_details);
  add_test ("cleared", test_cleared);
  add_test ("badge", test_badge);
  return g_test_run ();
}
