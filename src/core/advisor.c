/* SPDX-License-Identifier: Apache-2.0 */
#include "advisor.h"

#include <math.h>
#include <string.h>

#include "cause.h"
#include "token-bucket.h"

#define MAX_ADVICES 100
#define MAX_SCRIPTS 100
/* Looks into the table: at once, then a second. A page that floods the log does not slow Pyxis down. */
#define LOOK_BURST 500
#define LOOK_RATE 50
#define MAX_NAMED 3 /* scripts in a sentence */

struct _PyxisAdvisor {
  GObject parent_instance;

  PyxisAdviceTable *table; /* NULL before it is needed */
  PyxisEventLog *log;
  PyxisCause cause;
  PyxisTokenBucket looks;
  GHashTable *given;    /* (element-type utf8): of this page, "id\nwords" */
  GHashTable *running;  /* (element-type int utf8): scripts by number that are ready and not done */
  guint64 last;         /* seq of the newest event */
  gboolean has_started; /* any script of this page */
};

G_DEFINE_FINAL_TYPE (PyxisAdvisor, pyxis_advisor, G_TYPE_OBJECT)

static void
give (PyxisAdvisor *self, const PyxisAdvice *advice, const PyxisEventFields *about, guint64 seq)
{
  g_autofree char *detail = pyxis_advice_to_json (advice, seq);
  PyxisEventFields fields = {
    .kind = "advice",
    .t = NAN,
    .where = "native",
    .text = advice->title,
    .detail = detail,
  };

  if (about) {
    fields.interpreter = about->interpreter;
    fields.element = about->element;
    fields.script = about->script;
    fields.source = about->source;
  }
  pyxis_event_log_append (self->log, &fields);
}

/* `words` are what the table knows; `about` is the event that they are of. */
static void
look (PyxisAdvisor *self, const char *kind, const char *words, PyxisEvent *about)
{
  g_autoptr (PyxisAdvice) advice = NULL;
  char *key = NULL;

  if (g_hash_table_size (self->given) >= MAX_ADVICES ||
      !pyxis_token_bucket_take (&self->looks, g_get_monotonic_time ()))
    return;
  advice = pyxis_advice_table_find (pyxis_advisor_get_table (self), kind, words);
  if (!advice)
    return;
  key = g_strdup_printf ("%s\n%.*s", advice->id, (int) PYXIS_ADVICE_TEXT_MAX, words);
  if (g_hash_table_add (self->given, key))
    give (self, advice, about ? pyxis_event_get_fields (about) : NULL,
          about ? pyxis_event_get_seq (about) : self->last);
}

static void
look_at_error (PyxisAdvisor *self, PyxisEvent *error)
{
  g_autofree char *handled = pyxis_event_dup_detail (error, "handled");
  g_autofree char *words = pyxis_cause_dup_text (&self->cause, error);

  if (g_strcmp0 (handled, "true") != 0)
    look (self, "error", words, error);
}

static void
look_at_console (PyxisAdvisor *self, PyxisEvent *event)
{
  g_autofree char *level = pyxis_event_dup_detail (event, "level");
  const char *text = pyxis_event_get_fields (event)->text;

  if (text && (g_strcmp0 (level, "warn") == 0 || g_strcmp0 (level, "error") == 0))
    look (self, "console", text, event);
}

static void
forget_page (PyxisAdvisor *self)
{
  g_hash_table_remove_all (self->given);
  g_hash_table_remove_all (self->running);
  self->has_started = FALSE;
}

static void
note_script (PyxisAdvisor *self, const PyxisEventFields *fields)
{
  const char *name = fields->source ? fields->source : fields->name ? fields->name : NULL;
  gpointer key = GINT_TO_POINTER (fields->script);

  if (g_str_has_suffix (fields->kind, ":ready")) {
    self->has_started = TRUE;
    if (g_hash_table_size (self->running) < MAX_SCRIPTS)
      g_hash_table_insert (self->running, key,
                           name ? g_strdup (name)
                                : g_strdup_printf ("Script %d of the page", fields->script));
  } else if (g_str_has_suffix (fields->kind, ":done")) {
    g_hash_table_remove (self->running, key);
  }
}

