/* SPDX-License-Identifier: Apache-2.0 */
#include <cjson/cJSON.h>
#include <string.h>

#include "download-private.h"
#include "pick-request-private.h"
#include "shown-text.h"

#define TYPES_MAX 32
#define PATTERNS_MAX 64
#define TEXT_MAX 200
#define SUFFIX_MAX 16

static const struct {
  const char *name;
  PyxisPickKind kind;
} kinds[] = {
  { "directory", PYXIS_PICK_FOLDER },
  { "open", PYXIS_PICK_OPEN },
  { "save", PYXIS_PICK_SAVE },
  { "permission", PYXIS_PICK_ALLOW },
};

void
pyxis_pick_free (PyxisPick *self)
{
  g_free (self->id);
  g_free (self->suggested_name);
  g_free (self->start);
  g_free (self->token);
  g_clear_pointer (&self->filters, g_ptr_array_unref);
  g_free (self);
}

static const char *
get_text (const cJSON *object, const char *key)
{
  return cJSON_GetStringValue (cJSON_GetObjectItemCaseSensitive (object, key));
}

static gboolean
get_flag (const cJSON *object, const char *key)
{
  return cJSON_IsTrue (cJSON_GetObjectItemCaseSensitive (object, key));
}

/* An extension as the web has it: ".tar.gz". */
static void
add_suffix (GtkFileFilter *filter, const char *suffix)
{
  if (suffix && suffix[0] == '.' && suffix[1] && strlen (suffix) <= SUFFIX_MAX &&
      !strchr (suffix, '/') && g_utf8_validate (suffix, -1, NULL))
    gtk_file_filter_add_suffix (filter, suffix + 1);
}

/* "image/png": [".png"] or "image/png": ".png". */
static void
add_accept (GtkFileFilter *filter, const cJSON *accept)
{
  const cJSON *suffix;
  guint n = 0;

  if (accept->string && strchr (accept->string, '/') && strlen (accept->string) <= TEXT_MAX &&
      g_utf8_validate (accept->string, -1, NULL))
    gtk_file_filter_add_mime_type (filter, accept->string);
  add_suffix (filter, cJSON_GetStringValue (accept));
  cJSON_ArrayForEach (suffix, accept) if (n++ < PATTERNS_MAX)
    add_suffix (filter, cJSON_GetStringValue (suffix));
}

/* (nullable) (transfer full) */
static GtkFileFilter *
read_filter (const cJSON *type)
{
  const cJSON *accepts = cJSON_GetObjectItemCaseSensitive (type, "accept");
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();
  const char *description = get_text (type, "description");
  g_autofree char *name = pyxis_shown_text_dup (description, TEXT_MAX, "…");
  const cJSON *accept;
  guint n = 0;

  if (!cJSON_IsObject (accepts) || !accepts->child)
    return NULL;
  cJSON_ArrayForEach (accept, accepts) if (n++ < PATTERNS_MAX) add_accept (filter, accept);
  if (*name)
    gtk_file_filter_set_name (filter, name);
  else
    gtk_file_filter_set_name (filter, accepts->child->string);
  return g_steal_pointer (&filter);
}

static GPtrArray *
read_filters (const cJSON *object)
{
  GPtrArray *filters = g_ptr_array_new_with_free_func (g_object_unref);
  const cJSON *types = cJSON_GetObjectItemCaseSensitive (object, "types");
  const cJSON *type;

  if (!cJSON_IsArray (types))
    return filters;
  cJSON_ArrayForEach (type, types)
  {
    GtkFileFilter *filter = filters->len < TYPES_MAX ? read_filter (type) : NULL;

    if (filter)
      g_ptr_array_add (filters, filter);
  }
  return filters;
}

static gboolean
read_kind (const cJSON *object, PyxisPickKind *kind)
{
  const char *name = get_text (object, "kind");

  for (gsize i = 0; name && i < G_N_ELEMENTS (kinds); i++) {
    if (!g_str_equal (kinds[i].name, name))
      continue;
    *kind = kinds[i].kind;
    return TRUE;
  }
  return FALSE;
}

/* Our scripts ask so, but a page can send the message without them: what the dialog does not say is not
 * granted. */
static void
limit_to_kind (PyxisPick *self)
{
  if (self->kind == PYXIS_PICK_OPEN)
    self->mode = PYXIS_GRANT_READ;
  else
    self->is_multiple = FALSE;
}

static PyxisPick *
read_object (const cJSON *object)
{
  g_autoptr (PyxisPick) self = g_new0 (PyxisPick, 1);
  const char *name = get_text (object, "suggestedName");

  if (!read_kind (object, &self->kind) ||
      !pyxis_grant_mode_parse (get_text (object, "mode"), &self->mode))
    return NULL;
  self->id = g_strdup (get_text (object, "id"));
  self->start = g_strdup (get_text (object, "startIn"));
  self->token = g_strdup (get_text (object, "token"));
  self->suggested_name = name && *name ? pyxis_download_clean_name (name) : NULL;
  self->is_multiple = get_flag (object, "multiple");
  self->is_active = get_flag (object, "active");
  limit_to_kind (self);
  self->filters = read_filters (object);
  self->accepts_all = self->filters->len == 0 || !get_flag (object, "excludeAcceptAllOption");
  return g_steal_pointer (&self);
}

PyxisPick *
pyxis_pick_read (const char *json, gsize length)
{
  cJSON *object = length <= PYXIS_PICK_MESSAGE_MAX ? cJSON_ParseWithLength (json, length) : NULL;
  PyxisPick *self = cJSON_IsObject (object) ? read_object (object) : NULL;

  cJSON_Delete (object);
  return self;
}
