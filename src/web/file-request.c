/* SPDX-License-Identifier: Apache-2.0 */
#include "file-request.h"

#include "file-request-private.h"

struct _PyxisFileRequest {
  GObject parent_instance;

  WebKitFileChooserRequest *request;
  gboolean is_answered;
};

enum { ANSWERED, LAST_SIGNAL };

static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisFileRequest, pyxis_file_request, G_TYPE_OBJECT)

/* `paths` is NULL for none. */
static void
answer (PyxisFileRequest *self, const char *const *paths)
{
  if (self->is_answered)
    return;
  self->is_answered = TRUE;
  if (paths)
    webkit_file_chooser_request_select_files (self->request, paths);
  else
    webkit_file_chooser_request_cancel (self->request);
  g_signal_emit (self, signals[ANSWERED], 0);
}

static void
pyxis_file_request_dispose (GObject *object)
{
  PyxisFileRequest *self = PYXIS_FILE_REQUEST (object);

  if (self->request)
    answer (self, NULL);
  g_clear_object (&self->request);

  G_OBJECT_CLASS (pyxis_file_request_parent_class)->dispose (object);
}

static void
pyxis_file_request_class_init (PyxisFileRequestClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyxis_file_request_dispose;

  signals[ANSWERED] = g_signal_new ("answered", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
pyxis_file_request_init (PyxisFileRequest *self)
{
}

PyxisFileRequest *
pyxis_file_request_new (WebKitFileChooserRequest *request, PyxisView *view)
{
  PyxisFileRequest *self = g_object_new (PYXIS_TYPE_FILE_REQUEST, NULL);

  self->request = g_object_ref (request);
  g_signal_connect_object (view, "withdrawn", G_CALLBACK (pyxis_file_request_cancel), self,
                           G_CONNECT_SWAPPED);
  return self;
}

gboolean
pyxis_file_request_is_multiple (PyxisFileRequest *self)
{
  g_return_val_if_fail (PYXIS_IS_FILE_REQUEST (self), FALSE);

  return webkit_file_chooser_request_get_select_multiple (self->request);
}

GtkFileFilter *
pyxis_file_request_get_filter (PyxisFileRequest *self)
{
  g_return_val_if_fail (PYXIS_IS_FILE_REQUEST (self), NULL);

  return webkit_file_chooser_request_get_mime_types_filter (self->request);
}

void
pyxis_file_request_select (PyxisFileRequest *self, const char *const *paths)
{
  const char *one[] = { NULL, NULL };

  g_return_if_fail (PYXIS_IS_FILE_REQUEST (self));
  g_return_if_fail (paths && paths[0]);

  one[0] = paths[0];
  answer (self, pyxis_file_request_is_multiple (self) ? paths : one);
}

void
pyxis_file_request_cancel (PyxisFileRequest *self)
{
  g_return_if_fail (PYXIS_IS_FILE_REQUEST (self));

  answer (self, NULL);
}
