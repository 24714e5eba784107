/* SPDX-License-Identifier: Apache-2.0 */
#include "pick-request.h"

#include <cjson/cJSON.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>

#include "grant-error.h"
#include "pick-request-private.h"

struct _PyxisPickRequest {
  GObject parent_instance;

  PyxisPick *pick;
  PyxisGrants *grants;
  WebKitScriptMessageReply *reply; /* NULL: answered */
  JSCContext *context;
};

enum { ANSWERED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisPickRequest, pyxis_pick_request, G_TYPE_OBJECT)

static void
reply_json (WebKitScriptMessageReply *reply, JSCContext *context, cJSON *object)
{
  char *json = cJSON_PrintUnformatted (object);
  g_autoptr (JSCValue) value = jsc_value_new_string (context, json);

  webkit_script_message_reply_return_value (reply, value);
  cJSON_free (json);
  cJSON_Delete (object);
}

void
pyxis_pick_reply_error (WebKitScriptMessageReply *reply,
                        JSCContext *context,
                        const char *name,
                        const char *message)
{
  cJSON *object = cJSON_CreateObject ();

  cJSON_AddStringToObject (object, "exception", name);
  cJSON_AddStringToObject (object, "message", message);
  reply_json (reply, context, object);
}

/* The end of a request: whoever answered it. */
static void
finish (PyxisPickRequest *self)
{
  g_clear_pointer (&self->reply, webkit_script_message_reply_unref);
  g_signal_emit (self, signals[ANSWERED], 0);
}

static void
pyxis_pick_request_dispose (GObject *object)
{
  PyxisPickRequest *self = PYXIS_PICK_REQUEST (object);

  pyxis_pick_request_cancel (self);
  g_clear_object (&self->context);
  g_clear_object (&self->grants);

  G_OBJECT_CLASS (pyxis_pick_request_parent_class)->dispose (object);
}

static void
pyxis_pick_request_finalize (GObject *object)
{
  pyxis_pick_free (PYXIS_PICK_REQUEST (object)->pick);

  G_OBJECT_CLASS (pyxis_pick_request_parent_class)->finalize (object);
}

