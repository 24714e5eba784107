/* SPDX-License-Identifier: Apache-2.0 */
#include "folder-source-private.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>

#include "../util/temporary-folder.h"

typedef struct {
  const char *path;
  int outcome; /* a GIOErrorEnum, or READ */
  const char *text;
} Row;

#define READ (-1)

/* Each test runs with both ways of opening, which must not differ. */
static const struct {
  const char *name;
  PyxisFolderOpen open;
} ways[] = {
    {"kernel", pyxis_folder_open_kernel},
    {"walk", pyxis_folder_open_walk},
    {"either", pyxis_folder_open},
};

static PyxisSource *
source_new (const char *path, PyxisFolderOpen open_below)
{
  g_autoptr (GError) error = NULL;
  PyxisSource *source = pyxis_folder_source_new_with_open (path, open_below, &error);

  g_assert_no_error (error);
  return source;
}

static char *
read_all (PyxisContent *content)
{
  g_autofree char *text = g_malloc0 (content->size + 2);
  g_autoptr (GError) error = NULL;
  gsize n;

  g_input_stream_read_all (content->stream, text, content->size + 1, &n, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (n, ==, content->size);

  return g_steal_pointer (&text);
}

static void
assert_rows (PyxisSource *source, const Row *rows, guint n)
{
  for (guint i = 0; i < n; i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PyxisContent) content = pyxis_source_open (source, rows[i].path, &error);
    g_autofree char *shown = g_strescape (rows[i].path, NULL);

    g_test_message ("%s", shown);
    if (rows[i].outcome == READ) {
      g_autofree char *text = NULL;

      g_assert_no_error (error);
      text = read_all (content);
      g_assert_cmpstr (text, ==, rows[i].text);
    } else {
      g_assert_null (content);
      g_assert_error (error, G_IO_ERROR, rows[i].outcome);
    }
  }
}

static void
make_special_files (const TemporaryFolder *folder)
{
  g_autofree char *fifo = g_build_filename (folder, "inside", "fifo", NULL);
  g_autofree char *device = g_build_filename (folder, "inside", "device", NULL);
  g_autofree char *unix_socket = g_build_filename (folder, "inside", "socket", NULL);
  struct sockaddr_un address = {.sun_family = AF_UNIX};
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);
  /* Only for root; the row holds without it too. */
  g_assert_true (mknod (device, S_IFCHR | 0600, makedev (1, 5)) == 0 || errno == EPERM);
  g_strlcpy (address.sun_path, unix_socket, sizeof address.sun_path);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  close (fd);
}

