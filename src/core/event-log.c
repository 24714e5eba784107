/* SPDX-License-Identifier: Apache-2.0 */
#include "event-log.h"

#include <math.h>

#include "message.h"
#include "notice.h"
#include "token-bucket.h"

#define MAX_EVENTS 100000
#define MAX_WEIGHT (64 * 1024 * 1024)
#define RING_START 64

/* How many rows of the shell's own a page may cause: at once, then a second. */
#define SHELL_BURST 5000
#define SHELL_RATE 500

struct _PyxisEventLog {
  GObject parent_instance;

  /* A ring of `room` places (a power of two), `n_events` of them filled from `first` on. */
  PyxisEvent **ring;
  guint room;
  guint first;
  guint n_events;
  gsize weight; /* of the ring */
  guint max_events;
  gsize max_weight;

  PyxisEvent *dropped_notice; /* item 0 where it exists; not in the ring */
  guint64 n_dropped;
  guint64 n_refused;
  PyxisTokenBucket requests;
  PyxisTokenBucket notices;
  guint64 n_skipped; /* rows for which those had no token */
  guint64 next_seq;
  guint navigation;
  double began; /* ms since 1970 */
};

enum {
  SIGNAL_APPENDED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

static void pyxis_event_log_list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (PyxisEventLog,
                               pyxis_event_log,
                               G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL,
                                                      pyxis_event_log_list_model_init))

static double
now (void)
{
  return (double) g_get_real_time () / 1000;
}

static guint
count_items (PyxisEventLog *self)
{
  return self->n_events + (self->dropped_notice ? 1 : 0);
}

static PyxisEvent *
peek (PyxisEventLog *self, guint index)
{
  return self->ring[(self->first + index) & (self->room - 1)];
}

static void
push (PyxisEventLog *self, PyxisEvent *event)
{
  if (self->n_events == self->room) {
    guint room = self->room ? self->room * 2 : RING_START;
    PyxisEvent **ring = g_new0 (PyxisEvent *, room);

    for (guint i = 0; i < self->n_events; i++)
      ring[i] = peek (self, i);
    g_free (self->ring);
    self->ring = ring;
    self->room = room;
    self->first = 0;
  }

  self->ring[(self->first + self->n_events++) & (self->room - 1)] = event;
  self->weight += pyxis_event_get_weight (event);
}

static PyxisEvent *
shift (PyxisEventLog *self)
{
  PyxisEvent *event = peek (self, 0);

  self->ring[self->first] = NULL;
  self->first = (self->first + 1) & (self->room - 1);
  self->n_events--;
  self->weight -= pyxis_event_get_weight (event);
  return event;
}

/* Drops the oldest so that `weight` more bytes and one more event fit. A hundredth goes at once,
 * because every drop replaces the notice. */
static void
make_room (PyxisEventLog *self, gsize weight)
{
  guint max_events = self->max_events - 1;
  g_autoptr (PyxisEvent) newest = NULL;
  guint n_before = count_items (self) - self->n_events;
  guint hundredth = self->n_events / 100;
  guint n = 0;

  if (self->n_events < max_events && self->weight + weight <= self->max_weight)
    return;

  while (self->n_events > 0 && (n < hundredth || self->n_events >= max_events ||
                                self->weight + weight > self->max_weight)) {
    g_clear_object (&newest);
    newest = shift (self);
    n++;
  }
  if (n == 0)
    return;

  self->n_dropped += n;
  g_clear_object (&self->dropped_notice);
  self->dropped_notice = pyxis_notice_new_dropped (newest, self->n_dropped);
  g_list_model_items_changed (G_LIST_MODEL (self), 0, n_before + n, 1);
}

static void
add (PyxisEventLog *self, PyxisEvent *event)
{
  make_room (self, pyxis_event_get_weight (event));
  push (self, g_object_ref (event));
  g_list_model_items_changed (G_LIST_MODEL (self), count_items (self) - 1, 0, 1);
  g_signal_emit (self, signals[SIGNAL_APPENDED], 0, event);
}