static void
note_page (PyxisAdvisor *self, PyxisEvent *event)
{
  g_autofree char *state = pyxis_event_dup_detail (event, "state");

  if (g_strcmp0 (state, "committed") == 0)
    forget_page (self);
}

static void
appended_cb (PyxisEventLog *log, PyxisEvent *event, gpointer user_data)
{
  PyxisAdvisor *self = user_data;
  const PyxisEventFields *fields = pyxis_event_get_fields (event);

  self->last = pyxis_event_get_seq (event);
  pyxis_cause_note (&self->cause, event);
  if (g_str_equal (fields->kind, "error"))
    look_at_error (self, event);
  else if (g_str_equal (fields->kind, "notice"))
    look (self, "notice", fields->text ? fields->text : "", event);
  else if (g_str_equal (fields->kind, "console"))
    look_at_console (self, event);
  else if (g_str_equal (fields->kind, "page"))
    note_page (self, event);
  else if (fields->script > 0)
    note_script (self, fields);
}

static void
pyxis_advisor_finalize (GObject *object)
{
  PyxisAdvisor *self = PYXIS_ADVISOR (object);

  g_clear_pointer (&self->table, pyxis_advice_table_free);
  g_clear_object (&self->log);
  pyxis_cause_clear (&self->cause);
  g_hash_table_unref (self->given);
  g_hash_table_unref (self->running);

  G_OBJECT_CLASS (pyxis_advisor_parent_class)->finalize (object);
}

static void
pyxis_advisor_class_init (PyxisAdvisorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_advisor_finalize;
}

static void
pyxis_advisor_init (PyxisAdvisor *self)
{
  self->looks = (PyxisTokenBucket){ .capacity = LOOK_BURST, .rate = LOOK_RATE };
  self->given = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->running = g_hash_table_new_full (NULL, NULL, NULL, g_free);
}

PyxisAdvisor *
pyxis_advisor_new (PyxisEventLog *log)
{
  PyxisAdvisor *self = g_object_new (PYXIS_TYPE_ADVISOR, NULL);

  g_return_val_if_fail (PYXIS_IS_EVENT_LOG (log), NULL);

  self->log = g_object_ref (log);
  /* After all others, who else would hear of the advice before they hear of its error. */
  g_signal_connect_object (log, "appended", G_CALLBACK (appended_cb), self, G_CONNECT_AFTER);
  return self;
}

const PyxisAdviceTable *
pyxis_advisor_get_table (PyxisAdvisor *self)
{
  g_return_val_if_fail (PYXIS_IS_ADVISOR (self), NULL);

  if (!self->table)
    self->table = pyxis_advice_table_new ();
  return self->table;
}

/* (transfer full): "main.py and other.py are". */
static char *
dup_running (PyxisAdvisor *self)
{
  g_autoptr (GList) names =
    g_list_sort (g_hash_table_get_values (self->running), (GCompareFunc) strcmp);
  GString *list = g_string_new (NULL);
  guint n = g_list_length (names);
  guint i = 0;

  for (GList *name = names; name && i < MAX_NAMED; name = name->next)
    g_string_append_printf (list, "%s%s", i++ > 0 ? ", " : "", (char *) name->data);
  if (n > MAX_NAMED)
    g_string_append_printf (list, " and %u more", n - MAX_NAMED);
  g_string_append (list, n > 1 ? " are" : " is");
  return g_string_free (list, FALSE);
}

void
pyxis_advisor_note_missing (PyxisAdvisor *self, const char *kind)
{
  g_autofree char *running = NULL;
  g_autofree char *words = NULL;

  g_return_if_fail (PYXIS_IS_ADVISOR (self) && kind);

  if (g_hash_table_size (self->running) > 0) {
    running = dup_running (self);
    words = g_strdup_printf ("No %s: %s still running", kind, running);
  } else if (!self->has_started) {
    words = g_strdup_printf ("No %s: nothing has started", kind);
  }
  if (words)
    look (self, "missing", words, NULL);
}
