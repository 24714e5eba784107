/* SPDX-License-Identifier: Apache-2.0 */
#include "lean-module.h"

#include <string.h>

#include "pyxis-core-resources.h"

#define PART "/pyxis/js/pyodide-lean.js"
#define ASSIGN "function assignWasmExports(wasmExports){"
#define NAME_CHARACTERS G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "_$"

/* Where ours is put in; each must be there once. */
static const struct {
  const char *theirs;
  const char *ours;
} edits[] = {
  { "wasmExports=instance.exports;", "wasmExports=pyxisChoose(instance.exports);" },
  { "loadWebAssemblyModule=(binary,flags,libName,localScope,handle)=>{", "pyxisComplete();" },
  { "function __dlsym_js(handle,symbol,symbolIndex){", "pyxisReach(UTF8ToString(symbol));" },
  { "resolveGlobalSymbol=(symName,direct=false)=>{", "pyxisReach(symName);" },
};

/* Exports that are named otherwise than by a variable. */
static const char *const mentions[] = { "wasmExports[\"", "wasmExports.", "wasmImports[\"" };

/* What others ask of the module at each start: Emscripten's linker, pyodide.mjs and pyodide-snapshot.mjs. And the one
 * global that is no address. */
static const char *const asked[] = { "_main",
                                     "_Py_Version",
                                     "_emscripten_get_sbrk_ptr",
                                     "_emscripten_stack_get_base",
                                     "_emscripten_stack_get_end",
                                     "___stack_pointer" };

typedef struct {
  const char *statements; /* what is in the function, without its braces */
  const char *end;        /* of that */
  GHashTable *named;      /* names of the rest that begin with _; (element-type utf8) */
  GString *wanted;        /* exports that are needed at once, each with a space before it */
  GString *first;         /* statements that are kept */
  GString *functions;     /* names that are put off, each with a space before it, */
  GString *data;          /* and those of addresses */
} Lean;

static void
lean_clear (Lean *self)
{
  g_clear_pointer (&self->named, g_hash_table_unref);
  if (self->wanted)
    g_string_free (self->wanted, TRUE);
  if (self->first)
    g_string_free (self->first, TRUE);
  if (self->functions)
    g_string_free (self->functions, TRUE);
  if (self->data)
    g_string_free (self->data, TRUE);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lean, lean_clear)

static gboolean
is_once (const char *text, const char *what)
{
  const char *found = strstr (text, what);

  return found && !strstr (found + 1, what);
}

static gboolean
has_shape (const char *text)
{
  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++)
    if (!is_once (text, edits[i].theirs))
      return FALSE;
  return is_once (text, ASSIGN) && !strstr (text, "pyxis");
}

/* (nullable): the longest list of variables without values, which is that of what the statements assign. */
static const char *
find_list (const char *text, const char *until)
{
  const char *list = text;
  const char *longest = NULL;
  gsize length = 0;

  while ((list = strstr (list, "var ")) && list < until) {
    gsize n = strspn (list + 4, NAME_CHARACTERS ",");

    if (list[4 + n] == ';' && n > length) {
      longest = list;
      length = n;
    }
    list += 4 + n;
  }
  return longest;
}

/* Names between `from` and `to`. */
static void
collect_names (Lean *self, const char *from, const char *to)
{
  while (from < to) {
    gsize n = strspn (from, NAME_CHARACTERS);

    if (n > 0 && *from == '_')
      g_hash_table_add (self->named, g_strndup (from, n));
    from += n > 0 ? n : strcspn (from, NAME_CHARACTERS);
  }
}

static void
collect_exports (Lean *self, const char *from, const char *to)
{
  for (gsize i = 0; i < G_N_ELEMENTS (mentions); i++) {
    gsize own = strlen (mentions[i]);

    for (const char *at = strstr (from, mentions[i]); at && at < to;
         at = strstr (at, mentions[i])) {
      at += own;
      g_string_append_c (self->wanted, ' ');
      g_string_append_len (self->wanted, at, (gssize) strspn (at, NAME_CHARACTERS));
    }
  }
}

static void
collect (Lean *self, const char *from, const char *to)
{
  collect_names (self, from, to);
  collect_exports (self, from, to);
}