static void
test_hostile (gconstpointer data)
{
  static const Row rows[] = {
      {"file.txt", READ, "inside"},
      {"sub/deep/file.txt", READ, "deep"},
      {"empty", READ, ""},
      {"a b", READ, "space"},
      {"ü", READ, "umlaut"},
      {"u\xcc\x88", G_IO_ERROR_NOT_FOUND, NULL},
      {"%2e%2e", READ, "percent"},
      {"*", READ, "star"},
      {"...", G_IO_ERROR_NOT_FOUND, NULL},
      {"", G_IO_ERROR_IS_DIRECTORY, NULL},
      {"sub", G_IO_ERROR_IS_DIRECTORY, NULL},
      {"sub/deep", G_IO_ERROR_IS_DIRECTORY, NULL},
      {"missing", G_IO_ERROR_NOT_FOUND, NULL},
      {"File.txt", G_IO_ERROR_NOT_FOUND, NULL},
      {"missing/file.txt", G_IO_ERROR_NOT_FOUND, NULL},
      {"file.txt/x", G_IO_ERROR_NOT_FOUND, NULL},
      {"s*b/deep/file.txt", G_IO_ERROR_NOT_FOUND, NULL},
      /* Out of the folder by name. */
      {"..", G_IO_ERROR_NOT_FOUND, NULL},
      {"../outside/secret", G_IO_ERROR_NOT_FOUND, NULL},
      {"sub/../file.txt", G_IO_ERROR_NOT_FOUND, NULL},
      {"sub/../../outside/secret", G_IO_ERROR_NOT_FOUND, NULL},
      {"./file.txt", G_IO_ERROR_NOT_FOUND, NULL},
      {"sub/./deep/file.txt", G_IO_ERROR_NOT_FOUND, NULL},
      {"/etc/passwd", G_IO_ERROR_NOT_FOUND, NULL},
      {"/", G_IO_ERROR_NOT_FOUND, NULL},
      {"//etc/passwd", G_IO_ERROR_NOT_FOUND, NULL},
      {"sub//deep/file.txt", G_IO_ERROR_NOT_FOUND, NULL},
      {"sub/", G_IO_ERROR_NOT_FOUND, NULL},
      {"file.txt/", G_IO_ERROR_NOT_FOUND, NULL},
      {"sub\\deep\\file.txt", G_IO_ERROR_NOT_FOUND, NULL},
      {"..\\outside\\secret", G_IO_ERROR_NOT_FOUND, NULL},
      {"file.txt\n", G_IO_ERROR_NOT_FOUND, NULL},
      /* By links. */
      {"link-file", G_IO_ERROR_NOT_FOUND, NULL},
      {"link-folder/deep/file.txt", G_IO_ERROR_NOT_FOUND, NULL},
      {"link-folder", G_IO_ERROR_NOT_FOUND, NULL},
      {"link-outside/secret", G_IO_ERROR_NOT_FOUND, NULL},
      {"link-outside", G_IO_ERROR_NOT_FOUND, NULL},
      {"link-secret", G_IO_ERROR_NOT_FOUND, NULL},
      {"link-absolute", G_IO_ERROR_NOT_FOUND, NULL},
      {"link-dangling", G_IO_ERROR_NOT_FOUND, NULL},
      {"link-loop", G_IO_ERROR_NOT_FOUND, NULL},
      {"link-self/file.txt", G_IO_ERROR_NOT_FOUND, NULL},
      {"link-root/etc/passwd", G_IO_ERROR_NOT_FOUND, NULL},
      {"link-proc/root/etc/passwd", G_IO_ERROR_NOT_FOUND, NULL},
      {"link-fd", G_IO_ERROR_NOT_FOUND, NULL},
      /* No regular files. */
      {"fifo", G_IO_ERROR_NOT_FOUND, NULL},
      {"device", G_IO_ERROR_NOT_FOUND, NULL},
      {"socket", G_IO_ERROR_NOT_FOUND, NULL},
      /* Hidden. */
      {".env", G_IO_ERROR_NOT_FOUND, NULL},
      {".git/config", G_IO_ERROR_NOT_FOUND, NULL},
      {".git", G_IO_ERROR_NOT_FOUND, NULL},
      {"sub/.hidden", G_IO_ERROR_NOT_FOUND, NULL},
      {"sub/.hidden/file.txt", G_IO_ERROR_NOT_FOUND, NULL},
      /* Names that no address has. */
      {"latin-\xfc", G_IO_ERROR_NOT_FOUND, NULL},
      {"\xc0\xae\xc0\xae/outside/secret", G_IO_ERROR_NOT_FOUND, NULL},
      {"back\\slash", G_IO_ERROR_NOT_FOUND, NULL},
  };
  PyxisFolderOpen open_below = *(const PyxisFolderOpen *) data;
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *inside = g_build_filename (folder, "inside", NULL);
  static const char *const files[][2] = {
      {"file.txt", "inside"},
      {"sub/deep/file.txt", "deep"},
      {"empty", ""},
      {"a b", "space"},
      {"ü", "umlaut"},
      {"%2e%2e", "percent"},
      {"*", "star"},
      {".env", "hidden"},
      {".git/config", "hidden"},
      {"sub/.hidden", "x"},
      {"latin-\xfc", "latin"},
      {"back\\slash", "x"},
      {"...", "dots"},
      {"../outside/secret", "secret"},
  };
  static const char *const links[][2] = {
      {"link-file", "file.txt"},        {"link-folder", "sub"},
      {"link-outside", "../outside"},   {"link-secret", "../outside/secret"},
      {"link-absolute", "/etc/passwd"}, {"link-dangling", "missing"},
      {"link-loop", "link-loop"},       {"link-self", "."},
      {"link-root", "/proc/self/root"}, {"link-proc", "/proc/self"},
      {"link-fd", "/proc/self/fd/0"},
  };
  g_autoptr (PyxisSource) source = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    g_free (temporary_folder_write (inside, files[i][0], files[i][1], -1));
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    temporary_folder_link (inside, links[i][0], links[i][1]);
  make_special_files (folder);

  source = source_new (inside, open_below);
  assert_rows (source, rows, G_N_ELEMENTS (rows));
}

/* The whole of /proc is full of magic links, which O_NOFOLLOW alone stops only at the end. */
static void
test_magic_links (gconstpointer data)
{
  static const Row rows[] = {
      {"root/etc/passwd", G_IO_ERROR_NOT_FOUND, NULL},
      {"cwd", G_IO_ERROR_NOT_FOUND, NULL},
      {"exe", G_IO_ERROR_NOT_FOUND, NULL},
      {"fd/0", G_IO_ERROR_NOT_FOUND, NULL},
      {"task", G_IO_ERROR_IS_DIRECTORY, NULL},
  };
  g_autoptr (PyxisSource) source = source_new ("/proc/self", *(const PyxisFolderOpen *) data);

  assert_rows (source, rows, G_N_ELEMENTS (rows));
}

