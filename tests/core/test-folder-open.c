/* SPDX-License-Identifier: Apache-2.0 */
#include "folder-open.h"

#include <errno.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <sys/un.h>

#include "../util/source-rows.h"

/* Each test runs with both ways of opening, which must not differ. */
static const struct {
  const char *name;
  PyxisFolderOpen open;
} ways[] = {
  { "kernel", pyxis_folder_open_kernel },
  { "walk", pyxis_folder_open_walk },
  { "either", pyxis_folder_open },
};

static const SourceRow hostile[] = {
  { "file.txt", READ, "inside" },
  { "sub/deep/file.txt", READ, "deep" },
  { "empty", READ, "" },
  { "a b", READ, "space" },
  { "ü", READ, "umlaut" },
  { "u\xcc\x88", G_IO_ERROR_NOT_FOUND, NULL },
  { "%2e%2e", READ, "percent" },
  { "*", READ, "star" },
  { "...", G_IO_ERROR_NOT_FOUND, NULL },
  { "", G_IO_ERROR_IS_DIRECTORY, NULL },
  { "sub", G_IO_ERROR_IS_DIRECTORY, NULL },
  { "sub/deep", G_IO_ERROR_IS_DIRECTORY, NULL },
  { "missing", G_IO_ERROR_NOT_FOUND, NULL },
  { "File.txt", G_IO_ERROR_NOT_FOUND, NULL },
  { "missing/file.txt", G_IO_ERROR_NOT_FOUND, NULL },
  { "file.txt/x", G_IO_ERROR_NOT_FOUND, NULL },
  { "s*b/deep/file.txt", G_IO_ERROR_NOT_FOUND, NULL },
  /* Out of the folder by name. */
  { "..", G_IO_ERROR_NOT_FOUND, NULL },
  { "../outside/secret", G_IO_ERROR_NOT_FOUND, NULL },
  { "sub/../file.txt", G_IO_ERROR_NOT_FOUND, NULL },
  { "sub/../../outside/secret", G_IO_ERROR_NOT_FOUND, NULL },
  { "./file.txt", G_IO_ERROR_NOT_FOUND, NULL },
  { "sub/./deep/file.txt", G_IO_ERROR_NOT_FOUND, NULL },
  { "/etc/passwd", G_IO_ERROR_NOT_FOUND, NULL },
  { "/", G_IO_ERROR_NOT_FOUND, NULL },
  { "//etc/passwd", G_IO_ERROR_NOT_FOUND, NULL },
  { "sub//deep/file.txt", G_IO_ERROR_NOT_FOUND, NULL },
  { "sub/", G_IO_ERROR_NOT_FOUND, NULL },
  { "file.txt/", G_IO_ERROR_NOT_FOUND, NULL },
  { "sub\\deep\\file.txt", G_IO_ERROR_NOT_FOUND, NULL },
  { "..\\outside\\secret", G_IO_ERROR_NOT_FOUND, NULL },
  { "file.txt\n", G_IO_ERROR_NOT_FOUND, NULL },
  /* By links. */
  { "link-file", G_IO_ERROR_NOT_FOUND, NULL },
  { "link-folder/deep/file.txt", G_IO_ERROR_NOT_FOUND, NULL },
  { "link-folder", G_IO_ERROR_NOT_FOUND, NULL },
  { "link-outside/secret", G_IO_ERROR_NOT_FOUND, NULL },
  { "link-outside", G_IO_ERROR_NOT_FOUND, NULL },
  { "link-secret", G_IO_ERROR_NOT_FOUND, NULL },
  { "link-absolute", G_IO_ERROR_NOT_FOUND, NULL },
  { "link-dangling", G_IO_ERROR_NOT_FOUND, NULL },
  { "link-loop", G_IO_ERROR_NOT_FOUND, NULL },
  { "link-self/file.txt", G_IO_ERROR_NOT_FOUND, NULL },
  { "link-root/etc/passwd", G_IO_ERROR_NOT_FOUND, NULL },
  { "link-proc/root/etc/passwd", G_IO_ERROR_NOT_FOUND, NULL },
  { "link-fd", G_IO_ERROR_NOT_FOUND, NULL },
  /* No regular files. */
  { "fifo", G_IO_ERROR_NOT_FOUND, NULL },
  { "device", G_IO_ERROR_NOT_FOUND, NULL },
  { "socket", G_IO_ERROR_NOT_FOUND, NULL },
  /* Hidden. */
  { ".env", G_IO_ERROR_NOT_FOUND, NULL },
  { ".git/config", G_IO_ERROR_NOT_FOUND, NULL },
  { ".git", G_IO_ERROR_NOT_FOUND, NULL },
  { "sub/.hidden", G_IO_ERROR_NOT_FOUND, NULL },
  { "sub/.hidden/file.txt", G_IO_ERROR_NOT_FOUND, NULL },
  /* Names that no address has. */
  { "latin-\xfc", G_IO_ERROR_NOT_FOUND, NULL },
  { "\xc0\xae\xc0\xae/outside/secret", G_IO_ERROR_NOT_FOUND, NULL },
  { "back\\slash", G_IO_ERROR_NOT_FOUND, NULL },
};

