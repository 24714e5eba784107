/* SPDX-License-Identifier: Apache-2.0 */
#include "advice-table.h"

#include <glib/gi18n.h>
#include <string.h>

#include "pyxis-core-resources.h"

#define RESOURCE "/pyxis/advice.xml"
#define LIMIT "(*LIMIT_MATCH=50000)"
#define VALUE_MAX 200 /* bytes of what stands for {name} */

/* One <advice>; texts as they are in the file. */
typedef struct {
  char *id;
  char *section;
  char *kind;
  char *change;
  char *title;
  char *explanation;
  char *fix;
  GPtrArray *patterns; /* (element-type GRegex) */
} Row;

struct _PyxisAdviceTable {
  GPtrArray *rows;      /* (element-type Row) */
  GHashTable *sections; /* (element-type utf8 PyxisAdviceSection) */
};

/* While the file is read. */
typedef struct {
  PyxisAdviceTable *table;
  Row *row;
  PyxisAdviceSection *section;
  GString *text;
} Reader;

static void
row_free (gpointer data)
{
  Row *self = data;

  g_free (self->id);
  g_free (self->section);
  g_free (self->kind);
  g_free (self->change);
  g_free (self->title);
  g_free (self->explanation);
  g_free (self->fix);
  g_ptr_array_unref (self->patterns);
  g_free (self);
}

static void
section_free (gpointer data)
{
  PyxisAdviceSection *self = data;

  g_free (self->title);
  g_free (self->address);
  g_ptr_array_unref (self->paragraphs);
  g_free (self);
}

/* The translation of nothing is the head of the catalogue. */
static const char *
translate (const char *words)
{
  return *words ? _ (words) : words;
}

static void
begin_row (Reader *self, const char **names, const char **values, GError **error)
{
  Row *row = g_new0 (Row, 1);

  row->patterns = g_ptr_array_new_with_free_func ((GDestroyNotify) g_regex_unref);
  g_ptr_array_add (self->table->rows, row);
  self->row = row;
  g_markup_collect_attributes ("advice", names, values, error, G_MARKUP_COLLECT_STRDUP, "id",
                               &row->id, G_MARKUP_COLLECT_STRDUP, "section", &row->section,
                               G_MARKUP_COLLECT_STRDUP | G_MARKUP_COLLECT_OPTIONAL, "kind",
                               &row->kind, G_MARKUP_COLLECT_STRDUP | G_MARKUP_COLLECT_OPTIONAL,
                               "change", &row->change, G_MARKUP_COLLECT_INVALID);
  if (!row->kind)
    row->kind = g_strdup ("error");
}

static void
begin_section (Reader *self, const char **names, const char **values, GError **error)
{
  const char *id = NULL;
  const char *address = NULL;

  if (!g_markup_collect_attributes ("section", names, values, error, G_MARKUP_COLLECT_STRING, "id",
                                    &id, G_MARKUP_COLLECT_STRING, "address", &address,
                                    G_MARKUP_COLLECT_INVALID))
    return;
  self->section = g_new0 (PyxisAdviceSection, 1);
  self->section->address = g_strdup (address);
  self->section->paragraphs = g_ptr_array_new_with_free_func (g_free);
  g_hash_table_insert (self->table->sections, g_strdup (id), self->section);
}

static void
start_element (GMarkupParseContext *context,
               const char *element,
               const char **names,
               const char **values,
               gpointer user_data,
               GError **error)
{
  Reader *self = user_data;

  g_string_truncate (self->text, 0);
  if (g_str_equal (element, "advice"))
    begin_row (self, names, values, error);
  else if (g_str_equal (element, "section"))
    begin_section (self, names, values, error);
}

static void
text (
  GMarkupParseContext *context, const char *piece, gsize length, gpointer user_data, GError **error)
{
  g_string_append_len (((Reader *) user_data)->text, piece, length);
}

static void
add_pattern (Reader *self, GError **error)
{
  g_autofree char *pattern = g_strconcat (LIMIT, self->text->str, NULL);
  GRegex *regex = g_regex_new (pattern, G_REGEX_MULTILINE, 0, error);

  if (regex)
    g_ptr_array_add (self->row->patterns, regex);
}

/* (nullable): where the text of this element goes. */
static char **
find_place (Reader *self, const char *element)
{
  if (self->section)
    return g_str_equal (element, "title") ? &self->section->title : NULL;
  if (!self->row)
    return NULL;
  if (g_str_equal (element, "title"))
    return &self->row->title;
  if (g_str_equal (element, "explanation"))
    return &self->row->explanation;
  return g_str_equal (element, "fix") ? &self->row->fix : NULL;
}

static void
end_element (GMarkupParseContext *context, const char *element, gpointer user_data, GError **error)
{
  Reader *self = user_data;
  char **place = find_place (self, element);

  if (place && !*place)
    *place = g_strdup (self->text->str);
  else if (g_str_equal (element, "pattern") && self->row)
    add_pattern (self, error);
  else if (g_str_equal (element, "p") && self->section)
    g_ptr_array_add (self->section->paragraphs, g_strdup (translate (self->text->str)));
  else if (g_str_equal (element, "advice"))
    self->row = NULL;
  else if (g_str_equal (element, "section"))
    self->section = NULL;
}

