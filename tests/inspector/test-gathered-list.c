/* SPDX-License-Identifier: Apache-2.0 */
#include "gathered-list.h"

/* The lists, a copy of the gathered one kept only by what items-changed says, and a record of the changes. */
typedef struct {
  GListStore *store;
  PyxisGatheredList *list;
  GPtrArray *copy;
  GString *changes;
  guint n_made;
} Fixture;

static void
items_changed_cb (GListModel *model, guint position, guint removed, guint added, Fixture *self)
{
  g_string_append_printf (self->changes, "%u-%u+%u ", position, removed, added);
  if (removed > 0)
    g_ptr_array_remove_range (self->copy, position, removed);
  for (guint i = 0; i < added; i++)
    g_ptr_array_insert (self->copy, (int) (position + i),
                        g_list_model_get_item (model, position + i));

  g_assert_cmpuint (g_list_model_get_n_items (model), ==, self->copy->len);
  for (guint i = 0; i < self->copy->len; i++) {
    g_autoptr (GObject) item = g_list_model_get_item (model, i);
    g_autoptr (GObject) source = g_list_model_get_item (G_LIST_MODEL (self->store), i);

    g_assert_true (item == self->copy->pdata[i]);
    g_assert_true (item == source);
  }
  g_assert_null (g_list_model_get_item (model, self->copy->len));
}

static void
splice (Fixture *self, guint position, guint removed, guint added)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < added; i++) {
    g_autofree char *name = g_strdup_printf ("%u", self->n_made++);

    g_ptr_array_add (items, gtk_string_object_new (name));
  }
  g_list_store_splice (self->store, position, removed, items->pdata, items->len);
}

static void
append (Fixture *self)
{
  splice (self, g_list_model_get_n_items (G_LIST_MODEL (self->store)), 0, 1);
}

static void
set_up (Fixture *self, gconstpointer data)
{
  self->store = g_list_store_new (GTK_TYPE_STRING_OBJECT);
  self->copy = g_ptr_array_new_with_free_func (g_object_unref);
  self->changes = g_string_new (NULL);
  splice (self, 0, 0, 2);
  self->list = pyxis_gathered_list_new (G_LIST_MODEL (self->store));
  items_changed_cb (G_LIST_MODEL (self->list), 0, 0, 2, self);
  g_string_truncate (self->changes, 0);
  g_signal_connect (self->list, "items-changed", G_CALLBACK (items_changed_cb), self);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_assert_finalize_object (self->list);
  g_assert_finalize_object (self->store);
  g_ptr_array_unref (self->copy);
  g_string_free (self->changes, TRUE);
}

static void
settle (void)
{
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
assert_changes (Fixture *self, const char *expected)
{
  g_assert_cmpstr (self->changes->str, ==, expected);
  g_string_truncate (self->changes, 0);
}

/* However many come: they are told of together, once. */
static void
test_append (Fixture *self, gconstpointer data)
{
  g_assert_true (g_list_model_get_item_type (G_LIST_MODEL (self->list)) == GTK_TYPE_STRING_OBJECT);
  for (guint i = 0; i < 50; i++)
    append (self);
  assert_changes (self, "");
  settle ();
  assert_changes (self, "2-0+50 ");
  settle ();
  assert_changes (self, "");
}

/* What goes is told of at once, with as much of it as was told of before. */
static void
test_remove (Fixture *self, gconstpointer data)
{
  append (self);
  splice (self, 0, 1, 1); /* as a log does that drops its oldest */
  assert_changes (self, "0-1+1 ");
  settle ();
  assert_changes (self, "2-0+1 ");
  append (self);
  splice (self, 2, 2, 1); /* one that was told of, one that was not */
  assert_changes (self, "2-1+1 ");
  settle ();
  append (self);
  splice (self, 3, 1, 0);
  settle ();
  assert_changes (self, "");
  append (self);
  g_list_store_remove_all (self->store);
  assert_changes (self, "0-3+0 ");
  settle ();
  assert_changes (self, "");
}

/* Whatever happens, it is the beginning of the other, and in the end all of it. */
static void
test_random (Fixture *self, gconstpointer data)
{
  for (guint i = 0; i < 2000; i++) {
    guint n = g_list_model_get_n_items (G_LIST_MODEL (self->store));
    guint position = (guint) g_test_rand_int_range (0, (int) n + 1);

    if (g_test_rand_bit ())
      append (self);
    else
      splice (self, position, (guint) g_test_rand_int_range (0, (int) MIN (n - position, 4) + 1),
              (guint) g_test_rand_int_range (0, 4));
    if (g_test_rand_int_range (0, 8) == 0)
      settle ();
  }
  settle ();
  g_assert_cmpuint (self->copy->len, ==, g_list_model_get_n_items (G_LIST_MODEL (self->store)));
}

/* One that goes meanwhile tells of nothing more. */
static void
test_gone (Fixture *self, gconstpointer data)
{
  append (self);
  g_clear_object (&self->list);
  settle ();
  assert_changes (self, "");
  self->list = pyxis_gathered_list_new (G_LIST_MODEL (self->store));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/gathered-list/append", Fixture, NULL, set_up, test_append, tear_down);
  g_test_add ("/gathered-list/remove", Fixture, NULL, set_up, test_remove, tear_down);
  g_test_add ("/gathered-list/random", Fixture, NULL, set_up, test_random, tear_down);
  g_test_add ("/gathered-list/gone", Fixture, NULL, set_up, test_gone, tear_down);
  return g_test_run ();
}
