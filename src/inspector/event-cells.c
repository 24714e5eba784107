/* SPDX-License-Identifier: Apache-2.0 */
#include "event-cells.h"

#include <glib/gi18n.h>
#include <string.h>

#include "cell-tip.h"
#include "event-kind.h"
#include "row-words.h"

/* What comes before the first page counts from when the program was started or the project opened: beside the
 * times of a page it would be taken for one of them. */
static char *
format_time (GtkListItem *item, double time, guint navigation)
{
  /* Translators: instead of a time, while the project is opened; short. */
  return navigation > 0 ? g_strdup_printf ("%.1f", time) : g_strdup (_ ("opening"));
}

static char *
format_time_tip (GtkListItem *item, double time, guint navigation)
{
  return navigation > 0 ? NULL
                        : g_strdup_printf (_ ("%.1f ms after the start, before any page"), time);
}

static char *
format_place (GtkListItem *item, const char *where, int worker)
{
  return worker > 0 ? g_strdup_printf ("%s %d", where, worker) : g_strdup (where);
}

/* The last line that is not empty: what a traceback says in the end. */
static char *
format_text (GtkListItem *item, const char *text)
{
  g_autofree char *stripped = g_strchomp (g_strdup (text ? text : ""));
  const char *newline = strrchr (stripped, '\n');

  return g_strdup (newline ? newline + 1 : stripped);
}

static PyxisEventSeverity
get_severity (PyxisEvent *event)
{
  return event ? pyxis_event_kind_get_severity (pyxis_event_get_fields (event))
               : PYXIS_SEVERITY_NORMAL;
}

static char *
format_severity_icon (GtkListItem *item, PyxisEvent *event)
{
  static const char *const icons[] = { NULL, "dialog-warning-symbolic", "dialog-error-symbolic" };

  return g_strdup (icons[get_severity (event)]);
}

static char **
format_severity_classes (GtkListItem *item, PyxisEvent *event)
{
  static const char *const classes[][2] = { { NULL }, { "warning", NULL }, { "error", NULL } };

  return g_strdupv ((char **) classes[get_severity (event)]);
}

/* What a screen reader says of an event: what it is, where it came from, and its text. */
static char *
format_row (GtkListItem *item, PyxisEvent *event)
{
  const PyxisEventFields *fields = event ? pyxis_event_get_fields (event) : NULL;
  g_autofree char *place = fields ? format_place (item, fields->where, (int) fields->worker) : NULL;
  g_autofree char *text = fields ? format_text (item, fields->text) : NULL;

  if (!fields)
    return NULL;
  return fields->interpreter
           ? g_strdup_printf ("%s, %s %s: %s", fields->kind, fields->interpreter, place, text)
           : g_strdup_printf ("%s, %s: %s", fields->kind, place, text);
}

void
pyxis_event_cells_bind (GtkWidgetClass *klass)
{
  g_type_ensure (PYXIS_TYPE_CELL_TIP);
  g_type_ensure (PYXIS_TYPE_ROW_WORDS);
  gtk_widget_class_bind_template_callback (klass, format_place);
  gtk_widget_class_bind_template_callback (klass, format_row);
  gtk_widget_class_bind_template_callback (klass, format_severity_classes);
  gtk_widget_class_bind_template_callback (klass, format_severity_icon);
  gtk_widget_class_bind_template_callback (klass, format_text);
  gtk_widget_class_bind_template_callback (klass, format_time);
  gtk_widget_class_bind_template_callback (klass, format_time_tip);
}