static void
test_deep (gconstpointer data)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (GString) path = g_string_new (NULL);
  g_autofree char *long_name = g_strnfill (300, 'n');
  g_autoptr (PyxisSource) source = NULL;

  for (guint i = 0; i < 200; i++)
    g_string_append (path, "d/");
  g_string_append (path, "file");
  g_free (temporary_folder_write (folder, path->str, "deep", -1));
  source = source_new (folder, *(const PyxisFolderOpen *) data);

  {
    const Row rows[] = {
        {path->str, READ, "deep"},
        {long_name, G_IO_ERROR_NOT_FOUND, NULL},
    };

    assert_rows (source, rows, G_N_ELEMENTS (rows));
  }
}

typedef struct {
  char *folder;
  char *link;
  gint is_done;
} Swap;

static gpointer
swap_thread (gpointer data)
{
  Swap *swap = data;

  while (!g_atomic_int_get (&swap->is_done)) {
    g_assert_cmpint (renameat2 (AT_FDCWD, swap->folder, AT_FDCWD, swap->link, RENAME_EXCHANGE), ==,
                     0);
    g_thread_yield ();
  }

  return NULL;
}

/* While a folder and a link out of the project change places, every open gives the inside or
 * nothing. */
static void
test_swap_race (gconstpointer data)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *inside = g_build_filename (folder, "inside", NULL);
  g_autofree char *moving = g_build_filename (inside, "moving", NULL);
  g_autofree char *leaving = g_build_filename (inside, "leaving", NULL);
  Swap swap = {.folder = moving, .link = leaving};
  g_autoptr (PyxisSource) source = NULL;
  guint read = 0, refused = 0;
  GThread *thread;

  g_free (temporary_folder_write (folder, "inside/moving/file", "inside", -1));
  g_free (temporary_folder_write (folder, "outside/file", "outside", -1));
  temporary_folder_link (folder, "inside/leaving", "../outside");
  source = source_new (inside, *(const PyxisFolderOpen *) data);

  thread = g_thread_new ("swap", swap_thread, &swap);
  for (guint i = 0; i < 2000 || ((read == 0 || refused == 0) && i < 200000); i++) {
    g_autoptr (GError) error = NULL;
    g_autoptr (PyxisContent) content = pyxis_source_open (source, "moving/file", &error);

    if (content) {
      g_autofree char *text = read_all (content);

      g_assert_cmpstr (text, ==, "inside");
      read++;
    } else {
      g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
      refused++;
    }
  }
  g_atomic_int_set (&swap.is_done, TRUE);
  g_thread_join (thread);

  /* Else nothing was raced. */
  g_assert_cmpuint (read, >, 0);
  g_assert_cmpuint (refused, >, 0);
}

static void
test_sparse (void)
{
  const goffset size = G_GINT64_CONSTANT (5) * 1024 * 1024 * 1024;
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = temporary_folder_write (folder, "big", "", 0);
  g_autoptr (PyxisSource) source = source_new (folder, pyxis_folder_open);
  g_autoptr (PyxisContent) content = NULL;
  char data[16] = {0};
  gsize n;
  int fd = open (path, O_WRONLY | O_CLOEXEC);

  g_assert_cmpint (pwrite (fd, "end", 3, size - 3), ==, 3);
  close (fd);

  content = pyxis_source_open (source, "big", NULL);
  g_assert_cmpint (content->size, ==, size);
  g_assert_true (g_seekable_seek (G_SEEKABLE (content->stream), size - 5, G_SEEK_SET, NULL, NULL));
  g_assert_true (g_input_stream_read_all (content->stream, data, sizeof data, &n, NULL, NULL));
  g_assert_cmpmem (data, n, "\0\0end", 5);
}

static void
test_mtime (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *path = temporary_folder_write (folder, "x", "", 0);
  const struct timespec times[2] = {{.tv_sec = 1}, {.tv_sec = 1234567890}};
  g_autoptr (PyxisSource) source = source_new (folder, pyxis_folder_open);
  g_autoptr (PyxisContent) content = NULL;

  g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
  content = pyxis_source_open (source, "x", NULL);
  g_assert_cmpint (content->mtime, ==, 1234567890);
}

static int
refuse_access (int folder, const char *path)
{
  return -EACCES;
}

static int
fail_reading (int folder, const char *path)
{
  return -EIO;
}