static void
append_event (PyxisEventLog *self, const PyxisEventFields *fields)
{
  PyxisEventFields timed = *fields;
  g_autoptr (PyxisEvent) event = NULL;

  if (isnan (timed.t))
    timed.t = MAX (now () - self->began, 0);
  timed.at = self->began + timed.t;
  event = pyxis_event_new (self->next_seq++, self->navigation, &timed);
  add (self, event);
}

/* The log's own notices, which have limits of their own. */
static void
append_notice (PyxisEventLog *self, const char *code, gint64 count, const char *text)
{
  g_autofree char *detail = pyxis_notice_make_detail (code, count);
  PyxisEventFields fields = {
    .kind = "notice", .t = NAN, .where = "native", .text = text, .detail = detail
  };

  append_event (self, &fields);
}

/* Adds to `*total`. One notice a power of ten: a page cannot flood the log with what the log
 * refuses. */
static void
count_refused (PyxisEventLog *self, guint64 *total, guint n, const char *reason)
{
  guint64 before = *total;
  guint64 mark = 1;

  *total += n;
  while (mark <= before)
    mark *= 10;
  if (*total >= mark) {
    g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT " so far: %s", *total, reason);
    append_notice (self, "limit", (gint64) *total, text);
  }
}

/* Requests and notices are the shell's words, but the page decides how many there are. They do not
 * share a limit: a notice is heard while requests are left out. */
static gboolean
may_append (PyxisEventLog *self, const char *kind)
{
  PyxisTokenBucket *bucket = g_str_equal (kind, "request")  ? &self->requests
                             : g_str_equal (kind, "notice") ? &self->notices
                                                            : NULL;

  return !bucket || pyxis_token_bucket_take (bucket, g_get_monotonic_time ());
}

static void
pyxis_event_log_finalize (GObject *object)
{
  PyxisEventLog *self = PYXIS_EVENT_LOG (object);

  while (self->n_events > 0)
    g_object_unref (shift (self));
  g_free (self->ring);
  g_clear_object (&self->dropped_notice);

  G_OBJECT_CLASS (pyxis_event_log_parent_class)->finalize (object);
}

static GType
pyxis_event_log_get_item_type (GListModel *model)
{
  return PYXIS_TYPE_EVENT;
}

static guint
pyxis_event_log_get_n_items (GListModel *model)
{
  return count_items (PYXIS_EVENT_LOG (model));
}

static gpointer
pyxis_event_log_get_item (GListModel *model, guint position)
{
  PyxisEventLog *self = PYXIS_EVENT_LOG (model);

  if (position >= count_items (self))
    return NULL;
  if (!self->dropped_notice)
    return g_object_ref (peek (self, position));
  return g_object_ref (position == 0 ? self->dropped_notice : peek (self, position - 1));
}

static void
pyxis_event_log_list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = pyxis_event_log_get_item_type;
  iface->get_n_items = pyxis_event_log_get_n_items;
  iface->get_item = pyxis_event_log_get_item;
}

static void
pyxis_event_log_class_init (PyxisEventLogClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_event_log_finalize;

  signals[SIGNAL_APPENDED] = g_signal_new ("appended", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                           0, NULL, NULL, NULL, G_TYPE_NONE, 1, PYXIS_TYPE_EVENT);
}

static void
pyxis_event_log_init (PyxisEventLog *self)
{
  self->max_events = MAX_EVENTS;
  self->max_weight = MAX_WEIGHT;
  self->requests = (PyxisTokenBucket){ .capacity = SHELL_BURST, .rate = SHELL_RATE };
  self->notices = self->requests;
  self->next_seq = 1;
  self->began = now ();
}

PyxisEventLog *
pyxis_event_log_new (void)
{
  return g_object_new (PYXIS_TYPE_EVENT_LOG, NULL);
}

PyxisEventLog *
pyxis_event_log_new_with_limits (guint max_events, gsize max_weight)
{
  PyxisEventLog *self = pyxis_event_log_new ();

  self->max_events = MAX (max_events, 2);
  self->max_weight = max_weight;
  return self;
}

