/* SPDX-License-Identifier: Apache-2.0 */
#include "trace.h"

#include <math.h>
#include <string.h>

#include "json-stream.h"
#include "request-record.h"
#include "startup.h"

#define PROCESS 1

/* Numbers of threads: those of scripts and workers are at most a million. Interpreters of the page that have
 * no script are told apart by their kind. */
#define THREAD_PROGRAM 1
#define THREAD_PAGE 2
#define THREAD_PYODIDE 3
#define THREAD_MICROPYTHON 4
#define THREAD_SCRIPTS 1000000
#define THREAD_WORKERS 3000000

/* Names are long enough for whoever looks; the events themselves hold all of it. */
#define NAME_MAX_CHARS 200

typedef struct {
  PyxisJsonStream stream;
  GHashTable *threads; /* numbers that have a name */
  GHashTable *ended;   /* requests to the network (request-record.h) */
  double base;         /* ms since 1970 */
  GError **error;
  gboolean is_broken;
} Trace;

/* Takes `item`. */
static void
add (Trace *self, cJSON *item)
{
  if (self->is_broken)
    cJSON_Delete (item);
  else
    self->is_broken = !pyxis_json_stream_add (&self->stream, item, self->error);
}

/* Whole microseconds: what goes into them is less exact. */
static double
get_timestamp (const Trace *self, double moment)
{
  return round (MAX (moment - self->base, 0) * 1000);
}

static void
add_name (cJSON *item, const char *name)
{
  g_autofree char *start =
    g_utf8_substring (name, 0, MIN (g_utf8_strlen (name, -1), NAME_MAX_CHARS));

  cJSON_AddStringToObject (item, "name", *start ? start : "?");
}

static cJSON *
new_item (const char *phase, const char *name, int thread)
{
  cJSON *item = cJSON_CreateObject ();

  cJSON_AddStringToObject (item, "ph", phase);
  add_name (item, name);
  cJSON_AddNumberToObject (item, "pid", PROCESS);
  cJSON_AddNumberToObject (item, "tid", thread);
  return item;
}

static void
add_metadata (Trace *self, int thread, const char *what, const char *name)
{
  cJSON *item = new_item ("M", what, thread);
  cJSON *args = cJSON_AddObjectToObject (item, "args");

  cJSON_AddStringToObject (args, "name", name);
  add (self, item);
}

/* Once. */
static void
name_thread (Trace *self, int thread, const char *name)
{
  cJSON *item = NULL;

  if (!g_hash_table_add (self->threads, GINT_TO_POINTER (thread)))
    return;
  add_metadata (self, thread, "thread_name", name);
  item = new_item ("M", "thread_sort_index", thread);
  cJSON_AddNumberToObject (cJSON_AddObjectToObject (item, "args"), "sort_index", thread);
  add (self, item);
}

static int
name_worker (Trace *self, int worker)
{
  g_autofree char *name = g_strdup_printf ("Worker %d", worker);

  name_thread (self, THREAD_WORKERS + worker, name);
  return THREAD_WORKERS + worker;
}

static int
find_lane_thread (Trace *self, const PyxisStartupLane *lane)
{
  g_autofree char *name = NULL;
  gboolean is_pyodide = g_strcmp0 (lane->interpreter, "pyodide") == 0;
  int thread = is_pyodide ? THREAD_PYODIDE : THREAD_MICROPYTHON;

  if (lane->worker > 0)
    return name_worker (self, lane->worker);
  if (lane->script > 0) {
    name = g_strdup_printf ("Script %d", lane->script);
    thread = THREAD_SCRIPTS + lane->script;
  }
  name_thread (self, thread, name ? name : is_pyodide ? "Pyodide" : "MicroPython");
  return thread;
}

static void
add_slice (Trace *self, const char *name, int thread, double from, double to)
{
  cJSON *item = NULL;

  if (isnan (from) || isnan (to) || to < from)
    return;
  item = new_item ("X", name, thread);
  cJSON_AddStringToObject (item, "cat", "start");
  /* Both ends are rounded, so that what touched still does. */
  cJSON_AddNumberToObject (item, "ts", get_timestamp (self, from));
  cJSON_AddNumberToObject (item, "dur", get_timestamp (self, to) - get_timestamp (self, from));
  add (self, item);
}

/* The slice of the whole comes first: where two begin together, the first is outside. */
static void
add_lane (Trace *self, const PyxisStartupLane *lane, double began)
{
  int thread = find_lane_thread (self, lane);
  g_autofree char *title = pyxis_startup_lane_dup_title (lane);
  double first = NAN;
  double last = NAN;

  for (guint i = 0; i < PYXIS_N_MARKS; i++) {
    if (isnan (lane->marks[i]))
      continue;
    if (isnan (first))
      first = lane->marks[i];
    last = lane->marks[i];
  }
  add_slice (self, title, thread, began + first, began + last);
  for (guint i = 0; i < PYXIS_N_PHASES; i++)
    add_slice (self, pyxis_startup_get_phase (i), thread, began + lane->marks[i],
               began + lane->marks[i + 1]);
}

static void
add_startup (Trace *self, GPtrArray *events, guint navigation)
{
  g_autoptr (PyxisStartup) startup = pyxis_startup_new (events, navigation);
  double began = isnan (startup->began) ? 0 : startup->began;

  add_slice (self, "launch", THREAD_PROGRAM, began - startup->launch, began);
  add_slice (self, "load", THREAD_PAGE, began, began + startup->loaded);
  for (guint i = 0; i < startup->lanes->len; i++)
    add_lane (self, startup->lanes->pdata[i], began);
}