static void
pyxis_pick_request_class_init (PyxisPickRequestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyxis_pick_request_dispose;
  object_class->finalize = pyxis_pick_request_finalize;

  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pyxis_pick_request_init (PyxisPickRequest *self)
{
}

PyxisPickRequest *
pyxis_pick_request_new (PyxisPick *pick,
                        PyxisView *view,
                        WebKitScriptMessageReply *reply,
                        JSCContext *context)
{
  PyxisPickRequest *self = g_object_new (PYXIS_TYPE_PICK_REQUEST, NULL);

  self->pick = pick;
  self->grants = g_object_ref (pyxis_engine_get_grants (pyxis_view_get_engine (view)));
  self->reply = webkit_script_message_reply_ref (reply);
  self->context = g_object_ref (context);
  g_signal_connect_object (view, "withdrawn", G_CALLBACK (pyxis_pick_request_cancel), self,
                           G_CONNECT_SWAPPED);
  return self;
}

PyxisPickKind
pyxis_pick_request_get_kind (PyxisPickRequest *self)
{
  return self->pick->kind;
}

PyxisGrantMode
pyxis_pick_request_get_mode (PyxisPickRequest *self)
{
  return self->pick->mode;
}

gboolean
pyxis_pick_request_is_multiple (PyxisPickRequest *self)
{
  return self->pick->is_multiple;
}

GPtrArray *
pyxis_pick_request_get_filters (PyxisPickRequest *self)
{
  return self->pick->filters;
}

gboolean
pyxis_pick_request_accepts_all (PyxisPickRequest *self)
{
  return self->pick->accepts_all;
}

const char *
pyxis_pick_request_get_suggested_name (PyxisPickRequest *self)
{
  return self->pick->suggested_name;
}

PyxisGrant *
pyxis_pick_request_get_grant (PyxisPickRequest *self)
{
  return self->pick->token ? pyxis_grants_lookup (self->grants, self->pick->token) : NULL;
}

/* (nullable): of a word of the standard. */
static const char *
find_well_known (const char *word)
{
  static const struct {
    const char *word;
    GUserDirectory directory;
  } words[] = {
    { "desktop", G_USER_DIRECTORY_DESKTOP },    { "documents", G_USER_DIRECTORY_DOCUMENTS },
    { "downloads", G_USER_DIRECTORY_DOWNLOAD }, { "music", G_USER_DIRECTORY_MUSIC },
    { "pictures", G_USER_DIRECTORY_PICTURES },  { "videos", G_USER_DIRECTORY_VIDEOS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_str_equal (words[i].word, word))
      return g_get_user_special_dir (words[i].directory);
  return NULL;
}

char *
pyxis_pick_request_dup_start_folder (PyxisPickRequest *self)
{
  const char *start = self->pick->start;
  PyxisGrant *grant = pyxis_grants_find_id (self->grants, self->pick->id);

  if (!grant && start)
    grant = pyxis_grants_lookup (self->grants, start);
  if (grant)
    return grant->is_folder ? g_strdup (grant->path) : g_path_get_dirname (grant->path);
  start = find_well_known (start ? start : "documents");
  return g_strdup (start ? start : g_get_home_dir ());
}

static void
add_handle (cJSON *handles, PyxisGrant *grant)
{
  cJSON *handle = cJSON_CreateObject ();

  cJSON_AddStringToObject (handle, "token", grant->token);
  cJSON_AddStringToObject (handle, "name", grant->name);
  cJSON_AddStringToObject (handle, "kind", grant->is_folder ? "directory" : "file");
  cJSON_AddItemToArray (handles, handle);
}

/* (transfer full): where a file to save will be, with no link on the way to it. */
static char *
resolve (const char *path, gboolean *is_there)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *name = g_path_get_basename (path);
  char *real = realpath (path, NULL);
  char *resolved;

  *is_there = real != NULL;
  if (!real)
    real = realpath (folder, NULL);
  if (!real)
    return g_strdup (path);
  resolved = *is_there ? g_strdup (real) : g_build_filename (real, name, NULL);
  free (real);
  return resolved;
}

/* A file to save is there from the moment that it is picked, as on the web; what was in it stays until
 * the page has written it anew. Nothing is made where no page may write, whatever links lead there. */
static gboolean
create_file (const char *path, GError **error)
{
  gboolean is_there;
  g_autofree char *real = resolve (path, &is_there);
  int flags = is_there ? 0 : O_CREAT | O_EXCL | O_NOFOLLOW;
  int fd;

  if (!pyxis_grants_check_path (real, error))
    return FALSE;
  fd = g_open (real, flags | O_WRONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK, 0666);
  if (fd >= 0)
    return g_close (fd, error);
  pyxis_grant_error_set (error, errno, TRUE, path);
  return FALSE;
}

static gboolean
check_paths (PyxisPickRequest *self, const char *const *paths, GError **error)
{
  for (guint i = 0; paths[i]; i++)
    if (!pyxis_grants_check_path (paths[i], error) ||
        (self->pick->kind == PYXIS_PICK_SAVE && !create_file (paths[i], error)))
      return FALSE;
  return TRUE;
}

gboolean
pyxis_pick_request_select (PyxisPickRequest *self, const char *const *paths, GError **error)
{
  cJSON *handles = NULL;
  cJSON *answer;

  g_return_val_if_fail (PYXIS_IS_PICK_REQUEST (self), FALSE);

  if (!self->reply)
    return TRUE;
  if (!check_paths (self, paths, error))
    return FALSE;
  handles = cJSON_CreateArray ();
  for (guint i = 0; paths[i]; i++) {
    PyxisGrant *grant =
      pyxis_grants_add (self->grants, paths[i], self->pick->mode, self->pick->id, error);

    if (!grant) {
      cJSON_Delete (handles);
      return FALSE;
    }
    add_handle (handles, grant);
  }
  answer = cJSON_CreateObject ();
  cJSON_AddItemToObject (answer, "handles", handles);
  reply_json (self->reply, self->context, answer);
  finish (self);
  return TRUE;
}

static void
answer_state (PyxisPickRequest *self, const char *state)
{
  cJSON *answer = cJSON_CreateObject ();

  cJSON_AddStringToObject (answer, "state", state);
  reply_json (self->reply, self->context, answer);
  finish (self);
}

void
pyxis_pick_request_allow (PyxisPickRequest *self)
{
  PyxisGrant *grant;

  g_return_if_fail (PYXIS_IS_PICK_REQUEST (self));

  grant = pyxis_pick_request_get_grant (self);
  if (!self->reply || !grant)
    return;
  pyxis_grants_allow (self->grants, grant, self->pick->mode);
  answer_state (self, "granted");
}

void
pyxis_pick_request_cancel (PyxisPickRequest *self)
{
  g_return_if_fail (PYXIS_IS_PICK_REQUEST (self));

  if (!self->reply)
    return;
  if (self->pick->kind == PYXIS_PICK_ALLOW) {
    answer_state (self, "denied");
    return;
  }
  pyxis_pick_reply_error (self->reply, self->context, "AbortError", "The user picked nothing.");
  finish (self);
}
