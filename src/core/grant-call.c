/* SPDX-License-Identifier: Apache-2.0 */
#include <cjson/cJSON.h>
#include <string.h>

#include "grant-call-private.h"
#include "grant-error.h"

#define NUMBER_MAX ((guint64) 1 << 53) /* what JavaScript counts to */

typedef struct _PyxisGrantOperation {
  const char *name;
  GBytes *(*run) (PyxisGrantCall *self, GError **error);
  gboolean is_main; /* needs no disk */
  gboolean is_free; /* may be asked of what is not granted any more */
} Operation;

const char *
pyxis_grant_call_get_text (const PyxisGrantCall *self, const char *key)
{
  return g_hash_table_lookup (self->values, key);
}

gboolean
pyxis_grant_call_get_flag (const PyxisGrantCall *self, const char *key)
{
  return g_strcmp0 (pyxis_grant_call_get_text (self, key), "1") == 0;
}

static gboolean
refuse (GError **error, const char *sentence)
{
  g_set_error_literal (error, PYXIS_GRANT_ERROR, PYXIS_GRANT_TYPE_ERROR, sentence);
  return FALSE;
}

gboolean
pyxis_grant_call_read_number (
  const PyxisGrantCall *self, const char *key, guint64 otherwise, guint64 *number, GError **error)
{
  const char *text = pyxis_grant_call_get_text (self, key);

  *number = otherwise;
  if (!text || g_ascii_string_to_unsigned (text, 10, 0, NUMBER_MAX, number, NULL))
    return TRUE;
  return refuse (error, "A position or a size must be a whole number, and not negative.");
}

gboolean
pyxis_grant_call_open_place (const PyxisGrantCall *self, PyxisGrantPlace *place, GError **error)
{
  return pyxis_grant_place_open (place, self->grant, self->path, self->length, error);
}

GBytes *
pyxis_grant_call_take_text (char *text)
{
  return g_bytes_new_take (text, strlen (text));
}

static GBytes *
say (const char *word)
{
  return g_bytes_new_static (word, strlen (word));
}

static GBytes *
call_permission (PyxisGrantCall *self, GError **error)
{
  PyxisGrantMode mode;

  if (!pyxis_grant_mode_parse (pyxis_grant_call_get_text (self, "mode"), &mode)) {
    refuse (error, "A mode is “read” or “readwrite”.");
    return NULL;
  }
  if (!self->grant)
    return say ("denied");
  return say (pyxis_grant_allows (self->grant, mode) ? "granted" : "prompt");
}

static GBytes *
call_revoke (PyxisGrantCall *self, GError **error)
{
  if (self->grant)
    pyxis_grants_revoke (self->grants, self->grant);
  return say ("");
}

/* The path of an entry, as far as that is known without a look at the disk. */
static char *
dup_full_path (PyxisGrant *grant, const char *path)
{
  return *path ? g_build_filename (grant->path, path, NULL) : g_strdup (grant->path);
}

/* (nullable): the JSON list of the names below `from` that lead to `to`. */
static char *
print_way (const char *from, const char *to)
{
  gsize length = strlen (from);
  g_auto (GStrv) names = NULL;
  cJSON *list;
  char *text;

  if (strncmp (from, to, length) != 0 || (to[length] != '\0' && to[length] != '/'))
    return NULL;
  names = g_strsplit (to[length] ? to + length + 1 : "", "/", -1);
  list = cJSON_CreateStringArray ((const char *const *) names, (int) g_strv_length (names));
  text = cJSON_PrintUnformatted (list);
  cJSON_Delete (list);
  return text;
}

static GBytes *
call_relate (PyxisGrantCall *self, GError **error)
{
  const char *other_token = pyxis_grant_call_get_text (self, "o");
  const char *other_path = pyxis_grant_call_get_text (self, "to");
  PyxisGrant *other = other_token ? pyxis_grants_lookup (self->grants, other_token) : NULL;
  g_autofree char *from = NULL;
  g_autofree char *to = NULL;
  char *way = NULL;

  if (!other)
    return say ("null");
  from = dup_full_path (self->grant, self->path);
  to = dup_full_path (other, other_path ? other_path : "");
  way = g_utf8_validate (from, -1, NULL) && g_utf8_validate (to, -1, NULL) ? print_way (from, to)
                                                                           : NULL;
  return way ? g_bytes_new_with_free_func (way, strlen (way), cJSON_free, way) : say ("null");
}

