/* SPDX-License-Identifier: Apache-2.0 */
#include "event-query.h"

#include <gio/gio.h>
#include <stdlib.h>
#include <string.h>

/* Steps of the matcher in one field: about a millisecond. PCRE's own limit is ten million. */
#define LIMIT "(*LIMIT_MATCH=20000)"
#define MAX_TERMS 32
#define SCRIPT "script:"

typedef struct {
  char *word;    /* as it was typed; NULL: an expression */
  GRegex *regex; /* of an expression, or of a word beyond ASCII */
  int script;    /* the number of one; 0: it is about texts */
  gboolean is_negated;
} Term;

struct _PyxisEventQuery {
  guint hidden_groups;
  PyxisEventTraits hidden;
  PyxisEventSeverity severity;
  guint navigation;
  GArray *terms; /* of Term */
};

static void
term_clear (gpointer data)
{
  Term *term = data;

  g_free (term->word);
  g_clear_pointer (&term->regex, g_regex_unref);
}

/* strcasestr () looks at bytes, which is right, and fast, for ASCII in UTF-8. */
static gboolean
term_finds (const Term *term, const char *text)
{
  if (!text)
    return FALSE;
  return term->regex ? g_regex_match (term->regex, text, 0, NULL)
                     : strcasestr (text, term->word) != NULL;
}

static gboolean
term_matches (const Term *term, const PyxisEventFields *fields)
{
  gboolean is_found =
    term->script > 0 ? fields->script == term->script
                     : term_finds (term, fields->kind) || term_finds (term, fields->text) ||
                         term_finds (term, fields->element) || term_finds (term, fields->source) ||
                         term_finds (term, fields->interpreter) || term_finds (term, fields->name);

  return is_found != term->is_negated;
}

static gboolean
compile (Term *term, const char *pattern, GError **error)
{
  g_autofree char *limited = g_strconcat (LIMIT, pattern, NULL);
  g_autoptr (GError) reason = NULL;

  term->regex = g_regex_new (limited, G_REGEX_CASELESS | G_REGEX_OPTIMIZE, 0, &reason);
  if (term->regex)
    return TRUE;
  g_set_error (
    error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
    "“/%s/” is no regular expression. Correct it, or put it into quotes to find it as it "
    "is.",
    pattern);
  g_debug ("%s", reason->message);
  return FALSE;
}

/* (transfer full): up to `end`, or to the end of the text where there is none; a backslash takes the next
 * one in, and stays for an expression. */
static char *
take_quoted (const char **text, char end)
{
  GString *taken = g_string_new (NULL);
  const char *p = *text + 1;

  for (; *p && *p != end; p++) {
    if (*p == '\\' && p[1]) {
      if (p[1] != end)
        g_string_append_c (taken, '\\');
      p++;
    }
    g_string_append_c (taken, *p);
  }
  *text = *p ? p + 1 : p;
  return g_string_free (taken, FALSE);
}

static char *
take_word (const char **text)
{
  gsize length = strcspn (*text, " \t\n");
  char *word = g_strndup (*text, length);

  *text += length;
  return word;
}

/* The next term of `*text`, which is not at its end. An address begins with a slash as an expression
 * does: it is one where there is another slash and then a blank or the end. */
static gboolean
is_expression (const char *text)
{
  const char *p = text + 1;

  if (*text != '/')
    return FALSE;
  for (; *p; p++) {
    if (*p == '\\' && p[1])
      p++;
    else if (*p == '/' && p > text + 1 && (!p[1] || strchr (" \t\n", p[1])))
      return TRUE;
  }
  return FALSE;
}