static int
run_out (int folder, const char *path)
{
  return -EMFILE;
}

/* As root everything is readable, so the answers of the kernel are made up here. */
static void
test_errors (void)
{
  static const struct {
    PyxisFolderOpen open;
    int code;
    const char *text;
  } rows[] = {
      {refuse_access, G_IO_ERROR_PERMISSION_DENIED, "“sub/x” may not be read"},
      {fail_reading, G_IO_ERROR_FAILED, "“sub/x” cannot be read"},
      {run_out, G_IO_ERROR_TOO_MANY_OPEN_FILES, "“sub/x” cannot be read"},
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autoptr (PyxisSource) source = source_new (folder, rows[i].open);
    g_autoptr (GError) error = NULL;

    g_assert_null (pyxis_source_open (source, "sub/x", &error));
    g_assert_error (error, G_IO_ERROR, rows[i].code);
    g_assert_nonnull (strstr (error->message, rows[i].text));
    g_assert_null (strstr (error->message, folder));
  }
}

static void
test_list_root (void)
{
  static const char *const expected[] = {"B", "a", "sub/", "ü", NULL};
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisSource) source = source_new (folder, pyxis_folder_open);
  g_autofree char *fifo = g_build_filename (folder, "fifo", NULL);
  g_auto (GStrv) names = NULL;
  g_autoptr (GError) error = NULL;
  static const char *const files[] = {"a", "B", "ü", "sub/x", ".hidden", ".git/x", "x\xff", "b\\s"};

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    g_free (temporary_folder_write (folder, files[i], "", 0));
  temporary_folder_link (folder, "link", "a");
  temporary_folder_link (folder, "link-folder", "sub");
  g_assert_cmpint (mkfifo (fifo, 0600), ==, 0);

  names = pyxis_source_list_root (source, &error);
  g_assert_no_error (error);
  g_assert_cmpstrv (names, expected);
}

static void
test_root (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *file = temporary_folder_write (folder, "real/file", "through a link", -1);
  g_autofree char *link = g_build_filename (folder, "link", NULL);
  static const Row rows[] = {{"file", READ, "through a link"}};
  g_autoptr (PyxisSource) source = NULL;
  g_autoptr (GError) missing = NULL;
  g_autoptr (GError) not_folder = NULL;

  temporary_folder_link (folder, "link", "real");
  source = source_new (link, pyxis_folder_open);
  assert_rows (source, rows, 1);

  g_assert_null (pyxis_folder_source_new ("/nonexistent/folder", &missing));
  g_assert_error (missing, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_null (pyxis_folder_source_new (file, &not_folder));
  g_assert_error (not_folder, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY);
}

static void
test_load_text (void)
{
  static const struct {
    const char *name, *data;
    gssize length;
    gsize limit;
    int outcome;
  } rows[] = {
      {"plain", "ü = 1\n", -1, 100, READ},
      {"exact", "12345", 5, 5, READ},
      {"empty", "", 0, 0, READ},
      {"long", "123456", 6, 5, G_IO_ERROR_INVALID_DATA},
      {"latin", "\xfc", 1, 100, G_IO_ERROR_INVALID_DATA},
      {"nul", "a\0b", 3, 100, G_IO_ERROR_INVALID_DATA},
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisSource) source = source_new (folder, pyxis_folder_open);

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *text = NULL;

    g_free (temporary_folder_write (folder, rows[i].name, rows[i].data, rows[i].length));
    text = pyxis_source_load_text (source, rows[i].name, rows[i].limit, &error);
    if (rows[i].outcome == READ) {
      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, rows[i].data);
    } else {
      g_assert_null (text);
      g_assert_error (error, G_IO_ERROR, rows[i].outcome);
      g_assert_nonnull (strstr (error->message, rows[i].name));
    }
  }
}

static void
add_for_each_way (const char *name, GTestDataFunc function)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_autofree char *path = g_strdup_printf ("/folder-source/%s/%s", name, ways[i].name);

    g_test_add_data_func (path, &ways[i].open, function);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_for_each_way ("hostile", test_hostile);
  add_for_each_way ("magic-links", test_magic_links);
  add_for_each_way ("deep", test_deep);
  add_for_each_way ("swap-race", test_swap_race);
  g_test_add_func ("/folder-source/sparse", test_sparse);
  g_test_add_func ("/folder-source/mtime", test_mtime);
  g_test_add_func ("/folder-source/errors", test_errors);
  g_test_add_func ("/folder-source/list-root", test_list_root);
  g_test_add_func ("/folder-source/root", test_root);
  g_test_add_func ("/source/load-text", test_load_text);
  return g_test_run ();
}