static const char *const files[][2] = {
  { "file.txt", "inside" },
  { "sub/deep/file.txt", "deep" },
  { "empty", "" },
  { "a b", "space" },
  { "ü", "umlaut" },
  { "%2e%2e", "percent" },
  { "*", "star" },
  { ".env", "hidden" },
  { ".git/config", "hidden" },
  { "sub/.hidden", "x" },
  { "latin-\xfc", "latin" },
  { "back\\slash", "x" },
  { "...", "dots" },
  { "../outside/secret", "secret" },
};

static const char *const links[][2] = {
  { "link-file", "file.txt" },        { "link-folder", "sub" },
  { "link-outside", "../outside" },   { "link-secret", "../outside/secret" },
  { "link-absolute", "/etc/passwd" }, { "link-dangling", "missing" },
  { "link-loop", "link-loop" },       { "link-self", "." },
  { "link-root", "/proc/self/root" }, { "link-proc", "/proc/self" },
  { "link-fd", "/proc/self/fd/0" },
};

static void
make_special_files (const TemporaryFolder *folder)
{
  g_autofree char *fifo = g_build_filename (folder, "inside", "fifo", NULL);
  g_autofree char *device = g_build_filename (folder, "inside", "device", NULL);
  g_autofree char *unix_socket = g_build_filename (folder, "inside", "socket", NULL);
  struct sockaddr_un address = { .sun_family = AF_UNIX };
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
  PyxisFolderOpen open_below = *(const PyxisFolderOpen *) data;
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *inside = g_build_filename (folder, "inside", NULL);
  g_autoptr (PyxisSource) source = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    g_free (temporary_folder_write (inside, files[i][0], files[i][1], -1));
  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    temporary_folder_link (inside, links[i][0], links[i][1]);
  make_special_files (folder);

  source = source_new (inside, open_below);
  assert_rows (source, hostile, G_N_ELEMENTS (hostile));
}

/* The whole of /proc is full of magic links, which O_NOFOLLOW alone stops only at the end. */
static void
test_magic_links (gconstpointer data)
{
  static const SourceRow rows[] = {
    { "root/etc/passwd", G_IO_ERROR_NOT_FOUND, NULL },
    { "cwd", G_IO_ERROR_NOT_FOUND, NULL },
    { "exe", G_IO_ERROR_NOT_FOUND, NULL },
    { "fd/0", G_IO_ERROR_NOT_FOUND, NULL },
    { "task", G_IO_ERROR_IS_DIRECTORY, NULL },
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
    const SourceRow rows[] = {
      { path->str, READ, "deep" },
      { long_name, G_IO_ERROR_NOT_FOUND, NULL },
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
  Swap swap = { .folder = moving, .link = leaving };
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
add_for_each_way (const char *name, GTestDataFunc function)
{
  for (guint i = 0; i < G_N_ELEMENTS (ways); i++) {
    g_autofree char *path = g_strdup_printf ("/folder-open/%s/%s", name, ways[i].name);

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
  return g_test_run ();
}
