/* SPDX-License-Identifier: Apache-2.0 */
#include "ostree-tree.h"

#include <sodium.h>
#include <string.h>
#include <sys/stat.h>

#include "ordered-work.h"
#include "pieces.h"

G_STATIC_ASSERT (PYXIS_OSTREE_SUM_SIZE == crypto_hash_sha256_BYTES);

/* A file, and its sum, which another thread works out. */
typedef struct {
  const PyxisAppFile *file;
  GCancellable *cancellable;
  guint8 sum[PYXIS_OSTREE_SUM_SIZE];
  GError *error; /* (nullable): why there is none */
} Summed;

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
add_object (PyxisOstreeTree *self, PyxisOstreeObject *object)
{
  if (g_hash_table_contains (self->known, object)) {
    object_free (object);
    return;
  }
  g_hash_table_add (self->known, object);
  g_ptr_array_add (self->objects, object);
}

/* Takes what floats. */
static void
add_variant (PyxisOstreeTree *self, PyxisOstreeType type, GVariant *floating, guint8 *sum)
{
  g_autoptr (GVariant) variant = g_variant_ref_sink (floating);
  PyxisOstreeObject *object = g_new0 (PyxisOstreeObject, 1);

  object->type = type;
  object->bytes = g_variant_get_data_as_bytes (variant);
  crypto_hash_sha256 (object->sum, g_variant_get_data (variant), g_variant_get_size (variant));
  memcpy (sum, object->sum, PYXIS_OSTREE_SUM_SIZE);
  add_object (self, object);
}

/* The sum is of a header, before which is how long it is, and of the content. */
static void
sum_file (gpointer data)
{
  Summed *self = data;
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
summed_free (gpointer data)
{
  Summed *self = data;

  g_clear_error (&self->error);
  g_free (self);
}

static void
add_file (PyxisOstreeTree *self, const Summed *summed)
{
  PyxisOstreeObject *object = g_new0 (PyxisOstreeObject, 1);

  object->type = PYXIS_OSTREE_FILE;
  object->mode = summed->file->mode;
  object->of = summed->file;
  object->bytes = g_bytes_ref (summed->file->bytes);
  memcpy (object->sum, summed->sum, PYXIS_OSTREE_SUM_SIZE);
  add_object (self, object);
}

/* Where the files end, from `from`, whose paths have the same first `length` bytes. */
static guint
find_end (const GPtrArray *files, guint from, guint to, gsize length)
{
  const char *first = ((Summed *) files->pdata[from])->file->path;
  guint i = from + 1;

  while (i < to && strncmp (((Summed *) files->pdata[i])->file->path, first, length) == 0)
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
add_tree (PyxisOstreeTree *self, guint from, guint to, gsize start, guint8 *sum)
{
  g_autoptr (GPtrArray) folders = g_ptr_array_new ();
  GVariantBuilder files;
  guint8 inner[PYXIS_OSTREE_SUM_SIZE];

  g_variant_builder_init (&files, G_VARIANT_TYPE ("a(say)"));
  for (guint i = from, end; i < to; i = end) {
    const Summed *summed = self->files->pdata[i];
    const char *path = summed->file->path, *name = path + start, *slash = strchr (name, '/');
    g_autofree char *folder = slash ? g_strndup (name, (gsize) (slash - name)) : NULL;
    gsize deeper = slash ? (gsize) (slash + 1 - path) : 0;

    end = slash ? find_end (self->files, i, to, deeper) : i + 1;
    if (slash)
      add_tree (self, i, end, deeper, inner);
    if (slash)
      g_ptr_array_add (folders,
                       g_variant_new ("(s@ay@ay)", folder, pyxis_ostree_sum_to_variant (inner),
                                      pyxis_ostree_sum_to_variant (self->folder)));
    else
      g_variant_builder_add (&files, "(s@ay)", name, pyxis_ostree_sum_to_variant (summed->sum));
  }
  /* "a-b/" is before "a/", but "a" before "a-b". */
  g_ptr_array_sort (folders, compare_names);
  add_variant (self, PYXIS_OSTREE_TREE,
               g_variant_new ("(a(say)@a(sayay))", &files,
                              g_variant_new_array (G_VARIANT_TYPE ("(sayay)"),
                                                   (GVariant **) folders->pdata, folders->len)),
               sum);
}

static int
compare_paths (gconstpointer a, gconstpointer b)
{
  return strcmp ((*(const Summed *const *) a)->file->path,
                 (*(const Summed *const *) b)->file->path);
}

PyxisOstreeTree *
pyxis_ostree_tree_new (void)
{
  PyxisOstreeTree *self = g_new0 (PyxisOstreeTree, 1);

  self->objects = g_ptr_array_new_with_free_func (object_free);
  self->files = g_ptr_array_new_with_free_func (summed_free);
  self->known = g_hash_table_new (hash_object, is_same_object);
  return self;
}

gboolean
pyxis_ostree_tree_add (PyxisOstreeTree *self,
                       const GPtrArray *files,
                       GCancellable *cancellable,
                       GError **error)
{
  g_autoptr (PyxisOrderedWork) work =
    pyxis_ordered_work_new (g_get_num_processors (), files->len, sum_file, summed_free);

  for (guint i = 0; i < files->len; i++) {
    Summed *summed = g_new0 (Summed, 1);

    summed->file = files->pdata[i];
    summed->cancellable = cancellable;
    pyxis_ordered_work_push (work, summed, 1);
  }
  while (!pyxis_ordered_work_is_empty (work)) {
    Summed *summed = pyxis_ordered_work_pull (work);

    g_ptr_array_add (self->files, summed);
    if (summed->error) {
      g_propagate_error (error, g_steal_pointer (&summed->error));
      return FALSE;
    }
    add_file (self, summed);
  }
  return TRUE;
}

void
pyxis_ostree_tree_finish (PyxisOstreeTree *self)
{
  g_ptr_array_sort (self->files, compare_paths);
  add_variant (self, PYXIS_OSTREE_FOLDER,
               g_variant_new ("(uuu@a(ayay))", 0, 0, GUINT32_TO_BE (S_IFDIR | 0755),
                              g_variant_new ("a(ayay)", NULL)),
               self->folder);
  add_tree (self, 0, self->files->len, 0, self->tree);
}

GVariant *
pyxis_ostree_sum_to_variant (const guint8 *sum)
{
  return g_variant_new_fixed_array (G_VARIANT_TYPE_BYTE, sum, PYXIS_OSTREE_SUM_SIZE, 1);
}

void
pyxis_ostree_tree_free (PyxisOstreeTree *self)
{
  g_hash_table_unref (self->known);
  g_ptr_array_unref (self->objects);
  g_ptr_array_unref (self->files);
  g_free (self);
}
