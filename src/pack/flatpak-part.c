/* SPDX-License-Identifier: Apache-2.0 */
#include "flatpak-part.h"

#include <archive.h>
#include <archive_entry.h>
#include <sodium.h>
#include <sys/stat.h>

/* OSTree knows xz, and what is as it is. Level 0 takes a ninth of the time of 8, its own, for a
 * program that is 13 percent larger. */
#define XZ 'x'
#define PLAIN 0
#define LEVEL "0"

/* Opens a file with the content that follows, and closes it; or writes another object. */
#define OPEN_SPLICE_AND_CLOSE 'S'

static const guint modes[] = { 0644, 0755 };

/* As protocol buffers have it. */
static void
append_number (GByteArray *bytes, guint64 number)
{
  do {
    guint8 byte = (number & 0x7f) | (number > 0x7f ? 0x80 : 0);

    g_byte_array_append (bytes, &byte, 1);
    number >>= 7;
  } while (number > 0);
}

static void
append_operation (GByteArray *operations, const PyxisOstreeObject *object, guint64 offset)
{
  static const guint8 code = OPEN_SPLICE_AND_CLOSE;

  g_byte_array_append (operations, &code, 1);
  if (object->type == PYXIS_OSTREE_FILE) {
    append_number (operations, object->mode == modes[1] ? 1 : 0);
    append_number (operations, 0); /* the one set of attributes, which is empty */
  }
  append_number (operations, g_bytes_get_size (object->bytes));
  append_number (operations, offset);
}

/* (transfer floating): takes `bytes`. */
static GVariant *
to_variant (GByteArray *bytes)
{
  g_autoptr (GBytes) whole = g_byte_array_free_to_bytes (bytes);

  return g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, whole, TRUE);
}

static GVariant *
make_payload (GByteArray *data, GByteArray *operations)
{
  GVariantBuilder kinds, attributes;

  g_variant_builder_init (&kinds, G_VARIANT_TYPE ("a(uuu)"));
  for (gsize i = 0; i < G_N_ELEMENTS (modes); i++)
    g_variant_builder_add (&kinds, "(uuu)", 0, 0, GUINT32_TO_BE (S_IFREG | modes[i]));
  g_variant_builder_init (&attributes, G_VARIANT_TYPE ("aa(ayay)"));
  g_variant_builder_add_value (&attributes, g_variant_new ("a(ayay)", NULL));
  return g_variant_ref_sink (g_variant_new ("(a(uuu)aa(ayay)@ay@ay)", &kinds, &attributes,
                                            to_variant (data), to_variant (operations)));
}

PyxisFlatpakPart *
pyxis_flatpak_part_new (const GPtrArray *objects, gboolean is_packed)
{
  PyxisFlatpakPart *self = g_new0 (PyxisFlatpakPart, 1);
  GByteArray *data = g_byte_array_new (), *operations = g_byte_array_new ();

  self->is_packed = is_packed;
  self->names = g_byte_array_new ();
  for (guint i = 0; i < objects->len; i++) {
    const PyxisOstreeObject *object = objects->pdata[i];
    guint8 type = (guint8) object->type;
    gsize size;
    const void *bytes = g_bytes_get_data (object->bytes, &size);

    g_byte_array_append (self->names, &type, 1);
    g_byte_array_append (self->names, object->sum, PYXIS_OSTREE_SUM_SIZE);
    append_operation (operations, object, data->len);
    g_byte_array_append (data, bytes, (guint) size);
  }
  self->payload = make_payload (data, operations);
  self->size = g_variant_get_size (self->payload);
  return self;
}

static la_ssize_t
write_cb (struct archive *archive, void *data, const void *buffer, size_t length)
{
  g_byte_array_append (data, buffer, (guint) length);
  return (la_ssize_t) length;
}

/* (transfer full) (nullable) */
static GByteArray *
press (const void *data, gsize size)
{
  g_autoptr (GByteArray) packed = g_byte_array_new ();
  struct archive *archive = archive_write_new ();
  struct archive_entry *entry = archive_entry_new ();
  gboolean is_packed;

  archive_entry_set_filetype (entry, AE_IFREG);
  is_packed =
    archive_write_set_format_raw (archive) == ARCHIVE_OK &&
    archive_write_add_filter_xz (archive) == ARCHIVE_OK &&
    archive_write_set_filter_option (archive, "xz", "compression-level", LEVEL) == ARCHIVE_OK &&
    archive_write_set_bytes_per_block (archive, 0) == ARCHIVE_OK &&
    archive_write_open (archive, packed, NULL, write_cb, NULL) == ARCHIVE_OK &&
    archive_write_header (archive, entry) == ARCHIVE_OK &&
    archive_write_data (archive, data, size) == (la_ssize_t) size &&
    archive_write_close (archive) == ARCHIVE_OK;
  archive_entry_free (entry);
  archive_write_free (archive);
  return is_packed ? g_steal_pointer (&packed) : NULL;
}

/* What cannot be packed, or becomes larger, stays as it is. */
void
pyxis_flatpak_part_press (gpointer data)
{
  PyxisFlatpakPart *self = data;
  g_autoptr (GBytes) plain = g_variant_get_data_as_bytes (self->payload);
  GByteArray *packed =
    self->is_packed ? NULL : press (g_variant_get_data (self->payload), self->size);
  gboolean is_smaller = packed && packed->len < self->size;

  if (packed && !is_smaller)
    g_byte_array_unref (packed);
  self->packed = g_variant_ref_sink (
    g_variant_new ("(y@ay)", is_smaller ? XZ : PLAIN,
                   is_smaller ? to_variant (packed)
                              : g_variant_new_from_bytes (G_VARIANT_TYPE_BYTESTRING, plain, TRUE)));
  crypto_hash_sha256 (self->sum, g_variant_get_data (self->packed),
                      g_variant_get_size (self->packed));
  g_clear_pointer (&self->payload, g_variant_unref);
}

void
pyxis_flatpak_part_free (gpointer data)
{
  PyxisFlatpakPart *self = data;

  g_clear_pointer (&self->packed, g_variant_unref);
  g_clear_pointer (&self->payload, g_variant_unref);
  g_byte_array_unref (self->names);
  g_free (self);
}
