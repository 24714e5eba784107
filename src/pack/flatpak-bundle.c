/* SPDX-License-Identifier: Apache-2.0 */
#include "flatpak-bundle.h"

#include <sodium.h>
#include <string.h>

#include "flatpak-part.h"
#include "ordered-work.h"

#define PACKED_ENDING ".pyxis"
#define PART_SIZE (1024 * 1024)
#define PARTS_MAX (32 * PART_SIZE)

#define SUBJECT "App"
#define FLATPAK_VERSION 0xe5890001 /* of the format of bundles */

/* A bundle that is being made. */
typedef struct {
  const PyxisFlatpakBundle *bundle;
  PyxisOstreeTree *tree;
  GPtrArray *parts; /* (element-type PyxisFlatpakPart) */
  GVariant *commit;
  guint8 sum[PYXIS_OSTREE_SUM_SIZE]; /* the commit's */
} Making;

static void
making_clear (Making *self)
{
  g_clear_pointer (&self->tree, pyxis_ostree_tree_free);
  g_ptr_array_unref (self->parts);
  g_clear_pointer (&self->commit, g_variant_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Making, making_clear)

static gboolean
take_part (Making *making, PyxisOrderedWork *work, GError **error)
{
  PyxisFlatpakPart *part = pyxis_ordered_work_pull (work);
  gboolean is_pressed = !part->error;

  g_ptr_array_add (making->parts, part);
  if (!is_pressed)
    g_propagate_error (error, g_steal_pointer (&part->error));
  return is_pressed;
}

/* Gives the objects to the work; none are left. */
static gboolean
push_part (
  Making *making, PyxisOrderedWork *work, GPtrArray *objects, gboolean is_packed, GError **error)
{
  PyxisFlatpakPart *part;

  if (objects->len == 0)
    return TRUE;
  while (pyxis_ordered_work_is_full (work)) {
    if (!take_part (making, work, error))
      return FALSE;
  }
  part = pyxis_flatpak_part_new (objects, is_packed, making->bundle->cancellable);
  pyxis_ordered_work_push (work, part, part->payload->size);
  g_ptr_array_set_size (objects, 0);
  return TRUE;
}

/* What is in a bundle of Pyxis is packed already, and has parts of its own. */
static gboolean
push_parts (Making *making, PyxisOrderedWork *work, gboolean is_packed, GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  gsize size = 0;

  for (guint i = 0; i < making->tree->objects->len; i++) {
    PyxisOstreeObject *object = making->tree->objects->pdata[i];

    if ((object->of && g_str_has_suffix (object->of->path, PACKED_ENDING)) != is_packed)
      continue;
    g_ptr_array_add (objects, object);
    size += g_bytes_get_size (object->bytes);
    if (size >= PART_SIZE) {
      if (!push_part (making, work, objects, is_packed, error))
        return FALSE;
      size = 0;
    }
  }
  return push_part (making, work, objects, is_packed, error);
}

static gboolean
make_parts (Making *making, GError **error)
{
  g_autoptr (PyxisOrderedWork) work = pyxis_ordered_work_new (
    g_get_num_processors (), PARTS_MAX, pyxis_flatpak_part_press, pyxis_flatpak_part_free);

  if (!push_parts (making, work, FALSE, error) || !push_parts (making, work, TRUE, error))
    return FALSE;
  while (!pyxis_ordered_work_is_empty (work)) {
    if (!take_part (making, work, error))
      return FALSE;
  }
  return TRUE;
}

static GVariant *
to_size (guint64 size)
{
  return g_variant_new_uint64 (GUINT64_TO_BE (size));
}

/* What Flatpak shows before it installs the app. */
static GVariant *
make_commit_metadata (const Making *making)
{
  const PyxisFlatpakBundle *bundle = making->bundle;
  guint64 installed = 0, download = 0;
  GVariantBuilder metadata;

  for (guint i = 0; i < bundle->files->len; i++)
    installed += g_bytes_get_size (((PyxisAppFile *) bundle->files->pdata[i])->bytes);
  for (guint i = 0; i < making->parts->len; i++)
    download += ((PyxisFlatpakPart *) making->parts->pdata[i])->packed->size;

  g_variant_builder_init (&metadata, G_VARIANT_TYPE_VARDICT);
  g_variant_builder_add (&metadata, "{sv}", "xa.installed-size", to_size (installed));
  g_variant_builder_add (&metadata, "{sv}", "ostree.collection-binding", g_variant_new_string (""));
  g_variant_builder_add (&metadata, "{sv}", "xa.ref", g_variant_new_string (bundle->ref));
  g_variant_builder_add (&metadata, "{sv}", "ostree.ref-binding",
                         g_variant_new_strv (&bundle->ref, 1));
  g_variant_builder_add (&metadata, "{sv}", "xa.metadata", g_variant_new_string (bundle->metadata));
  g_variant_builder_add (&metadata, "{sv}", "xa.download-size", to_size (download));
  return g_variant_builder_end (&metadata);
}

static void
make_commit (Making *making)
{
  guint64 time = GUINT64_TO_BE ((guint64) making->bundle->seconds);

  making->commit = g_variant_ref_sink (
    g_variant_new ("(@a{sv}@ay@a(say)sst@ay@ay)", make_commit_metadata (making),
                   g_variant_new ("ay", NULL), g_variant_new ("a(say)", NULL), SUBJECT, "", time,
                   pyxis_ostree_sum_to_variant (making->tree->tree),
                   pyxis_ostree_sum_to_variant (making->tree->folder)));
  crypto_hash_sha256 (making->sum, g_variant_get_data (making->commit),
                      g_variant_get_size (making->commit));
}

/* (transfer full): where OSTree looks for a part: by the commit's sum in base64, "/" as "_", of
 * which the first two letters are a folder. */
static char *
dup_part_name (const Making *making, guint index)
{
  g_autofree char *letters = g_base64_encode (making->sum, PYXIS_OSTREE_SUM_SIZE);

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
make_metadata (const Making *making)
{
  const PyxisFlatpakBundle *bundle = making->bundle;
  guint8 order = G_BYTE_ORDER == G_LITTLE_ENDIAN ? 'l' : 'B';
  PyxisPieces *metadata = pyxis_pieces_new ();
  g_autoptr (GArray) ends = g_array_new (FALSE, FALSE, sizeof (gsize));

  add_entry (metadata, ends, "flatpak", g_variant_new_uint32 (FLATPAK_VERSION));
  add_entry (metadata, ends, "ref", g_variant_new_string (bundle->ref));
  add_entry (metadata, ends, "metadata", g_variant_new_string (bundle->metadata));
  add_entry (metadata, ends, "collection-id", g_variant_new_string (""));
  add_entry (metadata, ends, "ostree.endianness", g_variant_new_byte (order));
  for (guint i = 0; i < making->parts->len; i++) {
    g_autofree char *name = dup_part_name (making, i);

    add_part (metadata, ends, name, making->parts->pdata[i]);
  }
  pyxis_pieces_end_container (metadata, (gsize *) (void *) ends->data, ends->len);
  return metadata;
}

static GVariant *
make_part_list (const Making *making)
{
  GVariantBuilder list;

  g_variant_builder_init (&list, G_VARIANT_TYPE ("a(uayttay)"));
  for (guint i = 0; i < making->parts->len; i++) {
    const PyxisFlatpakPart *part = making->parts->pdata[i];

    g_variant_builder_add (
      &list, "(u@aytt@ay)", 0, pyxis_ostree_sum_to_variant (part->sum),
      (guint64) part->packed->size, (guint64) part->payload->size,
      g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, part->names->data, part->names->len, 1));
  }
  return g_variant_builder_end (&list);
}

/* (transfer full): "(a{sv}tayay(a{sv}aya(say)sstayay)aya(uayttay)a(yaytt))": metadata, time, none,
 * the commit's sum, the commit, none, the parts, none. */
static PyxisPieces *
make_whole (const Making *making)
{
  guint64 time = GUINT64_TO_BE ((guint64) making->bundle->seconds);
  PyxisPieces *whole = make_metadata (making);
  gsize ends[6];

  ends[5] = whole->size;
  pyxis_pieces_align (whole);
  pyxis_pieces_add_copy (whole, &time, sizeof time);
  ends[4] = whole->size;
  pyxis_pieces_add_copy (whole, making->sum, PYXIS_OSTREE_SUM_SIZE);
  ends[3] = whole->size;
  pyxis_pieces_align (whole);
  pyxis_pieces_add_variant (whole, making->commit);
  ends[2] = ends[1] = whole->size;
  pyxis_pieces_align (whole);
  pyxis_pieces_add_variant (whole, make_part_list (making));
  ends[0] = whole->size;
  pyxis_pieces_align (whole);
  pyxis_pieces_end_container (whole, ends, G_N_ELEMENTS (ends));
  return whole;
}

gboolean
pyxis_flatpak_bundle_write (const PyxisFlatpakBundle *bundle, int fd, GError **error)
{
  g_auto (Making) making = {
    .bundle = bundle,
    .tree = pyxis_ostree_tree_new (bundle->files, bundle->cancellable, error),
    .parts = g_ptr_array_new_with_free_func (pyxis_flatpak_part_free),
  };
  g_autoptr (PyxisPieces) whole = NULL;

  if (!making.tree || !make_parts (&making, error))
    return FALSE;
  make_commit (&making);
  whole = make_whole (&making);
  return pyxis_pieces_write (whole, fd, bundle->cancellable, error);
}
