/* SPDX-License-Identifier: Apache-2.0 */
#include "notice-bar.h"

#include <math.h>

#include "pyxis-app-resources.h"

static void
append (PyxisEventLog *log, const char *kind, const char *text, const char *detail)
{
  PyxisEventFields fields = { .kind = kind, .t = NAN, .text = text, .detail = detail };

  pyxis_event_log_append (log, &fields);
}

/* The gravest stays, the first of its kind; what is handled or of no interest is not shown. */
static void
test_order (void)
{
  static const struct {
    const char *kind;
    const char *text;
    const char *detail;
    const char *shown;
    const char *title;
  } steps[] = {
    { "stdout", "hello", NULL, NULL },
    { "notice", "transport", "{\"code\":\"transport\"}", NULL },
    { "error", "caught", "{\"handled\":true}", NULL },
    { "notice", "other version", "{\"code\":\"substituted\"}", "other version" },
    { "notice", "blocked", "{\"code\":\"blocked\"}", "blocked" },
    { "notice", "other version", "{\"code\":\"substituted\"}", "blocked" },
    { "notice", "wrong key", "{\"code\":\"configuration\"}", "blocked (and 1 more)" },
    { "advice", "A Key", "{\"id\":\"a\",\"error\":7,\"title\":\"A Key\"}", "blocked (and 1 more)" },
    { "error", "NameError: x\nmore", "{\"handled\":false}", "blocked (and 1 more)" },
    { "page", "committed", "{\"state\":\"committed\"}", "wrong key", "A Key" },
    { "notice", "blocked", "{\"code\":\"blocked\"}", "wrong key (and 1 more)", "A Key" },
    { "page", "finished", "{\"state\":\"finished\"}", "wrong key (and 1 more)", "A Key" },
    { "page", "committed", "{\"state\":\"committed\"}", "wrong key", "A Key" },
    { "notice", "no files", "{\"code\":\"read-only\"}", "wrong key (and 1 more)", "A Key" },
    { "page", "committed", "{\"state\":\"committed\"}", "wrong key (and 1 more)", "A Key" },
    { "notice", "full", "{\"code\":\"files\"}", "wrong key (and 2 more)", "A Key" },
  };
  g_autoptr (PyxisEventLog) log = pyxis_event_log_new ();
  PyxisNoticeBar *bar = g_object_ref_sink (g_object_new (PYXIS_TYPE_NOTICE_BAR, NULL));

  pyxis_notice_bar_set_log (bar, log);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++) {
    append (log, steps[i].kind, steps[i].text, steps[i].detail);
    g_test_message ("%s %s", steps[i].kind, steps[i].text);
    g_assert_cmpstr (pyxis_notice_bar_get_text (bar), ==, steps[i].shown);
    g_assert_cmpstr (pyxis_notice_bar_get_title (bar), ==, steps[i].title);
  }
  pyxis_notice_bar_set_log (bar, NULL);
  g_assert_null (pyxis_notice_bar_get_text (bar));
  append (log, "notice", "unheard", "{\"code\":\"blocked\"}");
  g_assert_null (pyxis_notice_bar_get_text (bar));
  g_object_unref (bar);
}

/* (nullable): the first that has this tooltip. */
static GtkWidget *
find_button (GtkWidget *widget, const char *tooltip)
{
  GtkWidget *found = NULL;

  if (GTK_IS_BUTTON (widget) && g_strcmp0 (gtk_widget_get_tooltip_text (widget), tooltip) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child && !found;
       child = gtk_widget_get_next_sibling (child))
    found = find_button (child, tooltip);
  return found;
}

static void
test_close (void)
{
  PyxisNoticeBar *bar = g_object_ref_sink (g_object_new (PYXIS_TYPE_NOTICE_BAR, NULL));
  GtkWidget *button = find_button (GTK_WIDGET (bar), "Close");

  g_assert_nonnull (button);
  gtk_test_accessible_assert_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL,
                                       "Close");
  g_object_unref (bar);
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  g_resources_register (pyxis_app_get_resource ());
  g_test_add_func ("/notice-bar/order", test_order);
  g_test_add_func ("/notice-bar/close", test_close);
  return g_test_run ();
}
