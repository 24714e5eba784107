/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "vfs-op.h"

/* What a PyxisVfs should do, written as plainly as can be: whole paths in one table, bytes in one
 * piece, every limit but that of bytes. */
typedef struct {
  gboolean is_folder;
  gboolean is_removed;
  guint n_uses;
  GByteArray *data;
} Item;

typedef struct {
  PyxisVfsLimits limits;
  GHashTable *items; /* (element-type utf8 Item): "" is the root */
  GPtrArray *all;    /* every item that there ever was */
  Item *slots[N_SLOTS];
} Model;

static inline void
item_free (gpointer item)
{
  g_byte_array_unref (((Item *) item)->data);
  g_free (item);
}

static inline Item *
model_add (Model *self, const char *path, gboolean is_folder)
{
  Item *item = g_new0 (Item, 1);

  item->is_folder = is_folder;
  item->data = g_byte_array_new ();
  g_ptr_array_add (self->all, item);
  g_hash_table_insert (self->items, g_strdup (path), item);
  return item;
}

static inline Model *
model_new (const PyxisVfsLimits *limits)
{
  Model *self = g_new0 (Model, 1);

  self->limits = *limits;
  self->items = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->all = g_ptr_array_new_with_free_func (item_free);
  model_add (self, "", TRUE);
  return self;
}

static inline void
model_free (Model *self)
{
  g_hash_table_unref (self->items);
  g_ptr_array_unref (self->all);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Model, model_free)

static inline Item *
model_find (Model *self, const char *path)
{
  return g_hash_table_lookup (self->items, path);
}

/* Removes a slash at the end. */
static inline int
model_parse (Model *self, char *path, gboolean *is_folder)
{
  gsize length = strlen (path);
  g_auto (GStrv) names = NULL;

  *is_folder = length > 1 && path[length - 1] == '/';
  if (*is_folder)
    path[--length] = '\0';
  if (length > self->limits.path)
    return PYXIS_VFS_ENAMETOOLONG;
  if (!g_utf8_validate (path, -1, NULL))
    return PYXIS_VFS_EINVAL;

  names = g_strsplit (path, "/", 0);
  for (char **name = names; *name; name++) {
    if (!**name || strcmp (*name, ".") == 0 || strcmp (*name, "..") == 0)
      return PYXIS_VFS_EINVAL;
    if (strlen (*name) > self->limits.name)
      return PYXIS_VFS_ENAMETOOLONG;
  }
  return 0;
}

/* Whether all folders above are there. */
static inline int
model_check_parents (Model *self, const char *path)
{
  for (const char *slash = strchr (path, '/'); slash; slash = strchr (slash + 1, '/')) {
    g_autofree char *above = g_strndup (path, slash - path);
    Item *item = model_find (self, above);

    if (!item || !item->is_folder)
      return item ? PYXIS_VFS_ENOTDIR : PYXIS_VFS_ENOENT;
  }
  return 0;
}

static inline gboolean
is_below (const char *path, const char *folder)
{
  return g_str_has_prefix (path, folder) && path[strlen (folder)] == '/';
}

/* (element-type utf8): the paths below, and the path itself if it is there. */
static inline GPtrArray *
model_list_tree (Model *self, const char *path)
{
  GPtrArray *paths = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer key;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    if (strcmp (key, path) == 0 || is_below (key, path))
      g_ptr_array_add (paths, g_strdup (key));
  return paths;
}

static inline int
model_may_add (Model *self)
{
  guint n = g_hash_table_size (self->items) - 1;

  for (guint i = 0; i < self->all->len; i++) {
    Item *item = self->all->pdata[i];

    n += item->is_removed && item->n_uses > 0;
  }
  return n < self->limits.files ? 0 : PYXIS_VFS_ENOSPC;
}

static inline int
model_remove (Model *self, const char *path)
{
  g_autoptr (GPtrArray) paths = model_list_tree (self, path);

  for (guint i = 0; i < paths->len; i++) {
    model_find (self, paths->pdata[i])->is_removed = TRUE;
    g_hash_table_remove (self->items, paths->pdata[i]);
  }
  return 0;
}

static inline int
model_make (Model *self, const char *path, gboolean has_slash, gboolean is_folder)
{
  int code;

  if (has_slash && !is_folder)
    return PYXIS_VFS_EISDIR;
  if (model_find (self, path))
    return PYXIS_VFS_EEXIST;
  if ((code = model_may_add (self)))
    return code;
  model_add (self, path, is_folder);
  return 0;
}

static inline int
model_list (Model *self, const char *path, GString *result)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  GHashTableIter iter;
  gpointer key, item;

  g_hash_table_iter_init (&iter, self->items);
  while (g_hash_table_iter_next (&iter, &key, &item)) {
    const char *rest = *path && is_below (key, path) ? (char *) key + strlen (path) + 1 : key;

    if (*rest && (!*path || rest != key) && !strchr (rest, '/'))
      g_ptr_array_add (names, g_strconcat (rest, ((Item *) item)->is_folder ? "/" : "", NULL));
  }
  op_add_names (names, result);
  return 0;
}

