/* SPDX-License-Identifier: Apache-2.0 */
#include "download.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "download-private.h"

#define NAME_MAX_BYTES 200

typedef enum { OFFERED, SAVING, OVER } State;

struct _PyxisDownload {
  GObject parent_instance;

  WebKitDownload *download;
  char *name;
  char *path;
  /* What is written, beside `path`, and renamed at the end: WebKit deletes a file that it is to
   * overwrite before it writes a blob, and calls a write that failed cancelled. */
  char *part;
  PyxisVfs *vfs; /* (nullable): where it goes instead of `path` */
  char *vfs_path;
  State state;
  gboolean is_cancelled;
};

enum { PROP_0, PROP_PROGRESS, LAST_PROP };
enum { FINISHED, LAST_SIGNAL };

static GParamSpec *pspecs[LAST_PROP];
static guint signals[LAST_SIGNAL];

G_DEFINE_FINAL_TYPE (PyxisDownload, pyxis_download, G_TYPE_OBJECT)

/* Characters that hide what a name is: controls, and those that turn the writing direction, so that
 * "gpj.exe" reads "exe.jpg". */
static gboolean
is_deceptive (gunichar c)
{
  return g_unichar_iscntrl (c) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void
finish (PyxisDownload *self, const GError *error)
{
  State before = self->state;

  self->state = OVER;
  if (before == OVER)
    return;
  if (error && self->part)
    g_unlink (self->part);
  g_signal_emit (self, signals[FINISHED], 0, error);
  if (before == SAVING)
    g_object_unref (self);
}

/* WebKit calls a write that fails a cancelled one. */
static void
failed_cb (WebKitDownload *download, GError *error, gpointer user_data)
{
  PyxisDownload *self = user_data;
  g_autoptr (GError) reason = NULL;

  if (self->is_cancelled)
    reason = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, error->message);
  else if (g_error_matches (error, WEBKIT_DOWNLOAD_ERROR, WEBKIT_DOWNLOAD_ERROR_NETWORK))
    reason = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED, error->message);
  else
    reason = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_FAILED,
                                  "it could not be written. Check that there is room on the disk");
  finish (self, reason);
}

