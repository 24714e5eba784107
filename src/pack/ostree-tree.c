/* SPDX-License-Identifier: Apache-2.0 */
#include "ostree-tree.h"

#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

#include "ordered-work.h"
#include "pieces.h"

G_STATIC_ASSERT (PYXIS_OSTREE_SUM_SIZE == crypto_hash_sha256_BYTES);

/* A file whose sum another thread works out. */
typedef struct {
  const PyxisAppFile *file;
  GCancellable *cancellable;
  guint8 sum[PYXIS_OSTREE_SUM_SIZE];
  GError *error; /* (nullable): why there is none */
} Summing;

/* A tree that is being made. */
typedef struct {
  const GPtrArray *files;
  const Summing *sums; /* of each */
  PyxisOstreeTree *self;
  GHashTable *known; /* (element-type PyxisOstreeObject): what is in it, by its sum */
} Making;

static void
object_free (gpointer data)
{
  PyxisOstreeObject *self = data;

  g_bytes_unref (self->bytes);
  g_free (self);
}

static guint
hash_object (gconstpointer object)
{
  guint32 hash;

  memcpy (&hash, ((const PyxisOstreeObject *) object)->sum, sizeof hash);
  return hash;
}

static gboolean
is_same_object (gconstpointer a, gconstpointer b)
{
  const PyxisOstreeObject *one = a, *other = b;

  return memcmp (one->sum, other->sum, PYXIS_OSTREE_SUM_SIZE) == 0 && one->type == other->type;
}

/* Takes `object`. */
static void
add_object (Making *making, PyxisOstreeObject *object)
{
  if (g_hash_table_contains (making->known, object)) {
    object_free (object);
    return;
  }
  g_hash_table_add (making->known, object);
  g_ptr_array_add (making->self->objects, object);
}

/* Takes what floats. */
static void
add_variant (Making *making, PyxisOstreeType type, GVariant *floating, guint8 *sum)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (floating);
  PyxisOstreeObject *object = g_new0 (PyxisOstreeObject, 1);

  object->type = type;
  object->bytes = g_variant_get_data_as_bytes (variant);
  crypto_hash_sha256 (object->sum, g_variant_get_data (variant), g_variant_get_size (variant));
  memcpy (sum, object->sum, PYXIS_OSTREE_SUM_SIZE);
  add_object (making, object);
}

/* The sum is of a header, before which is how long it is, and of the content. */
static void
sum_file (gpointer data)
{
  Summing *self = data;
  g_autoptr (PyxisPieces) pieces = pyxis_pieces_new ();
  GVariant *header =
    g_variant_new ("(uuuus@a(ayay))", 0, 0, GUINT32_TO_BE (S_IFREG | self->file->mode), 0, "",
                   g_variant_new ("a(ayay)", NULL));
  guint32 before[] = { GUINT32_TO_BE ((guint32) g_variant_get_size (header)), 0 };

  pyxis_pieces_add_copy (pieces, before, sizeof before);
  pyxis_pieces_add_variant (pieces, header);
  pyxis_pieces_add (pieces, self->file->bytes);
  pyxis_pieces_hash (pieces, self->sum, self->cancellable, &self->error);
}

static void
summing_clear (gpointer data)
{
  g_clear_error (&((Summing *) data)->error);
}

/* Works out the sums of all, on all cores. */
static gboolean
sum_files (Summing *sums, guint n_files, GError **error)
{
  g_autoptr (PyxisOrderedWork) work =
    pyxis_ordered_work_new (g_get_num_processors (), n_files, sum_file, summing_clear);

  for (guint i = 0; i < n_files; i++)
    pyxis_ordered_work_push (work, &sums[i], 1);
  while (!pyxis_ordered_work_is_empty (work)) {
    Summing *summing = pyxis_ordered_work_pull (work);

    if (summing->error) {
      g_propagate_error (error, g_steal_pointer (&summing->error));
      return FALSE;
    }
  }
  return TRUE;
}

