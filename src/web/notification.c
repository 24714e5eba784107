/* SPDX-License-Identifier: Apache-2.0 */
#include "notification.h"

#include "notification-private.h"
#include "shown-text.h"

#define TEXT_MAX_BYTES 1024

struct _PyxisNotification {
  GObject parent_instance;

  WebKitNotification *notification;
  char *id;
  char *title;
  char *body;
};

enum { CLOSED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisNotification, pyxis_notification, G_TYPE_OBJECT)

static void
closed_cb (WebKitNotification *notification, gpointer user_data)
{
  g_signal_emit (user_data, signals[CLOSED], 0);
}

static void
pyxis_notification_dispose (GObject *object)
{
  g_clear_object (&PYXIS_NOTIFICATION (object)->notification);

  G_OBJECT_CLASS (pyxis_notification_parent_class)->dispose (object);
}

static void
pyxis_notification_finalize (GObject *object)
{
  PyxisNotification *self = PYXIS_NOTIFICATION (object);

  g_free (self->id);
  g_free (self->title);
  g_free (self->body);

  G_OBJECT_CLASS (pyxis_notification_parent_class)->finalize (object);
}

static void
pyxis_notification_class_init (PyxisNotificationClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyxis_notification_dispose;
  object_class->finalize = pyxis_notification_finalize;

  signals[CLOSED] = g_signal_new ("closed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0, NULL,
                                  NULL, NULL, G_TYPE_NONE, 0);
}

static void
pyxis_notification_init (PyxisNotification *self)
{
}

PyxisNotification *
pyxis_notification_new (WebKitNotification *notification)
{
  PyxisNotification *self = g_object_new (PYXIS_TYPE_NOTIFICATION, NULL);

  self->notification = g_object_ref (notification);
  self->id = g_strdup_printf ("page-%" G_GUINT64_FORMAT, webkit_notification_get_id (notification));
  self->title =
    pyxis_shown_text_dup (webkit_notification_get_title (notification), TEXT_MAX_BYTES, "");
  self->body =
    pyxis_shown_text_dup (webkit_notification_get_body (notification), TEXT_MAX_BYTES, "");
  g_signal_connect_object (notification, "closed", G_CALLBACK (closed_cb), self, 0);
  return self;
}

const char *
pyxis_notification_get_title (PyxisNotification *self)
{
  g_return_val_if_fail (PYXIS_IS_NOTIFICATION (self), NULL);

  return self->title;
}

const char *
pyxis_notification_get_body (PyxisNotification *self)
{
  g_return_val_if_fail (PYXIS_IS_NOTIFICATION (self), NULL);

  return self->body;
}

const char *
pyxis_notification_get_id (PyxisNotification *self)
{
  g_return_val_if_fail (PYXIS_IS_NOTIFICATION (self), NULL);

  return self->id;
}

void
pyxis_notification_click (PyxisNotification *self)
{
  g_return_if_fail (PYXIS_IS_NOTIFICATION (self));

  webkit_notification_clicked (self->notification);
}