/* Comes after a failure too. */
static void
finished_cb (WebKitDownload *download, gpointer user_data)
{
  PyxisDownload *self = user_data;
  g_autoptr (GError) error = NULL;

  if (self->state != SAVING)
    return;
  if (self->vfs)
    self->vfs_path = pyxis_download_put (self->vfs, self->part, self->name, &error);
  else if (g_rename (self->part, self->path) != 0)
    error = g_error_new_literal (G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
  finish (self, error);
}

static void
progress_cb (WebKitDownload *download, GParamSpec *pspec, gpointer user_data)
{
  g_object_notify_by_pspec (user_data, pspecs[PROP_PROGRESS]);
}

static void
pyxis_download_dispose (GObject *object)
{
  PyxisDownload *self = PYXIS_DOWNLOAD (object);

  if (self->download && self->state == OFFERED) {
    self->state = OVER;
    webkit_download_cancel (self->download);
  }
  g_clear_object (&self->download);
  g_clear_object (&self->vfs);

  G_OBJECT_CLASS (pyxis_download_parent_class)->dispose (object);
}

static void
pyxis_download_finalize (GObject *object)
{
  PyxisDownload *self = PYXIS_DOWNLOAD (object);

  g_free (self->name);
  g_free (self->path);
  g_free (self->part);
  g_free (self->vfs_path);

  G_OBJECT_CLASS (pyxis_download_parent_class)->finalize (object);
}

static void
pyxis_download_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  PyxisDownload *self = PYXIS_DOWNLOAD (object);

  if (id == PROP_PROGRESS)
    g_value_set_double (value, webkit_download_get_estimated_progress (self->download));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_download_class_init (PyxisDownloadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyxis_download_dispose;
  object_class->finalize = pyxis_download_finalize;
  object_class->get_property = pyxis_download_get_property;

  pspecs[PROP_PROGRESS] = g_param_spec_double ("progress", NULL, NULL, 0, 1, 0,
                                               G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);

  signals[FINISHED] = g_signal_new ("finished", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST, 0,
                                    NULL, NULL, NULL, G_TYPE_NONE, 1, G_TYPE_ERROR);
}

static void
pyxis_download_init (PyxisDownload *self)
{
}

char *
pyxis_download_clean_name (const char *suggested)
{
  g_autofree char *valid = g_utf8_make_valid (suggested ? suggested : "", -1);
  const char *slash = strrchr (valid, '/');
  GString *name = g_string_new (NULL);

  for (const char *p = slash ? slash + 1 : valid; *p; p = g_utf8_next_char (p)) {
    gunichar c = g_utf8_get_char (p);

    if (!is_deceptive (c) && c != '\\' && name->len + 6 < NAME_MAX_BYTES)
      g_string_append_unichar (name, c);
  }
  while (name->len > 0 && (name->str[0] == '.' || name->str[0] == ' '))
    g_string_erase (name, 0, 1);
  if (name->len == 0)
    g_string_append (name, "download");
  return g_string_free (name, FALSE);
}

PyxisDownload *
pyxis_download_new (WebKitDownload *download, const char *suggested)
{
  PyxisDownload *self = g_object_new (PYXIS_TYPE_DOWNLOAD, NULL);

  self->download = g_object_ref (download);
  self->name = pyxis_download_clean_name (suggested);
  g_signal_connect_object (download, "failed", G_CALLBACK (failed_cb), self, 0);
  g_signal_connect_object (download, "finished", G_CALLBACK (finished_cb), self, 0);
  g_signal_connect_object (download, "notify::estimated-progress", G_CALLBACK (progress_cb), self,
                           0);
  return self;
}

const char *
pyxis_download_get_name (PyxisDownload *self)
{
  g_return_val_if_fail (PYXIS_IS_DOWNLOAD (self), NULL);

  return self->name;
}

const char *
pyxis_download_get_path (PyxisDownload *self)
{
  g_return_val_if_fail (PYXIS_IS_DOWNLOAD (self), NULL);

  return self->path;
}

gint64
pyxis_download_get_size (PyxisDownload *self)
{
  WebKitURIResponse *response;
  guint64 size;

  g_return_val_if_fail (PYXIS_IS_DOWNLOAD (self), -1);

  response = webkit_download_get_response (self->download);
  size = response ? webkit_uri_response_get_content_length (response) : 0;
  return size > 0 && size <= G_MAXINT64 ? (gint64) size : -1;
}

const char *
pyxis_download_get_vfs_path (PyxisDownload *self)
{
  g_return_val_if_fail (PYXIS_IS_DOWNLOAD (self), NULL);

  return self->vfs_path;
}

/* (nullable) (transfer full): the name of a new file in the folder of `path`. */
static char *
make_part (const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autofree char *part = g_build_filename (folder, ".download-XXXXXX", NULL);
  int fd = g_mkstemp_full (part, O_RDWR | O_CLOEXEC, 0666);

  if (fd < 0)
    return NULL;
  close (fd);
  return g_steal_pointer (&part);
}

/* Takes `part`, which is NULL, with errno, where there can be none. */
static void
save (PyxisDownload *self, char *part)
{
  g_autoptr (GError) error = NULL;

  self->part = part;
  if (!part) {
    error = g_error_new_literal (G_IO_ERROR, g_io_error_from_errno (errno), g_strerror (errno));
    finish (self, error);
    webkit_download_cancel (self->download);
    return;
  }
  self->state = SAVING;
  g_object_ref (self);
  webkit_download_set_allow_overwrite (self->download, TRUE);
  webkit_download_set_destination (self->download, self->part);
}

void
pyxis_download_save_to (PyxisDownload *self, const char *path)
{
  g_autofree char *target = NULL;

  g_return_if_fail (PYXIS_IS_DOWNLOAD (self));

  if (self->state != OFFERED) /* it may have failed while the user chose a place */
    return;
  target = realpath (path, NULL); /* what a link stands for is replaced, not the link */
  self->path = g_strdup (target ? target : path);
  save (self, make_part (self->path));
}

void
pyxis_download_save_to_vfs (PyxisDownload *self, PyxisVfs *vfs)
{
  g_return_if_fail (PYXIS_IS_DOWNLOAD (self));

  if (self->state != OFFERED)
    return;
  g_set_object (&self->vfs, vfs);
  save (self, pyxis_download_make_passing_file ());
}

void
pyxis_download_cancel (PyxisDownload *self)
{
  g_autoptr (GError) error = NULL;

  g_return_if_fail (PYXIS_IS_DOWNLOAD (self));

  if (self->state == OVER || self->is_cancelled)
    return;
  self->is_cancelled = TRUE;
  webkit_download_cancel (self->download);
  if (self->part)
    g_unlink (self->part); /* at once: the main loop may never tell of the failure */
  if (self->state == SAVING)
    return;
  error = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "cancelled");
  finish (self, error);
}