static inline int
model_judge_rename (Model *self, const char *from, const char *to, gboolean has_slash)
{
  g_autoptr (GPtrArray) tree = model_list_tree (self, from);
  Item *item = model_find (self, from), *target = model_find (self, to);
  g_autoptr (GPtrArray) replaced = model_list_tree (self, to);

  if (!item)
    return PYXIS_VFS_ENOENT;
  if (!item->is_folder && has_slash)
    return PYXIS_VFS_ENOTDIR;
  if (is_below (to, from))
    return PYXIS_VFS_EINVAL;
  if (is_below (from, to))
    return PYXIS_VFS_ENOTEMPTY;
  if (target && target != item) {
    if (item->is_folder && !target->is_folder)
      return PYXIS_VFS_ENOTDIR;
    if (!item->is_folder && target->is_folder)
      return PYXIS_VFS_EISDIR;
    if (replaced->len > 1)
      return PYXIS_VFS_ENOTEMPTY;
  }
  for (guint i = 0; i < tree->len; i++)
    if (strlen (tree->pdata[i]) - strlen (from) + strlen (to) > self->limits.path)
      return PYXIS_VFS_ENAMETOOLONG;
  return 0;
}

static inline int
model_rename (Model *self, const char *from, const char *to, gboolean has_slash)
{
  g_autoptr (GPtrArray) tree = model_list_tree (self, from);
  int code = !*from || !*to ? PYXIS_VFS_EBUSY : model_check_parents (self, from);

  if (!code)
    code = model_check_parents (self, to);
  if (!code)
    code = model_judge_rename (self, from, to, has_slash);
  if (code || strcmp (from, to) == 0)
    return code;

  model_remove (self, to);
  for (guint i = 0; i < tree->len; i++) {
    const char *old = tree->pdata[i];

    g_hash_table_insert (self->items, g_strconcat (to, old + strlen (from), NULL),
                         model_find (self, old));
    g_hash_table_remove (self->items, old);
  }
  return 0;
}

static inline int
model_open (Model *self, const Op *op, const char *path, gboolean has_slash)
{
  Item *item = model_find (self, path);
  gboolean may_create = op->flags & PYXIS_VFS_OPEN_CREATE;
  int code = 0;

  if (may_create && has_slash)
    return PYXIS_VFS_EISDIR;
  if (item && may_create && op->flags & PYXIS_VFS_OPEN_EXCLUSIVE)
    return PYXIS_VFS_EEXIST;
  if (!item && !may_create)
    return PYXIS_VFS_ENOENT;
  if (item && item->is_folder)
    return PYXIS_VFS_EISDIR;
  if (item && has_slash)
    return PYXIS_VFS_ENOTDIR;
  if (!item && (code = model_may_add (self)))
    return code;

  self->slots[op->slot] = item ? item : model_add (self, path, FALSE);
  self->slots[op->slot]->n_uses++;
  if (op->flags & PYXIS_VFS_OPEN_TRUNCATE)
    g_byte_array_set_size (self->slots[op->slot]->data, 0);
  return 0;
}

static inline int
model_run_entry (Model *self, const Op *op, const char *path, gboolean has_slash, GString *result)
{
  g_autoptr (GPtrArray) tree = model_list_tree (self, path);
  Item *item = model_find (self, path);

  if (op->kind != OP_STAT && op->kind != OP_LIST && !*path)
    return PYXIS_VFS_EBUSY;
  if (!item)
    return PYXIS_VFS_ENOENT;
  if (!item->is_folder && (has_slash || op->kind == OP_RMDIR || op->kind == OP_LIST))
    return PYXIS_VFS_ENOTDIR;
  if (item->is_folder && op->kind == OP_UNLINK)
    return PYXIS_VFS_EISDIR;
  if (op->kind == OP_RMDIR && tree->len > 1)
    return PYXIS_VFS_ENOTEMPTY;
  if (op->kind == OP_LIST)
    return model_list (self, path, result);
  if (op->kind != OP_STAT)
    return model_remove (self, path);

  if (item->is_folder)
    g_string_append (result, "folder");
  else
    g_string_append_printf (result, "file %u", item->data->len);
  return 0;
}

static inline void
model_resize (Item *item, guint size)
{
  guint old = item->data->len;

  g_byte_array_set_size (item->data, size);
  if (size > old)
    memset (item->data->data + old, 0, size - old);
}

static inline int
model_run_slot (Model *self, const Op *op, GString *result)
{
  Item *item = self->slots[op->slot];
  guint64 begin = op->kind == OP_APPEND ? item->data->len : op->offset;

  switch (op->kind) {
  case OP_READ:
    begin = MIN (begin, item->data->len);
    op_add_bytes (item->data->data + begin, MIN (op->length, item->data->len - begin), result);
    break;
  case OP_WRITE:
  case OP_APPEND:
    if (op->length > 0)
      model_resize (item, MAX (item->data->len, begin + op->length));
    if (op->length > 0)
      memset (item->data->data + begin, op->fill, op->length);
    if (op->kind == OP_APPEND)
      g_string_append_printf (result, "%u", item->data->len);
    break;
  case OP_TRUNCATE:
    model_resize (item, op->offset);
    break;
  default:
    item->n_uses--;
  }
  return 0;
}

static inline int
model_run (gpointer subject, const Op *op, GString *result)
{
  Model *self = subject;
  g_autofree char *path = g_strdup (op->path);
  g_autofree char *to = g_strdup (op->to);
  gboolean has_slash = FALSE, has_slash_too = FALSE;
  int code;

  if (op->kind >= OP_READ)
    return model_run_slot (self, op, result);
  if ((code = model_parse (self, path, &has_slash)))
    return code;
  if (op->kind == OP_RENAME) {
    code = model_parse (self, to, &has_slash_too);
    return code ? code : model_rename (self, path, to, has_slash || has_slash_too);
  }
  if ((code = model_check_parents (self, path)))
    return code;
  if (op->kind == OP_CREATE || op->kind == OP_MKDIR)
    return model_make (self, path, has_slash, op->kind == OP_MKDIR);
  if (op->kind == OP_OPEN)
    return model_open (self, op, path, has_slash);
  return model_run_entry (self, op, path, has_slash, result);
}