static double
get_moment (PyxisEvent *event)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (event);

  return fields->at > 0 ? fields->at : fields->t;
}

/* The address without what is the same in all. */
static const char *
get_short_name (const char *url)
{
  const char *host = strstr (url, "://");
  const char *path = host ? strchr (host + strlen ("://"), '/') : NULL;

  return path ? path : url;
}

static void
add_request_end (Trace *self,
                 PyxisEvent *event,
                 const PyxisRequestRecord *record,
                 gboolean is_begin)
{
  cJSON *item = new_item (is_begin ? "b" : "e", get_short_name (record->url), THREAD_PROGRAM);
  g_autofree char *id = g_strdup_printf ("0x%" G_GINT64_MODIFIER "x", pyxis_event_get_seq (event));
  double moment = get_moment (event) - (is_begin ? MAX (record->ms, 0) : 0);
  cJSON *args = NULL;

  cJSON_AddStringToObject (item, "cat", "request");
  cJSON_AddStringToObject (item, "id", id);
  cJSON_AddNumberToObject (item, "ts", get_timestamp (self, moment));
  if (is_begin) {
    args = cJSON_AddObjectToObject (item, "args");
    cJSON_AddStringToObject (args, "method", record->method);
    cJSON_AddStringToObject (args, "url", record->url);
    cJSON_AddNumberToObject (args, "status", record->status);
    cJSON_AddStringToObject (args, "type", record->type ? record->type : "");
    cJSON_AddNumberToObject (args, "size", record->size);
    cJSON_AddStringToObject (args, "from", record->from ? record->from : "");
  }
  add (self, item);
}

static int
find_thread (Trace *self, const PyxisEventFields *fields)
{
  if (fields->worker > 0)
    return name_worker (self, fields->worker);
  return g_strcmp0 (fields->where, "native") == 0 ? THREAD_PROGRAM : THREAD_PAGE;
}

static void
add_instant (Trace *self, PyxisEvent *event)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (event);
  cJSON *item = new_item ("i", fields->kind, find_thread (self, fields));
  cJSON *args = NULL;

  cJSON_AddStringToObject (item, "cat", fields->kind);
  cJSON_AddNumberToObject (item, "ts", get_timestamp (self, get_moment (event)));
  cJSON_AddStringToObject (item, "s", "t");
  args = cJSON_AddObjectToObject (item, "args");
  cJSON_AddNumberToObject (args, "seq", (double) pyxis_event_get_seq (event));
  if (fields->text)
    cJSON_AddStringToObject (args, "text", fields->text);
  if (fields->source)
    cJSON_AddStringToObject (args, "source", fields->source);
  add (self, item);
}

static void
add_event (Trace *self, PyxisEvent *event)
{
  g_auto (PyxisRequestRecord) record = { 0 };

  if (!pyxis_request_record_read (&record, event)) {
    add_instant (self, event);
    return;
  }
  if (pyxis_request_record_is_superseded (&record, self->ended))
    return;
  add_request_end (self, event, &record, TRUE);
  add_request_end (self, event, &record, FALSE);
}

/* The moment from which the earliest of them counts. */
static double
find_base (GPtrArray *events)
{
  double base = INFINITY;

  for (guint i = 0; i < events->len; i++)
    base = MIN (base, get_moment (events->pdata[i]) - pyxis_event_get_fields (events->pdata[i])->t);
  return isinf (base) ? 0 : base;
}

static cJSON *
new_envelope (void)
{
  cJSON *root = cJSON_CreateObject ();

  cJSON_AddStringToObject (root, "displayTimeUnit", "ms");
  cJSON_AddArrayToObject (root, "traceEvents");
  return root;
}

static void
add_all (Trace *self, GPtrArray *events, PyxisCopyProgress *progress)
{
  guint navigation = 0;

  add_metadata (self, THREAD_PROGRAM, "process_name", "Pyxis");
  name_thread (self, THREAD_PROGRAM, "Program");
  name_thread (self, THREAD_PAGE, "Page");
  for (guint i = 0; i < events->len && !self->is_broken; i++) {
    if (pyxis_event_get_navigation (events->pdata[i]) > navigation) {
      navigation = pyxis_event_get_navigation (events->pdata[i]);
      add_startup (self, events, navigation);
    }
    add_event (self, events->pdata[i]);
    pyxis_copy_progress_add (progress, 1);
  }
}

gboolean
pyxis_trace_write (GPtrArray *events,
                   GOutputStream *output,
                   PyxisCopyProgress *progress,
                   GCancellable *cancellable,
                   GError **error)
{
  g_autoptr (GHashTable) threads = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) ended = pyxis_request_record_collect_ended (events);
  Trace self = { .stream = { .output = output, .cancellable = cancellable },
                 .threads = threads,
                 .ended = ended,
                 .base = find_base (events),
                 .error = error };
  gboolean is_whole = pyxis_json_stream_begin (&self.stream, new_envelope (), error);

  if (is_whole)
    add_all (&self, events, progress);
  is_whole = is_whole && !self.is_broken && pyxis_json_stream_end (&self.stream, error);
  pyxis_json_stream_clear (&self.stream);
  return is_whole;
}