void
pyxis_event_log_begin_navigation (PyxisEventLog *self)
{
  g_return_if_fail (PYXIS_IS_EVENT_LOG (self));

  self->navigation++;
  self->began = now ();
}

void
pyxis_event_log_set_began (PyxisEventLog *self, double began)
{
  g_return_if_fail (PYXIS_IS_EVENT_LOG (self) && self->navigation == 0);

  self->began = began;
}

guint
pyxis_event_log_get_navigation (PyxisEventLog *self)
{
  g_return_val_if_fail (PYXIS_IS_EVENT_LOG (self), 0);

  return self->navigation;
}

void
pyxis_event_log_append (PyxisEventLog *self, const PyxisEventFields *fields)
{
  g_return_if_fail (PYXIS_IS_EVENT_LOG (self) && fields && fields->kind);

  if (may_append (self, fields->kind))
    append_event (self, fields);
  else
    count_refused (self, &self->n_skipped, 1,
                   "The page caused requests and notices faster than Pyxis shows them, so these "
                   "were left out.");
}

gboolean
pyxis_event_log_append_message (PyxisEventLog *self,
                                const char *json,
                                gssize length,
                                GError **error)
{
  g_autoptr (PyxisMessage) message = NULL;
  g_autoptr (GError) refusal = NULL;

  g_return_val_if_fail (PYXIS_IS_EVENT_LOG (self) && json, FALSE);

  message = pyxis_message_parse (json, length, self->began, &refusal);
  if (!message) {
    count_refused (self, &self->n_refused, 1, refusal->message);
    g_propagate_error (error, g_steal_pointer (&refusal));
    return FALSE;
  }

  for (guint i = 0; i < message->events->len; i++)
    pyxis_event_log_append (self, &g_array_index (message->events, PyxisEventFields, i));
  if (message->n_refused > 0)
    count_refused (self, &self->n_refused, message->n_refused, message->refusal);
  if (message->n_dropped > 0) {
    g_autofree char *text = g_strdup_printf (
      "The page wrote faster than Pyxis shows: %u lines were left out here.", message->n_dropped);
    append_notice (self, "limit", message->n_dropped, text);
  }
  return TRUE;
}

void
pyxis_event_log_notice (PyxisEventLog *self, const char *code, const char *format, ...)
{
  g_autofree char *text = NULL;
  g_autofree char *detail = NULL;
  va_list args;

  g_return_if_fail (PYXIS_IS_EVENT_LOG (self) && code && format);

  va_start (args, format);
  text = g_strdup_vprintf (format, args);
  va_end (args);
  detail = pyxis_notice_make_detail (code, -1);
  pyxis_event_log_append (self, &(PyxisEventFields){
                                  .kind = "notice",
                                  .t = NAN,
                                  .where = "native",
                                  .text = text,
                                  .detail = detail,
                                });
}

gboolean
pyxis_event_log_restore (PyxisEventLog *self, PyxisEvent *event)
{
  g_return_val_if_fail (PYXIS_IS_EVENT_LOG (self) && PYXIS_IS_EVENT (event), FALSE);

  if (pyxis_event_get_seq (event) < self->next_seq ||
      pyxis_event_get_navigation (event) < self->navigation)
    return FALSE;
  self->next_seq = pyxis_event_get_seq (event) + 1;
  self->navigation = pyxis_event_get_navigation (event);
  add (self, event);
  return TRUE;
}

void
pyxis_event_log_clear (PyxisEventLog *self)
{
  guint n = 0;

  g_return_if_fail (PYXIS_IS_EVENT_LOG (self));

  n = count_items (self);
  while (self->n_events > 0)
    g_object_unref (shift (self));
  g_clear_object (&self->dropped_notice);
  self->n_dropped = 0;
  if (n > 0)
    g_list_model_items_changed (G_LIST_MODEL (self), 0, n, 0);
}
