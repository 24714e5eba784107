/* SPDX-License-Identifier: Apache-2.0 */
#include "request-cells.h"

#include "cell-tip.h"
#include "request-facts.h"
#include "row-words.h"

static const PyxisRequestFacts *
get_facts (PyxisEvent *event)
{
  return event ? pyxis_request_facts_get (event) : NULL;
}

static char *
format_name (GtkListItem *item, PyxisEvent *event)
{
  const PyxisRequestFacts *facts = get_facts (event);

  return facts ? g_strdup (facts->name) : NULL;
}

static char *
format_row (GtkListItem *item, PyxisEvent *event)
{
  const PyxisRequestFacts *facts = get_facts (event);
  g_autofree char *status = facts ? pyxis_request_facts_dup_status (facts) : NULL;

  return facts ? g_strdup_printf ("%s %s, %s", facts->method, facts->name, status) : NULL;
}

static char *
format_address (GtkListItem *item, PyxisEvent *event)
{
  const PyxisRequestFacts *facts = get_facts (event);

  return facts ? g_strdup (facts->address) : NULL;
}

static char *
format_method (GtkListItem *item, PyxisEvent *event)
{
  const PyxisRequestFacts *facts = get_facts (event);

  return facts ? g_strdup (facts->method) : NULL;
}

static char *
format_status (GtkListItem *item, PyxisEvent *event)
{
  const PyxisRequestFacts *facts = get_facts (event);

  return facts ? pyxis_request_facts_dup_status (facts) : NULL;
}

static char *
format_status_icon (GtkListItem *item, PyxisEvent *event)
{
  const PyxisRequestFacts *facts = get_facts (event);

  return g_strdup (facts && pyxis_request_facts_has_failed (facts) ? "dialog-error-symbolic"
                                                                   : NULL);
}

static char **
format_status_classes (GtkListItem *item, PyxisEvent *event)
{
  static const char *const error[] = { "error", NULL };
  static const char *const none[] = { NULL };
  const PyxisRequestFacts *facts = get_facts (event);

  return g_strdupv ((char **) (facts && pyxis_request_facts_has_failed (facts) ? error : none));
}

static char *
format_type (GtkListItem *item, PyxisEvent *event)
{
  const PyxisRequestFacts *facts = get_facts (event);

  return facts ? g_strdup (facts->type) : NULL;
}

static char *
format_from (GtkListItem *item, PyxisEvent *event)
{
  const PyxisRequestFacts *facts = get_facts (event);

  return facts ? pyxis_request_facts_dup_from (facts) : NULL;
}

static char *
format_initiator (GtkListItem *item, PyxisEvent *event)
{
  const PyxisRequestFacts *facts = get_facts (event);

  return facts ? g_strdup (facts->initiator) : NULL;
}

static char *
format_size (GtkListItem *item, PyxisEvent *event)
{
  const PyxisRequestFacts *facts = get_facts (event);

  return facts ? pyxis_request_facts_dup_size (facts) : NULL;
}

static char *
format_duration (GtkListItem *item, PyxisEvent *event)
{
  const PyxisRequestFacts *facts = get_facts (event);

  return facts ? pyxis_request_facts_dup_time (facts) : NULL;
}

static char *
format_began (GtkListItem *item, PyxisEvent *event)
{
  const PyxisRequestFacts *facts = get_facts (event);

  return facts ? g_strdup_printf ("%.1f", facts->began) : NULL;
}

void
pyxis_request_cells_bind (GtkWidgetClass *klass)
{
  g_type_ensure (PYXIS_TYPE_CELL_TIP);
  g_type_ensure (PYXIS_TYPE_ROW_WORDS);
  gtk_widget_class_bind_template_callback (klass, format_address);
  gtk_widget_class_bind_template_callback (klass, format_began);
  gtk_widget_class_bind_template_callback (klass, format_duration);
  gtk_widget_class_bind_template_callback (klass, format_from);
  gtk_widget_class_bind_template_callback (klass, format_initiator);
  gtk_widget_class_bind_template_callback (klass, format_method);
  gtk_widget_class_bind_template_callback (klass, format_name);
  gtk_widget_class_bind_template_callback (klass, format_size);
  gtk_widget_class_bind_template_callback (klass, format_row);
  gtk_widget_class_bind_template_callback (klass, format_status);
  gtk_widget_class_bind_template_callback (klass, format_status_classes);
  gtk_widget_class_bind_template_callback (klass, format_status_icon);
  gtk_widget_class_bind_template_callback (klass, format_type);
}

static int
compare_numbers (double a, double b)
{
  return (a > b) - (a < b);
}

/* Bytewise, as names of files are: case and language do not matter for finding one. */
static int
compare (gconstpointer a, gconstpointer b, gpointer column)
{
  const PyxisRequestFacts *first = get_facts ((gpointer) a);
  const PyxisRequestFacts *second = get_facts ((gpointer) b);

  switch (GPOINTER_TO_UINT (column)) {
  case PYXIS_REQUEST_NAME:
    return g_strcmp0 (first->name, second->name);
  case PYXIS_REQUEST_METHOD:
    return g_strcmp0 (first->method, second->method);
  case PYXIS_REQUEST_STATUS:
    return compare_numbers (first->status, second->status);
  case PYXIS_REQUEST_TYPE:
    return g_strcmp0 (first->type, second->type);
  case PYXIS_REQUEST_FROM:
    return g_strcmp0 (first->from, second->from);
  case PYXIS_REQUEST_INITIATOR:
    return g_strcmp0 (first->initiator, second->initiator);
  case PYXIS_REQUEST_SIZE:
    return compare_numbers (first->size, second->size);
  case PYXIS_REQUEST_TIME:
    return compare_numbers (first->ms, second->ms);
  case PYXIS_REQUEST_BEGAN:
  default:
    return compare_numbers (first->began, second->began);
  }
}

GtkSorter *
pyxis_request_cells_sorter_new (PyxisRequestColumn column)
{
  return GTK_SORTER (gtk_custom_sorter_new (compare, GUINT_TO_POINTER (column), NULL));
}