static gboolean
take_term (Term *term, const char **text, GError **error)
{
  g_autofree char *pattern = NULL;

  term->is_negated = **text == '-' && (*text)[1] && !strchr (" \t\n", (*text)[1]);
  if (term->is_negated)
    (*text)++;
  if (is_expression (*text)) {
    pattern = take_quoted (text, '/');
    return compile (term, pattern, error);
  }
  term->word = **text == '"' ? take_quoted (text, '"') : take_word (text);
  if (g_str_has_prefix (term->word, SCRIPT))
    term->script = atoi (term->word + strlen (SCRIPT));
  if (g_str_is_ascii (term->word))
    return TRUE;
  pattern = g_regex_escape_string (term->word, -1);
  return compile (term, pattern, error);
}

static PyxisEventTraits
get_traits (const PyxisEventFields *fields)
{
  PyxisEventTraits interpreter = !fields->interpreter ? PYXIS_EVENT_NO_INTERPRETER
                                 : g_str_equal (fields->interpreter, "pyodide")
                                   ? PYXIS_EVENT_PYODIDE
                                   : PYXIS_EVENT_MICROPYTHON;
  PyxisEventTraits place = g_strcmp0 (fields->where, "main") == 0     ? PYXIS_EVENT_MAIN
                           : g_strcmp0 (fields->where, "worker") == 0 ? PYXIS_EVENT_WORKER
                           : g_strcmp0 (fields->where, "editor") == 0 ? PYXIS_EVENT_EDITOR
                                                                      : PYXIS_EVENT_NATIVE;

  return interpreter | place;
}

PyxisEventQuery *
pyxis_event_query_new (void)
{
  PyxisEventQuery *self = g_new0 (PyxisEventQuery, 1);

  self->terms = g_array_new (FALSE, TRUE, sizeof (Term));
  g_array_set_clear_func (self->terms, term_clear);
  return self;
}

void
pyxis_event_query_free (PyxisEventQuery *self)
{
  g_array_unref (self->terms);
  g_free (self);
}

void
pyxis_event_query_hide_groups (PyxisEventQuery *self, guint groups)
{
  self->hidden_groups = groups;
}

void
pyxis_event_query_hide (PyxisEventQuery *self, PyxisEventTraits traits)
{
  self->hidden = traits;
}

void
pyxis_event_query_set_severity (PyxisEventQuery *self, PyxisEventSeverity least)
{
  self->severity = least;
}

void
pyxis_event_query_set_navigation (PyxisEventQuery *self, guint navigation)
{
  self->navigation = navigation;
}

gboolean
pyxis_event_query_set_text (PyxisEventQuery *self, const char *text, GError **error)
{
  g_autoptr (GArray) terms = g_array_new (FALSE, TRUE, sizeof (Term));

  g_return_val_if_fail (text, FALSE);

  g_array_set_clear_func (terms, term_clear);
  for (text += strspn (text, " \t\n"); *text; text += strspn (text, " \t\n")) {
    Term term = { 0 };
    gboolean is_right = take_term (&term, &text, error);

    g_array_append_val (terms, term);
    if (!is_right)
      return FALSE;
    if (terms->len > MAX_TERMS) {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_ARGUMENT,
                   "These are more than %d terms. Leave some out.", MAX_TERMS);
      return FALSE;
    }
  }
  g_clear_pointer (&self->terms, g_array_unref);
  self->terms = g_steal_pointer (&terms);
  return TRUE;
}

gboolean
pyxis_event_query_matches (PyxisEventQuery *self, PyxisEvent *event)
{
  const PyxisEventFields *fields = pyxis_event_get_fields (event);
  guint navigation = pyxis_event_get_navigation (event);

  if (self->navigation && navigation && navigation != self->navigation)
    return FALSE;
  if (self->hidden_groups &&
      self->hidden_groups & (1u << pyxis_event_kind_get_group (fields->kind)))
    return FALSE;
  if (self->hidden && self->hidden & get_traits (fields))
    return FALSE;
  if (self->severity && pyxis_event_kind_get_severity (fields) < self->severity)
    return FALSE;
  for (guint i = 0; i < self->terms->len; i++)
    if (!term_matches (&g_array_index (self->terms, Term, i), fields))
      return FALSE;
  return TRUE;
}
