/* SPDX-License-Identifier: Apache-2.0 */
#include "../util/vfs-files.h"
#include "interpreter-copy.h"
#include "interpreter-files.h"
#include "interpreter-read.h"
#include "interpreters.h"
#include "vfs-item.h"

/* A page that answers as the test wants. */
typedef struct {
  PyxisInterpreters *interpreters;
  PyxisInterpreter *interpreter;
  PyxisInterpreterFiles *files;
  guint64 ticket;
  char *request; /* NULL: nothing is asked */
  GString *changes;
} Fixture;

static void
ask_cb (const char *id, const char *request, guint64 ticket, gpointer user_data)
{
  Fixture *self = user_data;

  g_free (self->request);
  self->request = g_strdup (request);
  self->ticket = ticket;
}

static void
set_up (Fixture *self, gconstpointer data)
{
  static const char come[] = "{\"come\":{\"id\":\"0.1\",\"kind\":\"pyodide\",\"where\":\"main\"}}";

  self->changes = g_string_new (NULL);
  self->interpreters = pyxis_interpreters_new (ask_cb, self);
  g_assert_true (pyxis_interpreters_hear (self->interpreters, come, strlen (come), NULL));
  self->interpreter = g_list_model_get_item (G_LIST_MODEL (self->interpreters), 0);
  self->files = pyxis_interpreter_files_new (self->interpreter);
}

static void
tear_down (Fixture *self, gconstpointer data)
{
  g_object_unref (self->files);
  g_object_unref (self->interpreters);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_finalize_object (self->interpreter);
  g_string_free (self->changes, TRUE);
  g_free (self->request);
}

/* The next question is `request`, and answered so. */
static void
expect (Fixture *self, const char *request, const char *json)
{
  while (!self->request)
    g_main_context_iteration (NULL, TRUE);
  g_assert_cmpstr (self->request, ==, request);
  g_clear_pointer (&self->request, g_free);
  pyxis_interpreters_answer (self->interpreters, self->ticket, json, strlen (json));
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
changed_cb (GListModel *model, guint position, guint removed, guint added, gpointer user_data)
{
  g_string_append_printf (user_data, "%u-%u+%u ", position, removed, added);
}

/* The rows of a folder, a folder's with a slash. */
static void
assert_rows (PyxisInterpreterFolder *folder, const char *wanted)
{
  g_autoptr (GString) rows = g_string_new (NULL);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (folder)); i++) {
    g_autoptr (PyxisVfsItem) item = g_list_model_get_item (G_LIST_MODEL (folder), i);

    g_string_append_printf (rows, "%s%s:%d ", pyxis_vfs_item_get_path (item),
                            pyxis_vfs_item_is_folder (item) ? "/" : "",
                            (int) pyxis_vfs_item_get_size (item));
  }
  g_assert_cmpstr (rows->str, ==, wanted);
}

#define LIST(path) "{\"call\":\"list\",\"values\":{\"paths\":[\"" path "\"]}}"
#define LISTED(path, entries)                                                                      \
  "{\"value\":{\"folders\":[{\"path\":\"" path "\",\"more\":0,\"entries\":[" entries "]}]}}"

/* What stays keeps its item; the rest comes and goes in its place. */
static void
test_list (Fixture *self, gconstpointer data)
{
  g_autoptr (PyxisInterpreterFolder) folder = pyxis_interpreter_files_open (self->files, "/a");
  g_autoptr (PyxisVfsItem) item = NULL;

  g_signal_connect (folder, "items-changed", G_CALLBACK (changed_cb), self->changes);
  expect (self, LIST ("/a"), LISTED ("/a", "[\"b\",0,3,5],[\"d\",1,0,5],[\"c\",2,0,5]"));
  assert_rows (folder, "/a/d/:0 /a/b:3 /a/c:0 ");
  item = g_list_model_get_item (G_LIST_MODEL (folder), 1);
  g_string_truncate (self->changes, 0);
  pyxis_interpreter_files_refresh (self->files);
  expect (self, LIST ("/a"), LISTED ("/a", "[\"a\",0,1,5],[\"b\",0,4,6]"));
  assert_rows (folder, "/a/a:1 /a/b:4 ");
  g_assert_cmpstr (self->changes->str, ==, "0-1+0 0-0+1 2-1+0 ");
  g_assert_cmpuint (pyxis_vfs_item_get_size (item), ==, 4);
  g_assert_cmpint (pyxis_vfs_item_get_mtime (item), ==, 6);
}