/* Whether it is _NAME=Module["_NAME"]=wasmExports["NAME"], or the same with ".value>>>0": that of data. */
static gboolean
read_statement (const char *statement, char **name, gboolean *is_data)
{
  gsize n = strspn (statement, NAME_CHARACTERS);
  g_autofree char *variable = g_strndup (statement, n);
  g_autofree char *function = NULL;
  g_autofree char *data = NULL;

  if (n < 2 || *variable != '_')
    return FALSE;
  function =
    g_strdup_printf ("%s=Module[\"%s\"]=wasmExports[\"%s\"]", variable, variable, variable + 1);
  data = g_strconcat (function, ".value>>>0", NULL);
  *is_data = g_str_equal (statement, data);
  if (!*is_data && !g_str_equal (statement, function))
    return FALSE;
  *name = g_strdup (variable + 1);
  return TRUE;
}

/* One that cannot be read is kept. */
static void
sort_statement (Lean *self, const char *statement)
{
  g_autofree char *name = NULL;
  gboolean is_data = FALSE;

  if (read_statement (statement, &name, &is_data)) {
    g_autofree char *variable = g_strconcat ("_", name, NULL);

    if (!g_hash_table_contains (self->named, variable)) {
      g_string_append_printf (is_data ? self->data : self->functions, " %s", name);
      return;
    }
  }
  g_string_append_printf (self->first, "%s;", statement);
  collect_exports (self, statement, statement + strlen (statement));
}

static void
sort_statements (Lean *self)
{
  g_autofree char *all = g_strndup (self->statements, (gsize) (self->end - self->statements));
  g_auto (GStrv) statements = g_strsplit (all, ";", -1);

  for (gsize i = 0; statements[i]; i++)
    if (*statements[i])
      sort_statement (self, statements[i]);
}

/* Names are of letters that need no escape. */
static void
append_names (GString *lean, const char *function, const char *names)
{
  g_string_append_printf (lean, "function %s(){return\"%s\".split(\" \")}", function,
                          *names ? names + 1 : names);
}

static void
append_part (Lean *self, GString *lean)
{
  g_autoptr (GBytes) part = NULL;

  pyxis_core_get_resource ();
  part = g_resources_lookup_data (PART, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_string_append_len (lean, g_bytes_get_data (part, NULL), (gssize) g_bytes_get_size (part));
  append_names (lean, "pyxisNames", self->wanted->str);
  append_names (lean, "pyxisFunctions", self->functions->str);
  append_names (lean, "pyxisData", self->data->str);
}

/* `text` until `to`, with what ours adds. */
static void
append_edited (GString *lean, const char *text, const char *to)
{
  g_autoptr (GString) piece = g_string_new_len (text, to - text);

  for (gsize i = 0; i < G_N_ELEMENTS (edits); i++) {
    g_autofree char *more = g_strconcat (i == 0 ? "" : edits[i].theirs, edits[i].ours, NULL);

    g_string_replace (piece, edits[i].theirs, more, 1);
  }
  g_string_append_len (lean, piece->str, (gssize) piece->len);
}

static void
lean_init (Lean *self, const char *statements, const char *end)
{
  self->statements = statements;
  self->end = end;
  self->named = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->wanted = g_string_new (NULL);
  self->first = g_string_new (NULL);
  self->functions = g_string_new (NULL);
  self->data = g_string_new (NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (asked); i++)
    g_hash_table_add (self->named, g_strdup (asked[i]));
}

GBytes *
pyxis_lean_module_new (GBytes *module)
{
  g_auto (Lean) self = { 0 };
  gsize size;
  const char *data = g_bytes_get_data (module, &size);
  g_autofree char *text = data ? g_strndup (data, size) : g_strdup ("");
  const char *body = strlen (text) == size && has_shape (text) ? strstr (text, ASSIGN) : NULL;
  const char *end = body ? strchr (body, '}') : NULL;
  const char *list = end ? find_list (text, body) : NULL;
  const char *after = list ? list + strcspn (list, ";") : NULL;
  GString *lean;

  if (!list || after > body)
    return g_bytes_ref (module);

  lean_init (&self, body + strlen (ASSIGN), end);
  collect (&self, text, list);
  collect (&self, after, body);
  collect (&self, end, end + strlen (end));
  sort_statements (&self);

  lean = g_string_sized_new (size);
  append_edited (lean, text, body);
  append_part (&self, lean);
  g_string_append_printf (lean, ASSIGN "%s", self.first->str);
  append_edited (lean, end, end + strlen (end));
  return g_string_free_to_bytes (lean);
}
