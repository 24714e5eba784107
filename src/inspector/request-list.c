/* SPDX-License-Identifier: Apache-2.0 */
#include "request-list.h"

#include <adwaita.h>
#include <glib/gi18n.h>

#include "event-feed.h"
#include "request-facts.h"
#include "request-table.h"

/* More than a log holds: those whose events are gone are forgotten then. */
#define ENDED_MAX 200000

/* Of the requests that are shown. */
typedef struct {
  guint n;
  guint n_network;
  guint n_blocked;
  double size;
  double end; /* of the last, in ms since the navigation */
} Sum;

struct _PyxisRequestList {
  GtkWidget parent_instance;

  GtkWidget *bar;
  GtkFilterListModel *filter_model;
  PyxisEventFilters *filters;
  GtkDropDown *from_drop_down;
  GtkStack *stack;
  AdwStatusPage *status_page;
  GtkLabel *summary_label;
  PyxisRequestTable *table;

  PyxisEventFeed *feed;
  GHashTable
    *ended; /* numbers of requests (request-record.h) whose first event is not shown any more */
  Sum sum;
};

enum { PROP_0, PROP_SELECTED, LAST_PROP };

static GParamSpec *pspecs[LAST_PROP];

G_DEFINE_FINAL_TYPE (PyxisRequestList, pyxis_request_list, GTK_TYPE_WIDGET)

/* As the choices of the drop-down follow each other; NULL: no matter who. */
static const char *const choices[] = { NULL,      "project", "runtime", "vfs",
                                       "network", "blocked", "failed" };

static gboolean
is_superseded (PyxisRequestList *self, const PyxisRequestFacts *facts)
{
  return facts->number > 0 && !facts->has_ended &&
         g_hash_table_contains (self->ended, GUINT_TO_POINTER (facts->number));
}

static gboolean
note_end (PyxisRequestList *self, PyxisEvent *event)
{
  const PyxisRequestFacts *facts = pyxis_request_facts_get (event);

  return facts && facts->has_ended &&
         g_hash_table_add (self->ended, GUINT_TO_POINTER (facts->number));
}

/* Of those that are there already. */
static void
note_ends (PyxisRequestList *self, PyxisEventLog *log)
{
  guint n = log ? g_list_model_get_n_items (G_LIST_MODEL (log)) : 0;

  g_hash_table_remove_all (self->ended);
  for (guint i = 0; i < n; i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (G_LIST_MODEL (log), i);

    note_end (self, event);
  }
}

static void
appended_cb (PyxisEventLog *log, PyxisEvent *event, gpointer user_data)
{
  PyxisRequestList *self = user_data;

  if (!note_end (self, event))
    return;
  pyxis_event_feed_narrow (self->feed);
  if (g_hash_table_size (self->ended) > ENDED_MAX)
    note_ends (self, log);
}

static gboolean
is_request (PyxisEvent *event, gpointer user_data)
{
  PyxisRequestList *self = user_data;
  guint chosen = gtk_drop_down_get_selected (self->from_drop_down);
  const char *choice = chosen < G_N_ELEMENTS (choices) ? choices[chosen] : NULL;
  const PyxisRequestFacts *facts = pyxis_request_facts_get (event);

  if (!facts || is_superseded (self, facts))
    return FALSE;
  if (!choice)
    return TRUE;
  if (g_str_equal (choice, "failed"))
    return pyxis_request_facts_has_failed (facts);
  return g_str_equal (choice, facts->from);
}

static void
add_to_sum (Sum *sum, PyxisEvent *event)
{
  const PyxisRequestFacts *facts = pyxis_request_facts_get (event);

  sum->n++;
  sum->n_network += g_str_equal (facts->from, "network");
  sum->n_blocked += g_str_equal (facts->from, "blocked");
  sum->size += MAX (facts->size, 0);
  sum->end = MAX (sum->end, facts->began + MAX (facts->ms, 0));
}

static void
show_sum (PyxisRequestList *self)
{
  const Sum *sum = &self->sum;
  g_autofree char *n = g_strdup_printf (ngettext ("%u request", "%u requests", sum->n), sum->n);
  g_autofree char *size = g_format_size ((guint64) sum->size);
  g_autofree char *network = g_strdup_printf (_ ("%u to the network"), sum->n_network);
  g_autofree char *blocked = g_strdup_printf (_ ("%u blocked"), sum->n_blocked);
  g_autofree char *text = g_strjoin (" · ", n, size, network, blocked, NULL);

  gtk_label_set_text (self->summary_label, text);
  pyxis_request_table_set_end (self->table, sum->end);
}

static void
show_any (PyxisRequestList *self)
{
  PyxisEventLog *log = pyxis_event_feed_get_log (self->feed);
  gboolean has_events = log && g_list_model_get_n_items (G_LIST_MODEL (log)) > 0;

  gtk_stack_set_visible_child_name (self->stack, self->sum.n > 0 ? "table" : "none");
  adw_status_page_set_description (
    self->status_page, has_events ? _ ("None of the page's requests fits what is chosen above.")
                                  : _ ("What the page asks for is shown here."));
}