/* What the page says is checked: nothing leads elsewhere, is there twice or has no place. */
static void
test_forged (Fixture *self, gconstpointer data)
{
  g_autoptr (PyxisInterpreterFolder) folder = pyxis_interpreter_files_open (self->files, "/");

  expect (self, LIST ("/"),
          LISTED ("/", "[\"..\",1,0,0],[\".\",1,0,0],[\"\",0,0,0],[\"a/b\",0,0,0],[7,0,0,0],7,[],"
                       "{\"0\":\"x\"},[\"ok\",0,-1,\"x\"],[\"ok\",0,1,1],[\"big\",0,1e300,1e300],"
                       "[\"kind\",\"0\",0,0]"));
  assert_rows (folder, "/big:0 /ok:0 ");
  pyxis_interpreter_files_refresh (self->files);
  expect (self, LIST ("/"), LISTED ("/elsewhere", "[\"x\",0,0,0]"));
  assert_rows (folder, "/big:0 /ok:0 ");
  pyxis_interpreter_files_refresh (self->files);
  expect (self, LIST ("/"), "{\"value\":{\"folders\":7}}");
  pyxis_interpreter_files_refresh (self->files);
  expect (self, LIST ("/"), "{\"error\":\"no\"}");
  assert_rows (folder, "/big:0 /ok:0 ");
  pyxis_interpreter_files_refresh (self->files);
  expect (self, LIST ("/"), LISTED ("/", ""));
  assert_rows (folder, "");
}

/* What had no room in the answer is asked for again, but not for ever. */
static void
test_parts (Fixture *self, gconstpointer data)
{
  g_autoptr (PyxisInterpreterFolder) a = pyxis_interpreter_files_open (self->files, "/a");
  g_autoptr (PyxisInterpreterFolder) b = pyxis_interpreter_files_open (self->files, "/b");

  expect (self, "{\"call\":\"list\",\"values\":{\"paths\":[\"/a\",\"/b\"]}}",
          "{\"value\":{\"folders\":[{\"path\":\"/a\",\"more\":7,\"entries\":[[\"x\",0,1,1]]}]}}");
  g_assert_cmpuint (pyxis_interpreter_folder_get_more (a), ==, 7);
  expect (self, LIST ("/b"), LISTED ("/c", ""));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (self->request);
  assert_rows (a, "/a/x:1 ");
  g_assert_true (pyxis_interpreter_folder_is_due (b));
}

/* What nobody looks at is not asked for. */
static void
test_open (Fixture *self, gconstpointer data)
{
  PyxisInterpreterFolder *folder = pyxis_interpreter_files_open (self->files, "/a");
  PyxisInterpreterFolder *same = pyxis_interpreter_files_open (self->files, "/a");

  g_assert_true (folder == same);
  g_assert_true (pyxis_interpreter_files_is_open (self->files));
  expect (self, LIST ("/a"), LISTED ("/a", ""));
  g_object_unref (same);
  g_assert_finalize_object (folder);
  g_assert_false (pyxis_interpreter_files_is_open (self->files));
  pyxis_interpreter_files_refresh (self->files);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_null (self->request);
}

static void
done_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

