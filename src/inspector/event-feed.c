/* SPDX-License-Identifier: Apache-2.0 */
#include "event-feed.h"

#include "gathered-list.h"

struct _PyxisEventFeed {
  GObject parent_instance;

  PyxisEventFilters *filters; /* borrowed, as is `shown`: of the widget that owns all three */
  GtkFilterListModel *shown;
  GtkCustomFilter *filter;
  PyxisEventFeedCheck check;
  gpointer user_data;

  PyxisEventLog *log;
  PyxisEventQuery *query;
  guint navigation;  /* that the query is about; 0: all */
  GListStore *still; /* what was there when the list was paused; NULL: it is not */
  guint n_new;       /* since then */
};

enum { CHANGED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisEventFeed, pyxis_event_feed, G_TYPE_OBJECT)

static gboolean
is_shown (gpointer item, gpointer user_data)
{
  PyxisEventFeed *self = user_data;

  return (!self->check || self->check (item, self->user_data)) &&
         pyxis_event_query_matches (self->query, item);
}

/* Which navigation is shown; 0: all of them. */
static guint
choose_navigation (PyxisEventFeed *self)
{
  gboolean keeps;

  g_object_get (self->filters, "keeps", &keeps, NULL);
  return keeps || !self->log ? 0 : pyxis_event_log_get_navigation (self->log);
}

static void
filters_changed_cb (PyxisEventFilters *filters, gpointer user_data)
{
  PyxisEventFeed *self = user_data;

  self->navigation = choose_navigation (self);
  pyxis_event_query_set_navigation (self->query, self->navigation);
  pyxis_event_filters_fill (filters, self->query);
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  g_signal_emit (self, signals[CHANGED], 0);
}

static void
show_n_new (PyxisEventFeed *self, guint n)
{
  self->n_new = n;
  g_object_set (self->filters, "n-new", n, NULL);
}

static void
show_log (PyxisEventFeed *self)
{
  g_autoptr (PyxisGatheredList) list =
    self->log ? pyxis_gathered_list_new (G_LIST_MODEL (self->log)) : NULL;

  gtk_filter_list_model_set_model (self->shown, (GListModel *) list);
}

/* A list of its own holds what is shown, while the log goes on. */
static void
pause_list (PyxisEventFeed *self)
{
  guint n = g_list_model_get_n_items (G_LIST_MODEL (self->log));
  g_autoptr (GPtrArray) events = g_ptr_array_new_full (n, g_object_unref);

  for (guint i = 0; i < n; i++)
    g_ptr_array_add (events, g_list_model_get_item (G_LIST_MODEL (self->log), i));
  self->still = g_list_store_new (PYXIS_TYPE_EVENT);
  g_list_store_splice (self->still, 0, 0, events->pdata, events->len);
  gtk_filter_list_model_set_model (self->shown, G_LIST_MODEL (self->still));
}

static void
go_on (PyxisEventFeed *self)
{
  g_clear_object (&self->still);
  show_n_new (self, 0);
  show_log (self);
}

static void
paused_cb (PyxisEventFilters *filters, GParamSpec *pspec, gpointer user_data)
{
  PyxisEventFeed *self = user_data;
  gboolean is_paused;

  g_object_get (filters, "is-paused", &is_paused, NULL);
  if (is_paused && !self->still && self->log)
    pause_list (self);
  else if (!is_paused && self->still)
    go_on (self);
}

static void
clear_cb (PyxisEventFilters *filters, gpointer user_data)
{
  PyxisEventFeed *self = user_data;

  if (self->log)
    pyxis_event_log_clear (self->log);
  if (self->still) {
    g_list_store_remove_all (self->still);
    show_n_new (self, 0);
  }
}

static void
appended_cb (PyxisEventLog *log, PyxisEvent *event, gpointer user_data)
{
  PyxisEventFeed *self = user_data;

  if (!self->still && choose_navigation (self) != self->navigation)
    filters_changed_cb (self->filters, self);
  else if (self->still && (!self->check || self->check (event, self->user_data)))
    show_n_new (self, self->n_new + 1);
}

static void
pyxis_event_feed_dispose (GObject *object)
{
  PyxisEventFeed *self = PYXIS_EVENT_FEED (object);

  gtk_custom_filter_set_filter_func (self->filter, NULL, NULL, NULL);
  g_clear_object (&self->log);
  g_clear_object (&self->still);

  G_OBJECT_CLASS (pyxis_event_feed_parent_class)->dispose (object);
}

static void
pyxis_event_feed_finalize (GObject *object)
{
  PyxisEventFeed *self = PYXIS_EVENT_FEED (object);

  g_object_unref (self->filter);
  pyxis_event_query_free (self->query);

  G_OBJECT_CLASS (pyxis_event_feed_parent_class)->finalize (object);
}

static void
pyxis_event_feed_class_init (PyxisEventFeedClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyxis_event_feed_dispose;
  object_class->finalize = pyxis_event_feed_finalize;

  signals[CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                   NULL, NULL, G_TYPE_NONE, 0);
}

static void
pyxis_event_feed_init (PyxisEventFeed *self)
{
  self->query = pyxis_event_query_new ();
  self->filter = gtk_custom_filter_new (NULL, NULL, NULL);
}

PyxisEventFeed *
pyxis_event_feed_new (PyxisEventFilters *filters,
                      GtkFilterListModel *shown,
                      PyxisEventFeedCheck check,
                      gpointer user_data)
{
  PyxisEventFeed *self = g_object_new (PYXIS_TYPE_EVENT_FEED, NULL);

  self->filters = filters;
  self->shown = shown;
  self->check = check;
  self->user_data = user_data;
  gtk_custom_filter_set_filter_func (self->filter, is_shown, self, NULL);
  gtk_filter_list_model_set_filter (shown, GTK_FILTER (self->filter));
  g_signal_connect_object (filters, "changed", G_CALLBACK (filters_changed_cb), self, 0);
  g_signal_connect_object (filters, "clear", G_CALLBACK (clear_cb), self, 0);
  g_signal_connect_object (filters, "notify::is-paused", G_CALLBACK (paused_cb), self, 0);
  return self;
}

void
pyxis_event_feed_set_log (PyxisEventFeed *self, PyxisEventLog *log)
{
  g_return_if_fail (PYXIS_IS_EVENT_FEED (self));

  if (self->log)
    g_signal_handlers_disconnect_by_func (self->log, appended_cb, self);
  g_set_object (&self->log, log);
  if (log)
    g_signal_connect_object (log, "appended", G_CALLBACK (appended_cb), self, 0);
  g_object_set (self->filters, "is-paused", FALSE, NULL);
  show_log (self);
  filters_changed_cb (self->filters, self);
}

PyxisEventLog *
pyxis_event_feed_get_log (PyxisEventFeed *self)
{
  g_return_val_if_fail (PYXIS_IS_EVENT_FEED (self), NULL);

  return self->log;
}

void
pyxis_event_feed_narrow (PyxisEventFeed *self)
{
  g_return_if_fail (PYXIS_IS_EVENT_FEED (self));

  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_MORE_STRICT);
}

void
pyxis_event_feed_refresh (PyxisEventFeed *self)
{
  g_return_if_fail (PYXIS_IS_EVENT_FEED (self));

  filters_changed_cb (self->filters, self);
}
