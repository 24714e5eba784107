/* SPDX-License-Identifier: Apache-2.0 */
#include "vfs-history.h"

#include "vfs-file.h"
#include "vfs-name.h"
#include "vfs-step.h"

#define STEPS_MAX 100

/* Of the limit of bytes. */
#define KEPT_SHARE 8

#define FOLDER_MODE 0755

struct _PyxisVfsHistory {
  GObject parent_instance;

  PyxisVfs *vfs;
  GPtrArray *steps; /* (element-type PyxisVfsStep) */
};

enum { PROP_0, PROP_CAN_UNDO, LAST_PROP };

static GParamSpec *pspecs[LAST_PROP];

G_DEFINE_FINAL_TYPE (PyxisVfsHistory, pyxis_vfs_history, G_TYPE_OBJECT)

/* Lets go of the oldest steps, so that those up to `newest` keep no more than they may. */
static void
limit (PyxisVfsHistory *self, guint newest)
{
  guint64 most = pyxis_vfs_get_limits (self->vfs)->bytes / KEPT_SHARE;
  guint64 size = 0;
  guint first = newest;

  while (first > 0 && newest - first < STEPS_MAX) {
    size += pyxis_vfs_kept_list_get_size (((PyxisVfsStep *) self->steps->pdata[first - 1])->kept);
    if (size > most)
      break;
    first--;
  }
  if (first > 0)
    g_ptr_array_remove_range (self->steps, 0, first);
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_CAN_UNDO]);
}

/* Takes it. */
static void
push (PyxisVfsHistory *self, PyxisVfsStep *step)
{
  pyxis_vfs_step_finish (step, self->vfs);
  g_ptr_array_add (self->steps, step);
  limit (self, self->steps->len - 1);
}

/* Of a call that did something for `n` of several paths; takes `step` and the first error. */
static int
finish (PyxisVfsHistory *self, PyxisVfsStep *step, int n, GError *failure, GError **error)
{
  if (n > 0) {
    push (self, step);
    g_clear_error (&failure);
    return n;
  }
  pyxis_vfs_step_free (step);
  if (failure)
    g_propagate_error (error, failure);
  return failure ? -1 : 0;
}

static void
pyxis_vfs_history_dispose (GObject *object)
{
  PyxisVfsHistory *self = PYXIS_VFS_HISTORY (object);

  g_clear_pointer (&self->steps, g_ptr_array_unref);
  g_clear_object (&self->vfs);

  G_OBJECT_CLASS (pyxis_vfs_history_parent_class)->dispose (object);
}

static void
pyxis_vfs_history_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  if (id == PROP_CAN_UNDO)
    g_value_set_boolean (value, pyxis_vfs_history_can_undo (PYXIS_VFS_HISTORY (object)));
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
pyxis_vfs_history_class_init (PyxisVfsHistoryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->dispose = pyxis_vfs_history_dispose;
  object_class->get_property = pyxis_vfs_history_get_property;

  pspecs[PROP_CAN_UNDO] =
    g_param_spec_boolean ("can-undo", NULL, NULL, FALSE, G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, LAST_PROP, pspecs);
}

static void
pyxis_vfs_history_init (PyxisVfsHistory *self)
{
  self->steps = g_ptr_array_new_with_free_func ((GDestroyNotify) pyxis_vfs_step_free);
}

PyxisVfsHistory *
pyxis_vfs_history_new (PyxisVfs *vfs)
{
  PyxisVfsHistory *self = g_object_new (PYXIS_TYPE_VFS_HISTORY, NULL);

  self->vfs = g_object_ref (vfs);
  return self;
}

gboolean
pyxis_vfs_history_can_undo (PyxisVfsHistory *self)
{
  g_return_val_if_fail (PYXIS_IS_VFS_HISTORY (self), FALSE);

  return self->steps && self->steps->len > 0;
}

int
pyxis_vfs_history_remove (PyxisVfsHistory *self, const char *const *paths, GError **error)
{
  g_auto (GStrv) tops = pyxis_vfs_name_dup_tops (paths);
  PyxisVfsStep *step = pyxis_vfs_step_new ();
  GError *failure = NULL;
  int n = 0;

  for (guint i = 0; tops[i]; i++) {
    GError **place = failure ? NULL : &failure;

    if (!pyxis_vfs_kept_list_add (step->kept, self->vfs, tops[i], place))
      continue;
    if (pyxis_vfs_remove (self->vfs, tops[i], place))
      n++;
    else
      g_ptr_array_set_size (step->kept, step->kept->len - 1);
  }
  return finish (self, step, n, failure, error);
}

