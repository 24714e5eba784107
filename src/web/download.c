/* SPDX-License-Identifier: Apache-2.0 */
#include "download.h"

#include <string.h>

#include "download-private.h"

#define NAME_MAX_BYTES 200

struct _PyxisDownload {
  GObject parent_instance;

  WebKitDownload *download;
  char *name;
  gboolean is_decided;
};

G_DEFINE_FINAL_TYPE (PyxisDownload, pyxis_download, G_TYPE_OBJECT)

/* Characters that hide what a name is: controls, and those that turn the writing direction, so that
 * "gpj.exe" reads "exe.jpg". */
static gboolean
is_deceptive (gunichar c)
{
  return g_unichar_iscntrl (c) || (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
}

static void
pyxis_download_dispose (GObject *object)
{
  PyxisDownload *self = PYXIS_DOWNLOAD (object);

  if (self->download && !self->is_decided)
    pyxis_download_cancel (self);
  g_clear_object (&self->download);

  G_OBJECT_CLASS (pyxis_download_parent_class)->dispose (object);
}

static void
pyxis_download_finalize (GObject *object)
{
  g_free (PYXIS_DOWNLOAD (object)->name);

  G_OBJECT_CLASS (pyxis_download_parent_class)->finalize (object);
}

static void
pyxis_download_class_init (PyxisDownloadClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyxis_download_dispose;
  object_class->finalize = pyxis_download_finalize;
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
  return self;
}

const char *
pyxis_download_get_name (PyxisDownload *self)
{
  g_return_val_if_fail (PYXIS_IS_DOWNLOAD (self), NULL);

  return self->name;
}

void
pyxis_download_save_to (PyxisDownload *self, const char *path)
{
  g_return_if_fail (PYXIS_IS_DOWNLOAD (self));

  self->is_decided = TRUE;
  webkit_download_set_allow_overwrite (self->download, TRUE);
  webkit_download_set_destination (self->download, path);
}

void
pyxis_download_cancel (PyxisDownload *self)
{
  g_return_if_fail (PYXIS_IS_DOWNLOAD (self));

  self->is_decided = TRUE;
  webkit_download_cancel (self->download);
}