#define READ(at, n) "{\"call\":\"read\",\"values\":{\"path\":\"/f\",\"at\":" at ",\"n\":" n "}}"
#define PART(size, mtime, bytes)                                                                   \
  "{\"value\":{\"size\":" size ",\"mtime\":" mtime ",\"bytes\":\"" bytes "\"}}"

static void
begin_read (Fixture *self, gsize max, GAsyncResult **result)
{
  const PyxisInterpreterRead read = { "/f", max, NULL };

  pyxis_interpreter_read_async (self->interpreter, &read, NULL, done_cb, result);
}

static void
assert_read (Fixture *self, GAsyncResult *result, const char *wanted, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_nonnull (result);
  bytes = pyxis_interpreter_read_finish (self->interpreter, result, &error);
  if (wanted)
    g_assert_cmpmem (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes), wanted,
                     strlen (wanted));
  else
    g_assert_error (error, G_IO_ERROR, code);
}

static void
test_read (Fixture *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) whole = NULL;
  g_autoptr (GAsyncResult) part = NULL;
  g_autoptr (GAsyncResult) empty = NULL;
  g_autoptr (GAsyncResult) changed = NULL;

  begin_read (self, 0, &whole);
  expect (self, READ ("0", "786432"), PART ("5", "1", "YWJj"));
  expect (self, READ ("3", "786432"), PART ("5", "1", "ZGU="));
  assert_read (self, whole, "abcde", 0);
  begin_read (self, 2, &part);
  expect (self, READ ("0", "2"), PART ("5", "1", "YWJj"));
  assert_read (self, part, "ab", 0);
  begin_read (self, 0, &empty);
  expect (self, READ ("0", "786432"), PART ("0", "1", ""));
  assert_read (self, empty, "", 0);
  begin_read (self, 0, &changed);
  expect (self, READ ("0", "786432"), PART ("5", "1", "YWJj"));
  expect (self, READ ("3", "786432"), PART ("6", "2", "ZGU="));
  expect (self, READ ("0", "786432"), PART ("1", "3", "eA=="));
  assert_read (self, changed, "x", 0);
}

static void
test_read_refused (Fixture *self, gconstpointer data)
{
  static const struct {
    const char *json;
    int code;
  } cases[] = {
    { PART ("\"x\"", "1", "eA=="), G_IO_ERROR_INVALID_DATA },
    { PART ("-1", "1", "eA=="), G_IO_ERROR_INVALID_DATA },
    { "{\"value\":{\"size\":1,\"mtime\":1,\"bytes\":7}}", G_IO_ERROR_INVALID_DATA },
    { "{\"value\":7}", G_IO_ERROR_INVALID_DATA },
    { PART ("1e12", "1", "eA=="), G_IO_ERROR_NO_SPACE },
    { "{\"error\":\"no\"}", G_IO_ERROR_FAILED },
  };
  g_autoptr (GAsyncResult) restless = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++) {
    g_autoptr (GAsyncResult) result = NULL;

    g_test_message ("%s", cases[i].json);
    begin_read (self, 0, &result);
    expect (self, READ ("0", "786432"), cases[i].json);
    assert_read (self, result, NULL, cases[i].code);
  }
  begin_read (self, 0, &restless);
  for (guint i = 0; !restless; i++) {
    g_assert_cmpuint (i, <, 10);
    expect (self, READ ("0", "786432"), PART ("5", "1", ""));
  }
  assert_read (self, restless, NULL, G_IO_ERROR_BUSY);
}

/* (transfer full): of the interpreter, a folder where the path ends with a slash. */
static PyxisVfsItem *
new_item (Fixture *self, const char *path)
{
  g_autofree char *text = g_strdup (path);
  g_autofree char *name = NULL;
  PyxisVfsStat stat = { .is_folder = g_str_has_suffix (path, "/"), .mtime = 5 };

  if (stat.is_folder)
    text[strlen (text) - 1] = '\0';
  name = g_path_get_basename (text);
  return pyxis_vfs_item_new_owned (G_OBJECT (self->files), text, name, &stat);
}