PyxisAdviceTable *
pyxis_advice_table_parse (const char *xml, gssize length, GError **error)
{
  static const GMarkupParser parser = { start_element, end_element, text, NULL, NULL };
  g_autoptr (PyxisAdviceTable) table = g_new0 (PyxisAdviceTable, 1);
  g_autoptr (GString) words = g_string_new (NULL);
  Reader reader = { .table = table, .text = words };
  g_autoptr (GMarkupParseContext) context =
    g_markup_parse_context_new (&parser, G_MARKUP_TREAT_CDATA_AS_TEXT, &reader, NULL);

  table->rows = g_ptr_array_new_with_free_func (row_free);
  table->sections = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, section_free);
  if (!g_markup_parse_context_parse (context, xml, length, error) ||
      !g_markup_parse_context_end_parse (context, error))
    return NULL;
  return g_steal_pointer (&table);
}

PyxisAdviceTable *
pyxis_advice_table_new (void)
{
  g_autoptr (GBytes) bytes = g_resource_lookup_data (pyxis_core_get_resource (), RESOURCE,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  const char *xml = bytes ? g_bytes_get_data (bytes, &length) : "";
  PyxisAdviceTable *table = pyxis_advice_table_parse (xml, length, &error);

  g_assert_no_error (error);
  return table;
}

/* (transfer full) (nullable): what a group of the pattern found, on one line. */
static char *
dup_value (const GMatchInfo *match, const char *name)
{
  g_autofree char *found = g_match_info_fetch_named (match, name);
  gsize length = found ? strlen (found) : 0;

  if (length == 0)
    return NULL;
  if (length > VALUE_MAX) {
    length = VALUE_MAX;
    while ((found[length] & 0xC0) == 0x80)
      length--;
    found[length] = '\0';
  }
  return g_strdelimit (g_steal_pointer (&found), "\n\r\t", ' ');
}

/* The length of "name}" at the front; 0: it is no such name, but a brace of the text. */
static gsize
find_name_end (const char *piece)
{
  gsize length = 0;

  while (g_ascii_islower (piece[length]))
    length++;
  return length > 0 && piece[length] == '}' ? length + 1 : 0;
}

/* (transfer full): `template` with each "{name}" filled in. */
static char *
fill_in (const char *template, const GMatchInfo *match)
{
  g_autoptr (GString) filled = g_string_new (NULL);
  g_auto (GStrv) pieces = g_strsplit (template ? translate (template) : "", "{", -1);

  g_string_append (filled, pieces[0] ? pieces[0] : "");
  for (gsize i = 1; pieces[0] && pieces[i]; i++) {
    gsize end = find_name_end (pieces[i]);
    g_autofree char *name = end > 0 ? g_strndup (pieces[i], end - 1) : NULL;
    g_autofree char *value = name ? dup_value (match, name) : NULL;

    g_string_append (filled, !name ? "{" : value ? value : "…");
    g_string_append (filled, pieces[i] + end);
  }
  return g_string_free (g_steal_pointer (&filled), FALSE);
}

static PyxisAdvice *
make (const Row *row, const GMatchInfo *match)
{
  static const char *const kept[] = { "module", "name", "key", "right", "address" };
  PyxisAdvice *advice = g_new0 (PyxisAdvice, 1);

  advice->id = g_strdup (row->id);
  advice->section = g_strdup (row->section);
  advice->change = g_strdup (row->change);
  advice->values = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (gsize i = 0; i < G_N_ELEMENTS (kept); i++) {
    char *value = dup_value (match, kept[i]);

    if (value)
      g_hash_table_insert (advice->values, g_strdup (kept[i]), value);
  }
  advice->title = fill_in (row->title, match);
  advice->explanation = fill_in (row->explanation, match);
  advice->fix = fill_in (row->fix, match);
  return advice;
}

static PyxisAdvice *
try_row (const Row *row, const char *subject)
{
  for (guint i = 0; i < row->patterns->len; i++) {
    g_autoptr (GMatchInfo) match = NULL;

    /* What takes too long is an error of the match, and as good as none. */
    if (g_regex_match (row->patterns->pdata[i], subject, 0, &match))
      return make (row, match);
  }
  return NULL;
}

PyxisAdvice *
pyxis_advice_table_find (const PyxisAdviceTable *self, const char *kind, const char *text)
{
  g_autofree char *cut = NULL;
  g_autofree char *subject = NULL;

  g_return_val_if_fail (self && kind && text, NULL);

  cut = g_strndup (text, PYXIS_ADVICE_TEXT_MAX);
  subject = g_utf8_make_valid (cut, -1);
  for (guint i = 0; i < self->rows->len; i++) {
    const Row *row = self->rows->pdata[i];
    PyxisAdvice *advice = g_str_equal (row->kind, kind) ? try_row (row, subject) : NULL;

    if (advice)
      return advice;
  }
  return NULL;
}

const PyxisAdviceSection *
pyxis_advice_table_get_section (const PyxisAdviceTable *self, const char *id)
{
  return g_hash_table_lookup (self->sections, id);
}

GPtrArray *
pyxis_advice_table_list (const PyxisAdviceTable *self)
{
  GPtrArray *ids = g_ptr_array_new ();

  for (guint i = 0; i < self->rows->len; i++)
    g_ptr_array_add (ids, ((Row *) self->rows->pdata[i])->id);
  return ids;
}

void
pyxis_advice_table_free (PyxisAdviceTable *self)
{
  if (!self)
    return;
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->sections, g_hash_table_unref);
  g_free (self);
}
