/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-door.h"

#include <string.h>

#include "server-guard.h"
#include "vfs-error.h"

#define PREFIX "/@pyxis/vfs/"

struct _PyxisVfsDoor {
  GObject parent_instance;

  PyxisVfsClient *client;
  char *secret;
};

G_DEFINE_FINAL_TYPE (PyxisVfsDoor, pyxis_vfs_door, G_TYPE_OBJECT)

static void
limit_reached_cb (PyxisVfs *vfs, PyxisVfsLimit limit, const char *path, gpointer user_data)
{
  const PyxisVfsLimits *limits = pyxis_vfs_get_limits (vfs);
  g_autofree char *size = g_format_size_full (limits->bytes, G_FORMAT_SIZE_IEC_UNITS);

  if (limit == PYXIS_VFS_LIMIT_BYTES)
    pyxis_event_log_notice (user_data, "limit",
                            "The files in /vfs may hold %s together, so “/vfs/%s” could not be "
                            "written. Remove some that are no longer needed.",
                            size, path);
  else
    pyxis_event_log_notice (user_data, "limit",
                            "There may be %u files in /vfs, so “/vfs/%s” could not be created. "
                            "Remove some that are no longer needed.",
                            limits->files, path);
}

static void
pyxis_vfs_door_finalize (GObject *object)
{
  PyxisVfsDoor *self = PYXIS_VFS_DOOR (object);

  g_clear_object (&self->client);
  g_free (self->secret);

  G_OBJECT_CLASS (pyxis_vfs_door_parent_class)->finalize (object);
}

static void
pyxis_vfs_door_class_init (PyxisVfsDoorClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = pyxis_vfs_door_finalize;
}

static void
pyxis_vfs_door_init (PyxisVfsDoor *self)
{
  self->secret = pyxis_server_guard_make_token ();
}

PyxisVfsDoor *
pyxis_vfs_door_new (PyxisVfs *vfs, PyxisEventLog *log)
{
  PyxisVfsDoor *self = g_object_new (PYXIS_TYPE_VFS_DOOR, NULL);

  self->client = pyxis_vfs_client_new (vfs);
  g_signal_connect_object (vfs, "limit-reached", G_CALLBACK (limit_reached_cb), log, 0);
  return self;
}

const char *
pyxis_vfs_door_get_secret (PyxisVfsDoor *self)
{
  return self->secret;
}

PyxisVfsClient *
pyxis_vfs_door_get_client (PyxisVfsDoor *self)
{
  return self->client;
}

const char *
pyxis_vfs_door_find_call (const char *method, const char *target)
{
  if (!method || !g_str_equal (method, "POST") || !g_str_has_prefix (target, PREFIX))
    return NULL;
  return target + strlen (PREFIX);
}

gboolean
pyxis_vfs_door_admits (PyxisVfsDoor *self, const char *secret)
{
  PyxisServerGuard guard = { .token = self->secret };

  return secret && pyxis_server_guard_is_token (&guard, secret);
}

PyxisResponse *
pyxis_vfs_door_answer (PyxisVfsDoor *self, const char *call, GBytes *body)
{
  g_auto (PyxisVfsAnswer) answer = { 0 };
  PyxisResponse *response;

  if (body && g_bytes_get_size (body) > PYXIS_VFS_CLIENT_BODY_MAX) {
    answer.code = PYXIS_VFS_EFBIG;
    answer.bytes = g_bytes_new_static ("", 0);
  } else {
    pyxis_vfs_client_call (self->client, call, body, &answer);
  }
  response = pyxis_response_new_for_bytes (200, "application/octet-stream", answer.bytes);
  pyxis_response_add_header (response, "X-Pyxis-Errno", "%u", answer.code);
  pyxis_response_add_header (response, "Cache-Control", "no-store");
  if (answer.stat)
    pyxis_response_add_header (response, "X-Pyxis-Stat", "%s", answer.stat);
  return response;
}

PyxisResponse *
pyxis_vfs_door_refuse (void)
{
  static const char text[] =
    "403 Forbidden: Only Pyxis itself writes here. Open files below /vfs in "
    "Python, with open (), to read and write them.\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (text, strlen (text));

  return pyxis_response_new_for_bytes (403, "text/plain; charset=utf-8", bytes);
}