/* What comes at the end is added, since a page may ask for a lot. */
static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  PyxisRequestList *self = user_data;
  guint n = g_list_model_get_n_items (model);
  gboolean is_at_end = removed == 0 && position + added == n && self->sum.n == position;

  if (!is_at_end)
    self->sum = (Sum){ 0 };
  for (guint i = is_at_end ? position : 0; i < n; i++) {
    g_autoptr (PyxisEvent) event = g_list_model_get_item (model, i);

    add_to_sum (&self->sum, event);
  }
  show_sum (self);
  show_any (self);
}

static void
chosen_cb (GtkDropDown *drop_down, GParamSpec *pspec, gpointer user_data)
{
  PyxisRequestList *self = user_data;

  if (self->feed)
    pyxis_event_feed_refresh (self->feed);
}

static void
selected_cb (PyxisRequestTable *table, GParamSpec *pspec, gpointer user_data)
{
  g_object_notify_by_pspec (user_data, pspecs[PROP_SELECTED]);
}

static void
pyxis_request_list_dispose (GObject *object)
{
  PyxisRequestList *self = PYXIS_REQUEST_LIST (object);

  if (self->filter_model)
    g_signal_handlers_disconnect_by_func (self->filter_model, items_changed_cb, self);
  gtk_widget_dispose_template (GTK_WIDGET (self), PYXIS_TYPE_REQUEST_LIST);
  g_clear_object (&self->feed);

  G_OBJECT_CLASS (pyxis_request_list_parent_class)->dispose (object);
}

static void
pyxis_request_list_finalize (GObject *object)
{
  g_hash_table_unref (PYXIS_REQUEST_LIST (object)->ended);

  G_OBJECT_CLASS (pyxis_request_list_parent_class)->finalize (object);
}

static void
pyxis_request_list_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_SELECTED)
    g_value_set_object (value, pyxis_request_list_get_selected (PYXIS_REQUEST_LIST (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_request_list_class_init (PyxisRequestListClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->dispose = pyxis_request_list_dispose;
  object_class->finalize = pyxis_request_list_finalize;
  object_class->get_property = pyxis_request_list_get_property;

  pspecs[PROP_SELECTED] = g_param_spec_object ("selected", NULL, NULL, PYXIS_TYPE_EVENT,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);

  g_type_ensure (PYXIS_TYPE_EVENT_FILTERS);
  g_type_ensure (PYXIS_TYPE_REQUEST_TABLE);
  gtk_widget_class_set_template_from_resource (widget_class, "/pyxis/inspector/ui/request-list.ui");
  gtk_widget_class_bind_template_child (widget_class, PyxisRequestList, bar);
  gtk_widget_class_bind_template_child (widget_class, PyxisRequestList, filter_model);
  gtk_widget_class_bind_template_child (widget_class, PyxisRequestList, filters);
  gtk_widget_class_bind_template_child (widget_class, PyxisRequestList, from_drop_down);
  gtk_widget_class_bind_template_child (widget_class, PyxisRequestList, stack);
  gtk_widget_class_bind_template_child (widget_class, PyxisRequestList, status_page);
  gtk_widget_class_bind_template_child (widget_class, PyxisRequestList, summary_label);
  gtk_widget_class_bind_template_child (widget_class, PyxisRequestList, table);
  gtk_widget_class_bind_template_callback (widget_class, chosen_cb);
  gtk_widget_class_bind_template_callback (widget_class, items_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, selected_cb);
}

static void
pyxis_request_list_init (PyxisRequestList *self)
{
  self->ended = g_hash_table_new (NULL, NULL);
  gtk_widget_init_template (GTK_WIDGET (self));
  self->feed = pyxis_event_feed_new (self->filters, self->filter_model, is_request, self);
  show_sum (self);
  show_any (self);
}

void
pyxis_request_list_set_log (PyxisRequestList *self, PyxisEventLog *log)
{
  PyxisEventLog *old = NULL;

  g_return_if_fail (PYXIS_IS_REQUEST_LIST (self));

  old = pyxis_event_feed_get_log (self->feed);
  if (log == old)
    return;
  if (old)
    g_signal_handlers_disconnect_by_func (old, appended_cb, self);
  note_ends (self, log);
  if (log)
    g_signal_connect_object (log, "appended", G_CALLBACK (appended_cb), self, 0);
  pyxis_event_feed_set_log (self->feed, log);
}

PyxisEvent *
pyxis_request_list_get_selected (PyxisRequestList *self)
{
  g_return_val_if_fail (PYXIS_IS_REQUEST_LIST (self), NULL);

  return self->table ? pyxis_request_table_get_selected (self->table) : NULL;
}

void
pyxis_request_list_unselect (PyxisRequestList *self)
{
  g_return_if_fail (PYXIS_IS_REQUEST_LIST (self));

  pyxis_request_table_unselect (self->table);
}

void
pyxis_request_list_focus (PyxisRequestList *self)
{
  g_return_if_fail (PYXIS_IS_REQUEST_LIST (self));

  if (self->sum.n > 0)
    pyxis_request_table_focus (self->table);
  else
    pyxis_event_filters_focus (self->filters);
}

void
pyxis_request_list_find (PyxisRequestList *self)
{
  g_return_if_fail (PYXIS_IS_REQUEST_LIST (self));

  pyxis_event_filters_focus (self->filters);
}