static void
add_file (Making *making, guint index, guint8 *sum)
{
  const PyxisAppFile *file = making->files->pdata[index];
  PyxisOstreeObject *object = g_new0 (PyxisOstreeObject, 1);

  object->type = PYXIS_OSTREE_FILE;
  object->mode = file->mode;
  object->of = file;
  object->bytes = g_bytes_ref (file->bytes);
  memcpy (object->sum, making->sums[index].sum, PYXIS_OSTREE_SUM_SIZE);
  memcpy (sum, object->sum, PYXIS_OSTREE_SUM_SIZE);
  add_object (making, object);
}

/* Where the files end, from `from`, whose paths have the same first `length` bytes. */
static guint
find_end (const GPtrArray *files, guint from, guint to, gsize length)
{
  const PyxisAppFile *first = files->pdata[from];
  guint i = from + 1;

  while (i < to && strncmp (((PyxisAppFile *) files->pdata[i])->path, first->path, length) == 0)
    i++;
  return i;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const char *one, *other;

  g_variant_get_child (*(GVariant *const *) a, 0, "&s", &one);
  g_variant_get_child (*(GVariant *const *) b, 0, "&s", &other);
  return strcmp (one, other);
}

/* Of the files from `from`, all in one folder, whose names begin at `start` of their paths. */
static void
add_tree (Making *making, guint from, guint to, gsize start, guint8 *sum)
{
  g_autoptr (GPtrArray) folders = g_ptr_array_new ();
  GVariantBuilder files;
  guint8 inner[PYXIS_OSTREE_SUM_SIZE];

  g_variant_builder_init (&files, G_VARIANT_TYPE ("a(say)"));
  for (guint i = from, end; i < to; i = end) {
    const PyxisAppFile *file = making->files->pdata[i];
    const char *name = file->path + start, *slash = strchr (name, '/');
    g_autofree char *folder = slash ? g_strndup (name, (gsize) (slash - name)) : NULL;
    gsize deeper = slash ? (gsize) (slash + 1 - file->path) : 0;

    end = slash ? find_end (making->files, i, to, deeper) : i + 1;
    if (slash)
      add_tree (making, i, end, deeper, inner);
    else
      add_file (making, i, inner);
    if (slash)
      g_ptr_array_add (folders,
                       g_variant_new ("(s@ay@ay)", folder, pyxis_ostree_sum_to_variant (inner),
                                      pyxis_ostree_sum_to_variant (making->self->folder)));
    else
      g_variant_builder_add (&files, "(s@ay)", name, pyxis_ostree_sum_to_variant (inner));
  }
  /* "a-b/" is before "a/", but "a" before "a-b". */
  g_ptr_array_sort (folders, compare_names);
  add_variant (making, PYXIS_OSTREE_TREE,
               g_variant_new ("(a(say)@a(sayay))", &files,
                              g_variant_new_array (G_VARIANT_TYPE ("(sayay)"),
                                                   (GVariant **) folders->pdata, folders->len)),
               sum);
}

static PyxisOstreeTree *
make_tree (const GPtrArray *files, const Summing *sums)
{
  PyxisOstreeTree *self = g_new0 (PyxisOstreeTree, 1);
  g_autoptr (GHashTable) known = g_hash_table_new (hash_object, is_same_object);
  Making making = { .files = files, .sums = sums, .self = self, .known = known };

  self->objects = g_ptr_array_new_with_free_func (object_free);
  add_variant (&making, PYXIS_OSTREE_FOLDER,
               g_variant_new ("(uuu@a(ayay))", 0, 0, GUINT32_TO_BE (S_IFDIR | 0755),
                              g_variant_new ("a(ayay)", NULL)),
               self->folder);
  add_tree (&making, 0, files->len, 0, self->tree);
  return self;
}

PyxisOstreeTree *
pyxis_ostree_tree_new (const GPtrArray *files, GCancellable *cancellable, GError **error)
{
  g_autofree Summing *sums = g_new0 (Summing, files->len);

  for (guint i = 0; i < files->len; i++) {
    sums[i].file = files->pdata[i];
    sums[i].cancellable = cancellable;
  }
  return sum_files (sums, files->len, error) ? make_tree (files, sums) : NULL;
}

GVariant *
pyxis_ostree_sum_to_variant (const guint8 *sum)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, sum, PYXIS_OSTREE_SUM_SIZE, 1);
}

void
pyxis_ostree_tree_free (PyxisOstreeTree *self)
{
  g_ptr_array_unref (self->objects);
  g_free (self);
}