static void
begin_copy (Fixture *self, const char *const *paths, GAsyncResult **result)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; paths[i]; i++)
    g_ptr_array_add (items, new_item (self, paths[i]));
  pyxis_interpreter_copy_async (self->interpreter, items, NULL, NULL, done_cb, result);
}

#define READ_ALL(path)                                                                             \
  "{\"call\":\"read\",\"values\":{\"path\":\"" path "\",\"at\":0,\"n\":786432}}"

/* A folder with all below it, and a file that has the folder's name; a link to nowhere stays, and so does /dev. */
static void
test_copy (Fixture *self, gconstpointer data)
{
  static const char *const paths[] = { "/a/", "/dev/", "/b/a", NULL };
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisVfs) vfs = NULL;
  PyxisVfsStat stat;

  begin_copy (self, paths, &result);
  expect (self, LIST ("/a"), LISTED ("/a", "[\"in\",1,0,5],[\"x\",0,3,7],[\"nowhere\",2,0,0]"));
  expect (self, READ_ALL ("/b/a"), PART ("1", "1", "eA=="));
  expect (self, LIST ("/a/in"), LISTED ("/a/in", ""));
  expect (self, READ_ALL ("/a/x"), PART ("3", "7", "YWJj"));
  vfs = pyxis_interpreter_copy_finish (self->interpreter, result, &error);
  g_assert_no_error (error);
  vfs_files_assert_text (vfs, "a/x", "abc");
  vfs_files_assert_text (vfs, "a (2)", "x");
  g_assert_true (pyxis_vfs_stat (vfs, "a/x", &stat, NULL));
  g_assert_cmpint (stat.mtime, ==, 7);
  g_assert_true (pyxis_vfs_stat (vfs, "a/in", &stat, NULL) && stat.is_folder);
  g_assert_cmpuint (pyxis_vfs_get_n_files (vfs), ==, 4);
}

/* All or nothing: what is too much, leads in a circle or cannot be read. */
static void
test_copy_refused (Fixture *self, gconstpointer data)
{
  static const char *const paths[] = { "/a/", NULL };
  g_autoptr (GString) path = g_string_new ("/a");
  g_autoptr (GAsyncResult) circle = NULL;
  g_autoptr (GAsyncResult) more = NULL;
  g_autoptr (GAsyncResult) failed = NULL;
  g_autoptr (GError) error = NULL;

  begin_copy (self, paths, &circle);
  for (guint i = 0; !circle; i++) {
    g_autofree char *request =
      g_strdup_printf ("{\"call\":\"list\",\"values\":{\"paths\":[\"%s\"]}}", path->str);

    g_assert_cmpuint (i, <, 100);
    expect (self, request, LISTED ("/a", "[\"a\",1,0,5]"));
    g_string_append (path, "/a");
  }
  g_assert_null (pyxis_interpreter_copy_finish (self->interpreter, circle, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_clear_error (&error);

  begin_copy (self, paths, &more);
  expect (self, LIST ("/a"),
          "{\"value\":{\"folders\":[{\"path\":\"/a\",\"more\":1,\"entries\":[]}]}}");
  g_assert_null (pyxis_interpreter_copy_finish (self->interpreter, more, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_clear_error (&error);

  begin_copy (self, paths, &failed);
  expect (self, LIST ("/a"), "{\"error\":\"no\"}");
  g_assert_null (pyxis_interpreter_copy_finish (self->interpreter, failed, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func)                                                                            \
  g_test_add ("/interpreter-files/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("list", test_list);
  ADD ("forged", test_forged);
  ADD ("open", test_open);
  ADD ("parts", test_parts);
  ADD ("read", test_read);
  ADD ("read-refused", test_read_refused);
  ADD ("copy", test_copy);
  ADD ("copy-refused", test_copy_refused);
  return g_test_run ();
}
