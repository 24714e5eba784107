/* SPDX-License-Identifier: Apache-2.0 */
#include "configuration-keys.h"

#include <math.h>
#include <string.h>

#define MAX_KEY 64
#define MAX_WARNINGS 50
#define MAX_PIXELS 32767

typedef enum {
  KIND_TEXT,
  KIND_TEXTS, /* a list */
  KIND_SWITCH,
  KIND_PIXELS,
  KIND_CHOICE,
  KIND_TABLE,
} Kind;

typedef struct _Key Key;
struct _Key {
  const char *name; /* "*": any */
  Kind kind;
  const char *const *choices; /* of KIND_CHOICE */
  const Key *keys;            /* of KIND_TABLE */
};

/* What is left to the program: `pyscript.config` hands every other key to Python as well. */
static const char *const pyscript_keys[] = {
  "author_email",
  "author_name",
  "debug",
  "description",
  "experimental_create_proxy",
  "experimental_ffi_timeout",
  "fetch",
  "files",
  "index_urls",
  "interpreter",
  "js_modules",
  "license",
  "name",
  "packages",
  "packages_cache",
  "plugins",
  "pyxis",
  "schema_version",
  "sync_main_only",
  "type",
  "version",
  NULL,
};

static const Key window_keys[] = {
  { "color-scheme", KIND_CHOICE, (const char *const[]){ "default", "light", "dark", NULL } },
  { "fullscreen", KIND_SWITCH },
  { "height", KIND_PIXELS },
  { "min-height", KIND_PIXELS },
  { "min-width", KIND_PIXELS },
  { "resizable", KIND_SWITCH },
  { "width", KIND_PIXELS },
  { NULL },
};

static const Key translation_keys[] = {
  { "description", KIND_TEXT },
  { "name", KIND_TEXT },
  { "summary", KIND_TEXT },
  { NULL },
};

static const Key language_keys[] = {
  { "*", KIND_TABLE, .keys = translation_keys },
  { NULL },
};

static const Key pyxis_keys[] = {
  { "categories", KIND_TEXTS },
  { "devtools", KIND_SWITCH },
  { "downloads", KIND_CHOICE, (const char *const[]){ "vfs", "folder", NULL } },
  { "homepage", KIND_TEXT },
  { "hosts", KIND_TEXTS },
  { "icon", KIND_TEXT },
  { "id", KIND_TEXT },
  { "keep-files", KIND_SWITCH },
  { "licence", KIND_TEXT },
  { "opens", KIND_TEXTS },
  { "screenshots", KIND_TEXTS },
  { "snapshot", KIND_SWITCH },
  { "start-page", KIND_TEXT },
  { "translations", KIND_TABLE, .keys = language_keys },
  { "version", KIND_TEXT },
  { "window", KIND_TABLE, .keys = window_keys },
  { NULL },
};

typedef struct {
  const char *file;
  GPtrArray *warnings;
  GPtrArray *refused; /* the sentences on values that are left out */
} Check;

/* Takes `sentence`. */
static void
add_sentence (Check *check, GPtrArray *sentences, char *sentence)
{
  if (sentences->len < MAX_WARNINGS)
    g_ptr_array_add (sentences, g_strdup_printf ("%s: %s", check->file, sentence));
  g_free (sentence);
}

static void G_GNUC_PRINTF (2, 3) warn (Check *check, const char *format, ...)
{
  va_list arguments;

  va_start (arguments, format);
  add_sentence (check, check->warnings, g_strdup_vprintf (format, arguments));
  va_end (arguments);
}

static void G_GNUC_PRINTF (2, 3) refuse (Check *check, const char *format, ...)
{
  g_autofree char *sentence = NULL;
  va_list arguments;

  va_start (arguments, format);
  sentence = g_strdup_vprintf (format, arguments);
  va_end (arguments);
  add_sentence (check, check->warnings, g_strdup (sentence));
  add_sentence (check, check->refused, g_steal_pointer (&sentence));
}

/* Levenshtein's distance, row by row; keys are short. */
static guint
distance (const char *a, const char *b)
{
  gsize width = strlen (b);
  guint row[MAX_KEY + 1];

  for (gsize j = 0; j <= width; j++)
    row[j] = j;

  for (gsize i = 0; a[i]; i++) {
    guint diagonal = row[0];

    row[0] = i + 1;
    for (gsize j = 0; j < width; j++) {
      guint change = diagonal + (a[i] != b[j]);

      diagonal = row[j + 1];
      row[j + 1] = MIN (change, MIN (row[j], diagonal) + 1);
    }
  }

  return row[width];
}

const char *
pyxis_configuration_keys_nearest (const char *const *known, const char *key)
{
  const char *nearest = NULL, *begun = NULL;
  gsize length = strlen (key);
  guint least = 3, count = 0;

  if (length > MAX_KEY)
    return NULL;

  for (gsize i = 0; known[i]; i++) {
    guint changes = distance (key, known[i]);

    /* Two changes make anything of a word of three letters. */
    if (changes < least && changes * 2 <= MAX (length, strlen (known[i]))) {
      nearest = known[i];
      least = changes;
    }
    if (length >= 3 && g_str_has_prefix (known[i], key)) {
      begun = known[i];
      count++;
    }
  }

  return nearest ? nearest : count == 1 ? begun : NULL;
}

/* As JSON, so that nothing in it can disturb a sentence, and not too long for one. */
static char *
dup_shown (const cJSON *value)
{
  char *text = cJSON_PrintUnformatted (value);
  g_autofree char *shown = NULL;

  if (!text)
    return g_strdup ("this");

  shown = g_utf8_validate (text, -1, NULL) && g_utf8_strlen (text, -1) > 60
            ? g_utf8_substring (text, 0, 60)
            : NULL;
  shown = shown ? g_strconcat (shown, "…", NULL) : g_strdup (text);
  cJSON_free (text);
  return g_steal_pointer (&shown);
}

