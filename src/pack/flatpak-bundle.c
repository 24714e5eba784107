/* SPDX-License-Identifier: Apache-2.0 */
#include "flatpak-bundle.h"

#include "flatpak-delta.h"
#include "flatpak-part.h"
#include "ordered-work.h"

#define PACKED_ENDING ".pyxis"
#define PART_SIZE (1024 * 1024)
#define PARTS_MAX (32 * PART_SIZE)

struct _PyxisFlatpakBundle {
  GCancellable *cancellable;
  GPtrArray *files; /* (element-type GPtrArray): all that were given */
  guint64 size;     /* of all */
  PyxisOstreeTree *tree;
  guint n_taken;          /* of the tree's objects, for parts */
  PyxisOrderedWork *work; /* parts that are being pressed */
  GPtrArray *parts;       /* (element-type PyxisFlatpakPart): those that are */
};

PyxisFlatpakBundle *
pyxis_flatpak_bundle_new (GCancellable *cancellable)
{
  PyxisFlatpakBundle *self = g_new0 (PyxisFlatpakBundle, 1);

  self->cancellable = cancellable ? g_object_ref (cancellable) : NULL;
  self->files = g_ptr_array_new_with_free_func ((GDestroyNotify) g_ptr_array_unref);
  self->tree = pyxis_ostree_tree_new ();
  self->work = pyxis_ordered_work_new (g_get_num_processors (), PARTS_MAX, pyxis_flatpak_part_press,
                                       pyxis_flatpak_part_free);
  self->parts = g_ptr_array_new_with_free_func (pyxis_flatpak_part_free);
  return self;
}

static gboolean
take_part (PyxisFlatpakBundle *self, GError **error)
{
  PyxisFlatpakPart *part = pyxis_ordered_work_pull (self->work);

  g_ptr_array_add (self->parts, part);
  if (part->error)
    g_propagate_error (error, g_steal_pointer (&part->error));
  return part->packed != NULL;
}

/* Gives the objects to the work; none are left. */
static gboolean
push_part (PyxisFlatpakBundle *self, GPtrArray *objects, gboolean is_packed, GError **error)
{
  PyxisFlatpakPart *part;

  if (objects->len == 0)
    return TRUE;
  while (pyxis_ordered_work_is_full (self->work)) {
    if (!take_part (self, error))
      return FALSE;
  }
  part = pyxis_flatpak_part_new (objects, is_packed, self->cancellable);
  pyxis_ordered_work_push (self->work, part, part->payload->size);
  g_ptr_array_set_size (objects, 0);
  return TRUE;
}

/* What is in a bundle of Pyxis is packed already, and has parts of its own. */
static gboolean
push_parts (PyxisFlatpakBundle *self, gboolean is_packed, GError **error)
{
  g_autoptr (GPtrArray) objects = g_ptr_array_new ();
  gsize size = 0;

  for (guint i = self->n_taken; i < self->tree->objects->len; i++) {
    PyxisOstreeObject *object = self->tree->objects->pdata[i];

    if ((object->of && g_str_has_suffix (object->of->path, PACKED_ENDING)) != is_packed)
      continue;
    g_ptr_array_add (objects, object);
    size += g_bytes_get_size (object->bytes);
    if (size >= PART_SIZE) {
      if (!push_part (self, objects, is_packed, error))
        return FALSE;
      size = 0;
    }
  }
  return push_part (self, objects, is_packed, error);
}

/* Of the objects that came since the last time. */
static gboolean
push_all_parts (PyxisFlatpakBundle *self, GError **error)
{
  if (!push_parts (self, FALSE, error) || !push_parts (self, TRUE, error))
    return FALSE;
  self->n_taken = self->tree->objects->len;
  return TRUE;
}

gboolean
pyxis_flatpak_bundle_add (PyxisFlatpakBundle *self, GPtrArray *files, GError **error)
{
  g_ptr_array_add (self->files, g_ptr_array_ref (files));
  for (guint i = 0; i < files->len; i++)
    self->size += g_bytes_get_size (((PyxisAppFile *) files->pdata[i])->bytes);
  return pyxis_ostree_tree_add (self->tree, files, self->cancellable, error) &&
         push_all_parts (self, error);
}

static gboolean
finish_parts (PyxisFlatpakBundle *self, GError **error)
{
  pyxis_ostree_tree_finish (self->tree);
  if (!push_all_parts (self, error))
    return FALSE;
  while (!pyxis_ordered_work_is_empty (self->work)) {
    if (!take_part (self, error))
      return FALSE;
  }
  return TRUE;
}

gboolean
pyxis_flatpak_bundle_write (PyxisFlatpakBundle *self,
                            const PyxisFlatpakFacts *facts,
                            int fd,
                            GError **error)
{
  PyxisFlatpakDelta delta = {
    .ref = facts->ref,
    .metadata = facts->metadata,
    .seconds = facts->seconds,
    .size = self->size,
    .tree = self->tree,
    .parts = self->parts,
  };
  g_autoptr (PyxisPieces) whole = NULL;

  if (!finish_parts (self, error))
    return FALSE;
  whole = pyxis_flatpak_delta_make (&delta);
  return pyxis_pieces_write (whole, fd, self->cancellable, error);
}

void
pyxis_flatpak_bundle_free (PyxisFlatpakBundle *self)
{
  pyxis_ordered_work_free (self->work);
  g_ptr_array_unref (self->parts);
  pyxis_ostree_tree_free (self->tree);
  g_ptr_array_unref (self->files);
  g_clear_object (&self->cancellable);
  g_free (self);
}
