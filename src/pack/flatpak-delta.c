/* SPDX-License-Identifier: Apache-2.0 */
#include "flatpak-delta.h"

#include <sodium.h>
#include <string.h>

#include "flatpak-part.h"

#define SUBJECT "App"
#define FLATPAK_VERSION 0xe5890001 /* of the format of bundles */

static GVariant *
to_size (guint64 size)
{
  return g_variant_new_uint64 (GUINT64_TO_BE (size));
}

/* What Flatpak shows before it installs the app. */
static GVariant *
make_commit_metadata (const PyxisFlatpakDelta *self)
{
  guint64 download = 0;
  GVariantBuilder metadata;

  for (guint i = 0; i < self->parts->len; i++)
    download += ((PyxisFlatpakPart *) self->parts->pdata[i])->packed->size;

  g_variant_builder_init (&metadata, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&metadata, "{sv}", "xa.installed-size", to_size (self->size));
  g_variant_builder_add (&metadata, "{sv}", "ostree.collection-binding", g_variant_new_string (""));
  g_variant_builder_add (&metadata, "{sv}", "xa.ref", g_variant_new_string (self->ref));
  g_variant_builder_add (&metadata, "{sv}", "ostree.ref-binding",
                         g_variant_new_strv (&self->ref, 1));
  g_variant_builder_add (&metadata, "{sv}", "xa.metadata", g_variant_new_string (self->metadata));
  g_variant_builder_add (&metadata, "{sv}", "xa.download-size", to_size (download));
  return g_variant_builder_end (&metadata);
}

static GVariant *
make_commit (const PyxisFlatpakDelta *self)
{
  guint64 time = GUINT64_TO_BE ((guint64) self->seconds);

  return g_variant_ref_sink (g_variant_new ("(@a{sv}@ay@a(say)sst@ay@ay)",
                                            make_commit_metadata (self), g_variant_new ("ay", NULL),
                                            g_variant_new ("a(say)", NULL), SUBJECT, "", time,
                                            pyxis_ostree_sum_to_variant (self->tree->tree),
                                            pyxis_ostree_sum_to_variant (self->tree->folder)));
}

/* (transfer full): where OSTree looks for a part: by the commit's sum in base64, "/" as "_", of
 * which the first two letters are a folder. */
static char *
dup_part_name (const guint8 *sum, guint index)
{
  g_autofree char *letters = g_base64_encode (sum, PYXIS_OSTREE_SUM_SIZE);

  g_strdelimit (letters, "/", '_');
  *strchr (letters, '=') = '\0';
  return g_strdup_printf ("deltas/%.2s/%s/%u", letters, letters + 2, index);
}

/* Takes what floats. */
static void
add_entry (PyxisPieces *metadata, GArray *ends, const char *key, GVariant *floating)
{
  GVariant *value = g_variant_new_variant (floating);

  pyxis_pieces_align (metadata);
  pyxis_pieces_add_variant (metadata, g_variant_new_dict_entry (g_variant_new_string (key), value));
  g_array_append_val (ends, metadata->size);
}

/* A part as "{sv}", which is not copied. */
static void
add_part (PyxisPieces *metadata, GArray *ends, const char *key, const PyxisFlatpakPart *part)
{
  static const char type[] = "\0" PYXIS_FLATPAK_PART_TYPE;
  g_autoptr (PyxisPieces) entry = pyxis_pieces_new ();
  gsize length = strlen (key) + 1;

  pyxis_pieces_add_copy (entry, key, length);
  pyxis_pieces_align (entry);
  pyxis_pieces_add_all (entry, part->packed);
  pyxis_pieces_add_copy (entry, type, sizeof type - 1);
  pyxis_pieces_end_container (entry, &length, 1);

  pyxis_pieces_align (metadata);
  pyxis_pieces_add_all (metadata, entry);
  g_array_append_val (ends, metadata->size);
}

/* (transfer full): "a{sv}" */
static PyxisPieces *
make_metadata (const PyxisFlatpakDelta *self, const guint8 *sum)
{
  guint8 order = G_BYTE_ORDER == G_LITTLE_ENDIAN ? 'l' : 'B';
  PyxisPieces *metadata = pyxis_pieces_new ();
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (gsize));

  add_entry (metadata, ends, "flatpak", g_variant_new_uint32 (FLATPAK_VERSION));
  add_entry (metadata, ends, "ref", g_variant_new_string (self->ref));
  add_entry (metadata, ends, "metadata", g_variant_new_string (self->metadata));
  add_entry (metadata, ends, "collection-id", g_variant_new_string (""));
  add_entry (metadata, ends, "ostree.endianness", g_variant_new_byte (order));
  for (guint i = 0; i < self->parts->len; i++) {
    g_autofree char *name = dup_part_name (sum, i);

    add_part (metadata, ends, name, self->parts->pdata[i]);
  }
  pyxis_pieces_end_container (metadata, (gsize *) (void *) ends->data, ends->len);
  return metadata;
}

static GVariant *
make_part_list (const PyxisFlatpakDelta *self)
{
  GVariantBuilder list;

  g_variant_builder_init (&list, G_VARIANT_TYPE ("a(uayttay)"));
  for (guint i = 0; i < self->parts->len; i++) {
    const PyxisFlatpakPart *part = self->parts->pdata[i];

    g_variant_builder_add (
      &list, "(u@aytt@ay)", 0, pyxis_ostree_sum_to_variant (part->sum),
      (guint64) part->packed->size, (guint64) part->payload->size,
      g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, part->names->data, part->names->len, 1));
  }
  return g_variant_builder_end (&list);
}

PyxisPieces *
pyxis_flatpak_delta_make (const PyxisFlatpakDelta *self)
{
  guint64 time = GUINT64_TO_BE ((guint64) self->seconds);
  g_autoptr (GVariant) commit = make_commit (self);
  guint8 sum[PYXIS_OSTREE_SUM_SIZE];
  PyxisPieces *whole;
  gsize ends[6];

  crypto_hash_sha256 (sum, g_variant_get_data (commit), g_variant_get_size (commit));
  whole = make_metadata (self, sum);
  ends[5] = whole->size;
  pyxis_pieces_align (whole);
  pyxis_pieces_add_copy (whole, &time, sizeof time);
  ends[4] = whole->size; /* of what it is a delta from: nothing */
  pyxis_pieces_add_copy (whole, sum, PYXIS_OSTREE_SUM_SIZE);
  ends[3] = whole->size;
  pyxis_pieces_align (whole);
  pyxis_pieces_add_variant (whole, commit);
  ends[2] = whole->size;
  ends[1] = whole->size; /* of other deltas that it needs: none */
  pyxis_pieces_align (whole);
  pyxis_pieces_add_variant (whole, make_part_list (self));
  ends[0] = whole->size;
  pyxis_pieces_align (whole); /* no objects that are not in it */
  pyxis_pieces_end_container (whole, ends, G_N_ELEMENTS (ends));
  return whole;
}