static char *
dup_shown_key (const char *key)
{
  cJSON *text = cJSON_CreateString (key);
  char *shown = dup_shown (text);

  cJSON_Delete (text);
  return shown;
}

static gboolean
is_list_of_texts (const cJSON *value)
{
  const cJSON *item;

  if (!cJSON_IsArray (value))
    return FALSE;

  cJSON_ArrayForEach (item, value)
  {
    if (!cJSON_IsString (item))
      return FALSE;
  }

  return TRUE;
}

static gboolean
is_allowed (const Key *key, const cJSON *value)
{
  double number = cJSON_GetNumberValue (value);

  switch (key->kind) {
  case KIND_TEXT:
    return cJSON_IsString (value);
  case KIND_TEXTS:
    return is_list_of_texts (value);
  case KIND_SWITCH:
    return cJSON_IsBool (value);
  case KIND_PIXELS:
    return number >= 1 && number <= MAX_PIXELS && floor (number) == number;
  case KIND_CHOICE:
    return cJSON_IsString (value) && g_strv_contains (key->choices, value->valuestring);
  case KIND_TABLE:
    return cJSON_IsObject (value);
  default:
    g_assert_not_reached ();
  }
}

/* `table` is its whole name, "pyxis.window". */
static char *
dup_allowed_table (const Key *keys, const char *table)
{
  g_autoptr (GString) list = g_string_new (NULL);

  if (strcmp (keys->name, "*") == 0) /* any name, of a language */
    return g_strdup_printf ("a table for each language, like [%s.de]", table);
  for (; keys->name; keys++)
    g_string_append_printf (list, "%s%s", list->len ? ", " : "", keys->name);
  return g_strdup_printf ("a table, [%s], with %s", table, list->str);
}

static char *
dup_allowed (const Key *key, const char *table)
{
  g_autofree char *choices = NULL;

  switch (key->kind) {
  case KIND_TEXT:
    return g_strdup ("text in quotes");
  case KIND_TEXTS:
    return g_strdup ("a list of texts, [\"like\", \"this\"]");
  case KIND_SWITCH:
    return g_strdup ("true or false");
  case KIND_PIXELS:
    return g_strdup_printf ("a whole number from 1 to %d", MAX_PIXELS);
  case KIND_CHOICE:
    choices = g_strjoinv ("” or “", (char **) key->choices);
    return g_strdup_printf ("“%s”", choices);
  case KIND_TABLE:
    return dup_allowed_table (key->keys, table);
  default:
    g_assert_not_reached ();
  }
}

static const Key *
find_key (const Key *keys, const char *name)
{
  for (; keys->name; keys++) {
    if (strcmp (keys->name, name) == 0 || strcmp (keys->name, "*") == 0)
      return keys;
  }

  return NULL;
}

static void
warn_unknown (Check *check, const Key *keys, const char *table, const char *name)
{
  const char *names[32] = { NULL };
  g_autofree char *shown = dup_shown_key (name);
  const char *nearest;

  for (gsize i = 0; keys[i].name && i + 1 < G_N_ELEMENTS (names); i++)
    names[i] = keys[i].name;

  nearest = pyxis_configuration_keys_nearest (names, name);
  if (nearest) {
    warn (check, "[%s] has no key %s; did you mean “%s”?", table, shown, nearest);
  } else {
    g_autofree char *list = g_strjoinv (", ", (char **) names);
    warn (check, "[%s] has no key %s; there are %s.", table, shown, list);
  }
}

static void
check_table (Check *check, const Key *keys, const char *table, cJSON *object)
{
  cJSON *value, *next;

  for (value = object->child; value; value = next) {
    const Key *key = find_key (keys, value->string);
    g_autofree char *inner = g_strconcat (table, ".", value->string, NULL);

    next = value->next;
    if (!key) {
      warn_unknown (check, keys, table, value->string);
    } else if (!is_allowed (key, value)) {
      g_autofree char *shown = dup_shown (value);
      g_autofree char *name = dup_shown_key (value->string);
      g_autofree char *allowed = dup_allowed (key, inner);

      refuse (check, "%s in [%s] cannot be %s; it is %s.", name, table, shown, allowed);
      cJSON_Delete (cJSON_DetachItemViaPointer (object, value));
    } else if (key->kind == KIND_TABLE) {
      check_table (check, key->keys, inner, value);
    }
  }
}

/* A key of PyScript's is only doubted if it looks like one of them: others are the program's own. */
static void
check_top (Check *check, const cJSON *root)
{
  const cJSON *value;

  cJSON_ArrayForEach (value, root)
  {
    const char *nearest = pyxis_configuration_keys_nearest (pyscript_keys, value->string);
    g_autofree char *shown = dup_shown_key (value->string);

    if (nearest && strcmp (nearest, value->string) != 0)
      warn (check, "PyScript knows no key %s; did you mean “%s”?", shown, nearest);
  }
}

void
pyxis_configuration_keys_check (cJSON *root,
                                const char *file,
                                GPtrArray *warnings,
                                GPtrArray *refused)
{
  Check check = { file, warnings, refused };
  cJSON *pyxis = cJSON_GetObjectItemCaseSensitive (root, "pyxis");

  check_top (&check, root);
  if (cJSON_IsObject (pyxis)) {
    check_table (&check, pyxis_keys, "pyxis", pyxis);
  } else if (pyxis) {
    refuse (&check, "“pyxis” must be a table.");
    cJSON_Delete (cJSON_DetachItemViaPointer (root, pyxis));
  }
}