static const Operation operations[] = {
  { "permission", call_permission, TRUE, TRUE },
  { "revoke", call_revoke, TRUE, TRUE },
  { "relate", call_relate, TRUE, FALSE },
  { "list", pyxis_grant_call_list, FALSE, FALSE },
  { "stat", pyxis_grant_call_stat, FALSE, FALSE },
  { "get", pyxis_grant_call_get, FALSE, FALSE },
  { "read", pyxis_grant_call_read, FALSE, FALSE },
  { "remove", pyxis_grant_call_remove, FALSE, FALSE },
  { "open", pyxis_grant_call_open, FALSE, FALSE },
  { "write", pyxis_grant_call_write, FALSE, FALSE },
  { "truncate", pyxis_grant_call_truncate, FALSE, FALSE },
  { "close", pyxis_grant_call_close, FALSE, FALSE },
  { "abort", pyxis_grant_call_abort, FALSE, TRUE },
};

static const Operation *
find_operation (const char *name)
{
  for (gsize i = 0; name && i < G_N_ELEMENTS (operations); i++)
    if (g_str_equal (operations[i].name, name))
      return &operations[i];
  return NULL;
}

/* The path is decoded once; a NUL in it is found by whoever opens it. */
static gboolean
parse_target (PyxisGrantCall *self, const char *target, GError **error)
{
  const char *query = strchr (target, '?');
  gssize length = query ? query - target : (gssize) strlen (target);
  g_autoptr (GBytes) path = g_uri_unescape_bytes (target, length, NULL, NULL);

  if (query)
    self->values = g_uri_parse_params (query + 1, -1, "&", G_URI_PARAMS_NONE, NULL);
  if (!self->values || !path)
    return refuse (error, "This is no call.");
  self->length = g_bytes_get_size (path);
  self->path = g_strndup (g_bytes_get_data (path, NULL), self->length);
  return TRUE;
}

static gboolean
find_grant (PyxisGrantCall *self, const Operation *operation, GError **error)
{
  const char *token = pyxis_grant_call_get_text (self, "t");
  PyxisGrant *grant = token ? pyxis_grants_lookup (self->grants, token) : NULL;

  if (grant)
    self->grant = pyxis_grant_ref (grant);
  if (operation->is_free)
    return TRUE;
  if (grant)
    return pyxis_grant_check (grant, PYXIS_GRANT_READ, error);
  g_set_error_literal (error, PYXIS_GRANT_ERROR, PYXIS_GRANT_NOT_ALLOWED,
                       "The user granted this page nothing of the kind: ask for it with a picker.");
  return FALSE;
}

static gboolean
parse (PyxisGrantCall *self, const char *target, GError **error)
{
  const Operation *operation;

  if (!parse_target (self, target, error))
    return FALSE;
  operation = find_operation (pyxis_grant_call_get_text (self, "op"));
  if (!operation)
    return refuse (error, "There is no such call.");
  if (!find_grant (self, operation, error))
    return FALSE;
  self->operation = operation;
  return TRUE;
}

static void
answer_error (PyxisGrantCall *self, const GError *error)
{
  self->answer->exception = pyxis_grant_error_get_name (error);
  self->answer->bytes = g_bytes_new (error->message, strlen (error->message));
}

PyxisGrantCall *
pyxis_grant_call_new (PyxisGrantDesk *desk, PyxisGrants *grants, const char *target, GBytes *body)
{
  PyxisGrantCall *self = g_new0 (PyxisGrantCall, 1);
  g_autoptr (GError) error = NULL;

  self->desk = pyxis_grant_desk_ref (desk);
  self->grants = grants;
  self->answer = g_new0 (PyxisGrantAnswer, 1);
  self->body = body ? g_bytes_ref (body) : NULL;
  if (!parse (self, target, &error))
    answer_error (self, error);
  return self;
}

gboolean
pyxis_grant_call_needs_disk (PyxisGrantCall *self)
{
  return self->operation && !self->operation->is_main;
}

/* What was revoked while the call waited is refused as well. */
void
pyxis_grant_call_run (PyxisGrantCall *self)
{
  g_autoptr (GError) error = NULL;

  if (!self->operation)
    return;
  if (self->operation->is_free || pyxis_grant_check (self->grant, PYXIS_GRANT_READ, &error))
    self->answer->bytes = self->operation->run (self, &error);
  if (!self->answer->bytes)
    answer_error (self, error);
}

PyxisGrantAnswer *
pyxis_grant_call_steal_answer (PyxisGrantCall *self)
{
  return g_steal_pointer (&self->answer);
}

void
pyxis_grant_call_free (PyxisGrantCall *self)
{
  g_clear_pointer (&self->answer, pyxis_grant_answer_free);
  g_clear_pointer (&self->grant, pyxis_grant_unref);
  g_clear_pointer (&self->values, g_hash_table_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_free (self->path);
  pyxis_grant_desk_unref (self->desk);
  g_free (self);
}
