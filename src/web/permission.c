/* SPDX-License-Identifier: Apache-2.0 */
#include "permission.h"

#include "permission-private.h"

struct _PyxisPermission {
  GObject parent_instance;

  WebKitPermissionRequest *request; /* NULL: answered */
  PyxisPermissionKind kind;
  PyxisPermissionAnswer answer;
};

enum { ANSWERED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisPermission, pyxis_permission, G_TYPE_OBJECT)

static void
withdrawn_cb (PyxisView *view, gpointer user_data)
{
  pyxis_permission_answer (user_data, PYXIS_PERMISSION_DENIED);
}

static void
pyxis_permission_dispose (GObject *object)
{
  pyxis_permission_answer (PYXIS_PERMISSION (object), PYXIS_PERMISSION_DENIED);

  G_OBJECT_CLASS (pyxis_permission_parent_class)->dispose (object);
}

static void
pyxis_permission_class_init (PyxisPermissionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyxis_permission_dispose;

  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pyxis_permission_init (PyxisPermission *self)
{
}

static PyxisPermissionKind
find_media_kind (WebKitUserMediaPermissionRequest *request)
{
  PyxisPermissionKind kind = 0;

  if (webkit_user_media_permission_is_for_display_device (request))
    return PYXIS_PERMISSION_SCREEN;
  if (webkit_user_media_permission_is_for_video_device (request))
    kind |= PYXIS_PERMISSION_CAMERA;
  if (webkit_user_media_permission_is_for_audio_device (request))
    kind |= PYXIS_PERMISSION_MICROPHONE;
  return kind ? kind : PYXIS_PERMISSION_OTHER;
}

PyxisPermissionKind
pyxis_permission_find_kind (WebKitPermissionRequest *request)
{
  if (WEBKIT_IS_USER_MEDIA_PERMISSION_REQUEST (request))
    return find_media_kind (WEBKIT_USER_MEDIA_PERMISSION_REQUEST (request));
  if (WEBKIT_IS_DEVICE_INFO_PERMISSION_REQUEST (request))
    return 0;
  if (WEBKIT_IS_NOTIFICATION_PERMISSION_REQUEST (request))
    return PYXIS_PERMISSION_NOTIFICATIONS;
  if (WEBKIT_IS_GEOLOCATION_PERMISSION_REQUEST (request))
    return PYXIS_PERMISSION_LOCATION;
  if (WEBKIT_IS_CLIPBOARD_PERMISSION_REQUEST (request))
    return PYXIS_PERMISSION_CLIPBOARD;
  if (WEBKIT_IS_POINTER_LOCK_PERMISSION_REQUEST (request))
    return PYXIS_PERMISSION_POINTER;
  if (WEBKIT_IS_MEDIA_KEY_SYSTEM_PERMISSION_REQUEST (request))
    return PYXIS_PERMISSION_PROTECTED_MEDIA;
  if (WEBKIT_IS_WEBSITE_DATA_ACCESS_PERMISSION_REQUEST (request))
    return PYXIS_PERMISSION_STORAGE;
  return PYXIS_PERMISSION_OTHER;
}

PyxisPermission *
pyxis_permission_new (WebKitPermissionRequest *request, PyxisView *view)
{
  PyxisPermission *self = g_object_new (PYXIS_TYPE_PERMISSION, NULL);

  self->request = g_object_ref (request);
  self->kind = pyxis_permission_find_kind (request);
  g_signal_connect_object (view, "withdrawn", G_CALLBACK (withdrawn_cb), self, 0);
  return self;
}

PyxisPermissionKind
pyxis_permission_get_kind (PyxisPermission *self)
{
  g_return_val_if_fail (PYXIS_IS_PERMISSION (self), 0);

  return self->kind;
}

PyxisPermissionAnswer
pyxis_permission_get_answer (PyxisPermission *self)
{
  g_return_val_if_fail (PYXIS_IS_PERMISSION (self), PYXIS_PERMISSION_DENIED);

  return self->answer;
}

void
pyxis_permission_answer (PyxisPermission *self, PyxisPermissionAnswer answer)
{
  g_autoptr (WebKitPermissionRequest) request = NULL;

  g_return_if_fail (PYXIS_IS_PERMISSION (self));

  request = g_steal_pointer (&self->request);
  if (!request)
    return;
  self->answer = answer;
  if (answer == PYXIS_PERMISSION_ALLOWED)
    webkit_permission_request_allow (request);
  else
    webkit_permission_request_deny (request);
  g_signal_emit (self, signals[ANSWERED], 0);
}
