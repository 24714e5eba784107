/* SPDX-License-Identifier: Apache-2.0 */
#include "bundle-entries.h"

#include <string.h>

#include "address.h"
#include "key.h"
#include "manifest.h"
#include "source.h"
#include "zip-archive.h"

static gboolean
fail (GError **error, const PyxisZipHeader *header, const char *what)
{
  g_autofree char *shown = g_utf8_make_valid (header->name ? header->name : "?", -1);

  for (char *c = shown; *c; c++)
    *c = (guchar) *c < ' ' || *c == 0x7f ? '?' : *c;
  g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
               "“%.200s” in it %s, which no packed app has: get it again.", shown, what);
  return FALSE;
}

/* Whoever made the zip is not who reads this: libarchive's reason helps nobody. */
static gboolean
set_damaged (GError *local, GError **error)
{
  if (!g_error_matches (local, G_IO_ERROR, G_IO_ERROR_INVALID_DATA)) {
    g_propagate_error (error, local);
    return FALSE;
  }
  g_error_free (local);
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                       "It is damaged or incomplete: get it again.");
  return FALSE;
}

static gboolean
check_header (const PyxisZipHeader *header, GHashTable *sizes, GError **error)
{
  if (header->is_folder)
    return fail (error, header, "is a folder");
  if (!header->path)
    return fail (error, header, "is a link, encrypted, or of no known kind");
  if (!pyxis_address_check_path (header->path, NULL) || pyxis_source_is_hidden (header->path))
    return fail (error, header, "has a name that leads elsewhere");
  if (g_hash_table_contains (sizes, header->path))
    return fail (error, header, "is there twice");
  if (!header->is_plain)
    return fail (error, header, "is compressed by an unusual method");
  if (header->size < 0 || header->size > PYXIS_MANIFEST_MAX_TOTAL)
    return fail (error, header, "has no size that can be");
  return TRUE;
}

/* (transfer full): the current entry as text. */
static char *
read_text (PyxisZipArchive *archive, const PyxisZipHeader *header, gsize most, GError **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  GError *local = NULL;
  const guint8 *block;
  gsize length;

  do {
    if (!pyxis_zip_archive_read (archive, &block, &length, &local)) {
      set_damaged (local, error);
      return NULL;
    }
    if (text->len + length > most) {
      fail (error, header, "is too long");
      return NULL;
    }
    g_string_append_len (text, (const char *) block, length > 0 ? (gssize) length : 0);
  } while (length > 0);

  if (memchr (text->str, 0, text->len)) {
    fail (error, header, "is no text");
    return NULL;
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static gboolean
take_entry (PyxisZipArchive *archive,
            const PyxisZipHeader *header,
            PyxisBundleEntries *entries,
            GError **error)
{
  gboolean is_manifest = header->path && strcmp (header->path, PYXIS_MANIFEST_NAME) == 0;
  gboolean is_signature = header->path && strcmp (header->path, PYXIS_SIGNATURE_NAME) == 0;
  char **text = is_manifest ? &entries->manifest : &entries->signature;

  if (!check_header (header, entries->sizes, error))
    return FALSE;
  if (!is_manifest && !is_signature) {
    g_hash_table_insert (entries->sizes, g_strdup (header->path),
                         g_memdup2 (&header->size, sizeof header->size));
    return TRUE;
  }
  if (*text)
    return fail (error, header, "is there twice");

  *text =
    read_text (archive, header, is_manifest ? PYXIS_MANIFEST_MAX_SIZE : PYXIS_SIGNATURE_MAX, error);
  return *text != NULL;
}

gboolean
pyxis_bundle_entries_read (int fd, PyxisBundleEntries *entries, GError **error)
{
  GError *local = NULL;
  g_autoptr (PyxisZipArchive) archive = pyxis_zip_archive_new (fd, &local);
  const PyxisZipHeader *header;

  entries->sizes = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  while (archive && (header = pyxis_zip_archive_next (archive, &local)) != NULL) {
    if (!take_entry (archive, header, entries, error))
      return FALSE;
    if (g_hash_table_size (entries->sizes) > PYXIS_MANIFEST_MAX_FILES)
      return fail (error, header, "is one of too many");
  }

  if (local)
    return set_damaged (local, error);
  if (!entries->manifest)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA,
                         "It has no manifest, so it is no packed app; make one with `pyxis pack`.");
  return entries->manifest != NULL;
}

void
pyxis_bundle_entries_clear (PyxisBundleEntries *self)
{
  g_clear_pointer (&self->manifest, g_free);
  g_clear_pointer (&self->signature, g_free);
  g_clear_pointer (&self->sizes, g_hash_table_unref);
}