static gboolean
check_is_free (PyxisVfsHistory *self, const char *path, GError **error)
{
  PyxisVfsStat stat;

  if (!pyxis_vfs_stat (self->vfs, path, &stat, NULL))
    return TRUE;
  pyxis_vfs_set_error (error, PYXIS_VFS_EEXIST, path);
  return FALSE;
}

gboolean
pyxis_vfs_history_rename (PyxisVfsHistory *self, const char *from, const char *to, GError **error)
{
  PyxisVfsStep *step;

  g_return_val_if_fail (PYXIS_IS_VFS_HISTORY (self), FALSE);

  if (g_str_equal (from, to))
    return TRUE;
  if (!check_is_free (self, to, error) || !pyxis_vfs_rename (self->vfs, from, to, error))
    return FALSE;

  step = pyxis_vfs_step_new ();
  pyxis_vfs_step_note_rename (step, from, to);
  push (self, step);
  return TRUE;
}

int
pyxis_vfs_history_move (PyxisVfsHistory *self,
                        const char *const *paths,
                        const char *folder,
                        GError **error)
{
  g_auto (GStrv) tops = pyxis_vfs_name_dup_tops (paths);
  PyxisVfsStep *step = pyxis_vfs_step_new ();
  GError *failure = NULL;
  int n = 0;

  for (guint i = 0; tops[i]; i++) {
    const char *from = tops[i];
    g_autofree char *left = pyxis_vfs_name_dup_folder (from);
    g_autofree char *to =
      pyxis_vfs_name_dup_free (self->vfs, folder, pyxis_vfs_name_get_last (from));

    if (g_str_equal (left, folder))
      continue; /* it is there */
    if (!pyxis_vfs_rename (self->vfs, from, to, failure ? NULL : &failure))
      continue;
    pyxis_vfs_step_note_rename (step, from, to);
    n++;
  }
  return finish (self, step, n, failure, error);
}

gboolean
pyxis_vfs_history_make_folder (PyxisVfsHistory *self, const char *path, GError **error)
{
  PyxisVfsStep *step;

  g_return_val_if_fail (PYXIS_IS_VFS_HISTORY (self), FALSE);

  if (!pyxis_vfs_make_folder (self->vfs, path, FOLDER_MODE, error))
    return FALSE;

  step = pyxis_vfs_step_new ();
  step->folder = g_strdup (path);
  push (self, step);
  return TRUE;
}

gboolean
pyxis_vfs_history_put (PyxisVfsHistory *self, const char *path, GBytes *bytes, GError **error)
{
  g_autoptr (PyxisVfsStep) step = pyxis_vfs_step_new ();

  g_return_val_if_fail (PYXIS_IS_VFS_HISTORY (self), FALSE);

  step->was_replaced = pyxis_vfs_kept_list_add (step->kept, self->vfs, path, NULL);
  if (!step->was_replaced)
    g_ptr_array_add (step->created, g_strdup (path));
  if (!pyxis_vfs_put (self->vfs, path, bytes, error))
    return FALSE;

  push (self, g_steal_pointer (&step));
  return TRUE;
}

void
pyxis_vfs_history_note_upload (PyxisVfsHistory *self, GPtrArray *created, GPtrArray *replaced)
{
  PyxisVfsStep *step;

  g_return_if_fail (PYXIS_IS_VFS_HISTORY (self));

  if (!replaced || created->len + replaced->len == 0)
    return;

  step = pyxis_vfs_step_new ();
  for (guint i = 0; i < created->len; i++)
    g_ptr_array_add (step->created, g_strdup (created->pdata[i]));
  g_ptr_array_unref (step->kept);
  step->kept = g_ptr_array_ref (replaced);
  step->was_replaced = TRUE;
  push (self, step);
}

gboolean
pyxis_vfs_history_undo (PyxisVfsHistory *self, GError **error)
{
  g_autoptr (PyxisVfsStep) step = NULL;
  g_autoptr (GError) failure = NULL;

  g_return_val_if_fail (PYXIS_IS_VFS_HISTORY (self), FALSE);

  if (self->steps->len == 0)
    return TRUE;
  step = g_ptr_array_steal_index (self->steps, self->steps->len - 1);
  g_object_notify_by_pspec (G_OBJECT (self), pspecs[PROP_CAN_UNDO]);
  pyxis_vfs_step_undo (step, self->vfs, &failure);
  if (!failure)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&failure));
  return FALSE;
}

void
pyxis_vfs_history_settle (PyxisVfsHistory *self)
{
  g_return_if_fail (PYXIS_IS_VFS_HISTORY (self));

  limit (self, self->steps->len);
}
