/* SPDX-License-Identifier: Apache-2.0 */
#include "runtimes.h"

#include "file-tree.h"
#include "pyxis-config.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <string.h>
#include <sys/file.h>

#include "../util/temporary-folder.h"

#define WASM "\0asm\1\0\0\0"

/* The files of a small package, each with its content. */
typedef struct {
  const char *name;
  const char *data;
  gssize length; /* -1: of a string */
} File;

#define MPY_JSON(version)                                                                          \
  "{\"name\":\"@micropython/micropython-webassembly-pyscript\",\"version\":\"" version "\"}"
#define CORE_JSON(version) "{\"name\":\"@pyscript/core\",\"version\":\"" version "\"}"

static const File micropython[] = {
  { "micropython.mjs", "export default 1", -1 },
  { "micropython.wasm", WASM, 8 },
  { "README.md", "no part of it", -1 },
  { "package.json", MPY_JSON ("1.28.0-6"), -1 },
};

static const File pyscript[] = {
  { "dist/core.js", "export {}", -1 }, { "dist/core.css", "a {}", -1 },
  { "dist/core.js.map", "{}", -1 },    { "dist/chunk-1.js", "export {}", -1 },
  { "src/core.js", "export {}", -1 },  { "package.json", CORE_JSON ("0.7.31"), -1 },
};

static const File pyodide[] = {
  { "pyodide.mjs", "export {}", -1 },
  { "pyodide.asm.mjs", "export {}", -1 },
  { "pyodide.asm.wasm", WASM, 8 },
  { "pyodide-lock.json", "{}", -1 },
  { "python_stdlib.zip", "PK\3\4", -1 },
  { "pyodide.d.ts", "types", -1 },
  { "package.json", "{\"name\":\"pyodide\",\"version\":\"314.0.2\"}", -1 },
};

static void
write_files (const TemporaryFolder *folder, const char *below, const File *files, gsize n)
{
  for (gsize i = 0; i < n; i++) {
    g_autofree char *name = g_build_filename (below, files[i].name, NULL);
    g_free (temporary_folder_write (folder, name, files[i].data, files[i].length));
  }
}

static void
install_fake (const TemporaryFolder *root, const char *name, const char *version)
{
  g_autofree char *below = g_build_filename (name, version, NULL);

  if (strcmp (name, "micropython") == 0)
    write_files (root, below, micropython, G_N_ELEMENTS (micropython));
  else if (strcmp (name, "pyodide") == 0)
    write_files (root, below, pyodide, G_N_ELEMENTS (pyodide));
  else
    write_files (root, below, (const File[]){ { "core.js", "x", -1 }, { "core.css", "x", -1 } }, 2);
}

static PyxisRuntimes *
runtimes_new (const TemporaryFolder *own, const TemporaryFolder *installed)
{
  return pyxis_runtimes_new ((const char *const[]){ own, installed, NULL });
}

static char *
dup_listing (PyxisRuntimes *runtimes)
{
  GPtrArray *all = pyxis_runtimes_get_all (runtimes);
  g_autoptr (GString) listing = g_string_new (NULL);

  for (guint i = 0; i < all->len; i++) {
    const PyxisRuntime *runtime = g_ptr_array_index (all, i);

    g_string_append_printf (listing, "%s %s%s\n", runtime->name, runtime->version,
                            runtime->is_removable ? " own" : "");
  }

  return g_string_free (g_steal_pointer (&listing), FALSE);
}

static void
test_scan (void)
{
  g_autoptr (TemporaryFolder) own = temporary_folder_new ();
  g_autoptr (TemporaryFolder) installed = temporary_folder_new ();
  g_autoptr (PyxisRuntimes) runtimes = NULL;
  g_autoptr (GVariant) described = NULL;
  g_autofree char *listing = NULL;
  g_autofree char *text = NULL;

  install_fake (own, "micropython", "1.28.0-6");
  install_fake (installed, "micropython", "1.28.0-6");
  install_fake (installed, "micropython", "1.28.0-12");
  install_fake (installed, "micropython", "1.9.0");
  install_fake (installed, "pyscript", "0.7.31");
  /* What is no runtime: unfinished, oddly named, linked, or of an unknown name. */
  g_free (temporary_folder_write (own, "pyodide/314.0.2/pyodide.mjs", "x", -1));
  g_free (temporary_folder_write (own, "pyscript/0.7.2", "a file", -1));
  install_fake (own, "pyscript", "latest");
  install_fake (own, ".new-123456", "1.0.0");
  temporary_folder_link (own, "pyscript/0.7.3", installed);

  runtimes = runtimes_new (own, installed);
  listing = dup_listing (runtimes);
  g_assert_cmpstr (listing, ==,
                   "micropython 1.28.0-12\nmicropython 1.28.0-6 own\nmicropython 1.9.0\n"
                   "pyscript 0.7.31\n");

  described = g_variant_ref_sink (pyxis_runtimes_describe (runtimes));
  g_assert_cmpstr (g_variant_get_type_string (described), ==, "a(ssas)");
  text = g_variant_print (described, FALSE);
  g_assert_nonnull (strstr (text, "('pyscript', '0.7.31', ['core.css', 'core.js'])"));
}

static void
test_missing_roots (void)
{
  g_autoptr (PyxisRuntimes) runtimes =
    pyxis_runtimes_new ((const char *const[]){ "/nonexistent/a", "/nonexistent/b", NULL });

  g_assert_cmpuint (pyxis_runtimes_get_all (runtimes)->len, ==, 0);
  g_assert_null (pyxis_runtimes_nearest (runtimes, "pyscript", NULL));
  g_assert_null (pyxis_runtimes_lookup (runtimes, "pyscript", "0.7.31"));
}

static void
test_lookup (void)
{
  g_autoptr (TemporaryFolder) own = temporary_folder_new ();
  g_autoptr (TemporaryFolder) installed = temporary_folder_new ();
  g_autoptr (PyxisRuntimes) runtimes = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  const PyxisRuntime *runtime;
  PyxisSource *source;

  install_fake (own, "pyscript", "0.7.31");
  install_fake (installed, "pyscript", "0.6.53");
  install_fake (installed, "micropython", "1.28.0-6");
  runtimes = runtimes_new (own, installed);

  g_assert_null (pyxis_runtimes_lookup (runtimes, "pyscript", "0.7.30"));
  g_assert_cmpstr (pyxis_runtimes_nearest (runtimes, "pyscript", "0.7.2")->version, ==, "0.7.31");
  g_assert_cmpstr (pyxis_runtimes_nearest (runtimes, "pyscript", "0.6")->version, ==, "0.6.53");
  g_assert_null (pyxis_runtimes_nearest (runtimes, "pyodide", NULL));

  runtime = pyxis_runtimes_nearest (runtimes, "micropython", NULL);
  g_assert_true (pyxis_runtime_has_file (runtime, "micropython.mjs"));
  g_assert_false (pyxis_runtime_has_file (runtime, "nothing.mjs"));
  source = pyxis_runtimes_get_source (runtimes, runtime, &error);
  g_assert_no_error (error);
  g_assert_true (source == pyxis_runtimes_get_source (runtimes, runtime, NULL));
  text = pyxis_source_load_text (source, "micropython.mjs", 100, &error);
  g_assert_cmpstr (text, ==, "export default 1");
}

/* The files of an installed runtime, in one line. */
static char *
dup_installed (const TemporaryFolder *root, const char *name, const char *version)
{
  g_autofree char *folder = g_build_filename (root, name, version, NULL);
  g_auto (GStrv) files = pyxis_file_tree_list (folder, NULL);

  return files ? g_strjoinv (" ", files) : NULL;
}

/* Whether nothing but runtimes is in the root. */
static void
assert_tidy (const TemporaryFolder *root)
{
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    g_assert_false (g_str_has_prefix (name, ".new-"));
}

static void
test_add_folder (void)
{
  static const struct {
    const char *name, *version;
    const File *files;
    gsize n;
    const char *installed;
  } rows[] = {
    { "micropython", "1.28.0-6", micropython, G_N_ELEMENTS (micropython),
      "micropython.mjs micropython.wasm package.json" },
    { "pyscript", "0.7.31", pyscript, G_N_ELEMENTS (pyscript),
      "chunk-1.js core.css core.js package.json" },
    { "pyodide", "314.0.2", pyodide, G_N_ELEMENTS (pyodide),
      "package.json pyodide-lock.json pyodide.asm.mjs pyodide.asm.wasm pyodide.mjs "
      "python_stdlib.zip" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autofree char *root = g_build_filename (folder, "a", "root", NULL);
    g_autofree char *package = g_build_filename (folder, "package", NULL);
    g_autofree char *wanted = g_strdup_printf ("%s %s", rows[i].name, rows[i].version);
    g_autoptr (PyxisRuntimes) runtimes = runtimes_new (root, NULL);
    g_autoptr (PyxisRuntimes) after = NULL;
    g_autoptr (GError) error = NULL;
    g_autofree char *added = NULL;
    g_autofree char *installed = NULL;

    write_files (folder, "package", rows[i].files, rows[i].n);
    added = pyxis_runtimes_add (runtimes, package, &error);
    g_assert_no_error (error);
    g_assert_cmpstr (added, ==, wanted);
    installed = dup_installed (root, rows[i].name, rows[i].version);
    g_assert_cmpstr (installed, ==, rows[i].installed);
    assert_tidy (root);

    after = runtimes_new (root, NULL);
    g_assert_true (pyxis_runtimes_lookup (after, rows[i].name, rows[i].version)->is_removable);
  }
}

/* An installed same version is exchanged whole: a file that the new one lacks is gone, and what was
 * open stays whole. */
static void
test_replace (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (TemporaryFolder) root = temporary_folder_new ();
  g_autofree char *package = g_build_filename (folder, "package", NULL);
  g_autofree char *target = g_build_filename (root, "micropython", "1.28.0-6", NULL);
  g_autofree char *leftover = NULL;
  g_autoptr (PyxisRuntimes) runtimes = runtimes_new (root, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *added = NULL;
  g_autofree char *installed = NULL;
  g_autofree char *text = NULL;
  g_autofree char *module = g_build_filename (target, "micropython.mjs", NULL);
  char before[32] = { 0 };
  int open_file;

  install_fake (root, "micropython", "1.28.0-6");
  g_free (temporary_folder_write (root, "micropython/1.28.0-6/micropython-ulab.wasm", WASM, 8));
  leftover = temporary_folder_write (root, ".new-AAAAAA/fresh/x", "killed half-way", -1);
  open_file = open (module, O_RDONLY | O_CLOEXEC);
  write_files (folder, "package", micropython, G_N_ELEMENTS (micropython));
  g_free (temporary_folder_write (folder, "package/micropython.mjs", "second", -1));

  added = pyxis_runtimes_add (runtimes, package, &error);
  g_assert_no_error (error);
  installed = dup_installed (root, "micropython", "1.28.0-6");
  g_assert_cmpstr (installed, ==, "micropython.mjs micropython.wasm package.json");
  g_assert_true (g_file_get_contents (module, &text, NULL, NULL));
  g_assert_cmpstr (text, ==, "second");
  g_assert_cmpint (read (open_file, before, sizeof before - 1), ==, 16);
  g_assert_cmpstr (before, ==, "export default 1");
  close (open_file);
  g_assert_false (g_file_test (leftover, G_FILE_TEST_EXISTS));
  assert_tidy (root);
}

/* One thing wrong with each; what was installed before stays. */
static void
test_refused_folders (void)
{
  static const struct {
    File file;
    const char *link; /* in its place */
    int code;
    const char *words;
  } rows[] = {
    { { "package.json", "{", -1 }, NULL, G_IO_ERROR_INVALID_DATA, "no npm package" },
    { { "package.json", "[]", -1 }, NULL, G_IO_ERROR_INVALID_DATA, "no npm package" },
    { { "package.json", "{\"name\":\"left-pad\",\"version\":\"1.0.0\"}", -1 },
      NULL,
      G_IO_ERROR_INVALID_DATA,
      "no npm package" },
    { { "package.json", MPY_JSON ("../../1"), -1 },
      NULL,
      G_IO_ERROR_INVALID_DATA,
      "no npm package" },
    { { "package.json", MPY_JSON (""), -1 }, NULL, G_IO_ERROR_INVALID_DATA, "no npm package" },
    { { "package.json" }, "package.json.real", G_IO_ERROR_INVALID_DATA, "no npm package" },
    { { "micropython.mjs" }, "/etc/passwd", G_IO_ERROR_INVALID_DATA, "micropython.mjs is missing" },
    { { "micropython.wasm", "<!DOCTYPE html>", -1 },
      NULL,
      G_IO_ERROR_INVALID_DATA,
      "micropython.wasm is damaged" },
    { { "micropython.wasm", "", 0 }, NULL, G_IO_ERROR_INVALID_DATA, "micropython.wasm is damaged" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autoptr (TemporaryFolder) root = temporary_folder_new ();
    g_autofree char *package = g_build_filename (folder, "package", NULL);
    g_autofree char *name = g_build_filename ("package", rows[i].file.name, NULL);
    g_autofree char *path = g_build_filename (folder, name, NULL);
    g_autoptr (PyxisRuntimes) runtimes = runtimes_new (root, NULL);
    g_autoptr (GError) error = NULL;
    g_autofree char *installed = NULL;

    install_fake (root, "micropython", "1.28.0-6");
    write_files (folder, "package", micropython, G_N_ELEMENTS (micropython));
    g_free (temporary_folder_write (folder, "package/package.json.real", MPY_JSON ("1.0.0"), -1));
    g_remove (path);
    if (rows[i].link)
      temporary_folder_link (folder, name, rows[i].link);
    else
      g_free (temporary_folder_write (folder, name, rows[i].file.data, rows[i].file.length));

    g_assert_null (pyxis_runtimes_add (runtimes, package, &error));
    g_assert_error (error, G_IO_ERROR, rows[i].code);
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, rows[i].words));
    installed = dup_installed (root, "micropython", "1.28.0-6");
    g_assert_cmpstr (installed, ==, "README.md micropython.mjs micropython.wasm package.json");
    assert_tidy (root);
  }
}

static void
add_entry (struct archive *archive, const char *name, mode_t type, const char *data, gssize length)
{
  struct archive_entry *entry = archive_entry_new ();
  gsize size = type != AE_IFREG ? 0 : length < 0 ? strlen (data) : (gsize) length;

  archive_entry_set_pathname (entry, name);
  archive_entry_set_filetype (entry, type);
  archive_entry_set_perm (entry, 0644);
  archive_entry_set_size (entry, size);
  if (type == AE_IFLNK)
    archive_entry_set_symlink (entry, data);
  g_assert_cmpint (archive_write_header (archive, entry), ==, ARCHIVE_OK);
  if (size > 0)
    g_assert_cmpint (archive_write_data (archive, data, size), ==, size);
  archive_entry_free (entry);
}

/* A package as npm packs it, with one more entry if `name` is set. */
static char *
write_tgz (const TemporaryFolder *folder, const char *name, mode_t type, const char *data)
{
  char *path = g_build_filename (folder, "package.tgz", NULL);
  struct archive *archive = archive_write_new ();

  archive_write_set_format_pax_restricted (archive);
  archive_write_add_filter_gzip (archive);
  g_assert_cmpint (archive_write_open_filename (archive, path), ==, ARCHIVE_OK);
  for (gsize i = 0; i < G_N_ELEMENTS (pyscript); i++) {
    g_autofree char *inside = g_build_filename ("package", pyscript[i].name, NULL);
    add_entry (archive, inside, AE_IFREG, pyscript[i].data, pyscript[i].length);
  }
  if (name)
    add_entry (archive, name, type, data, -1);
  g_assert_cmpint (archive_write_free (archive), ==, ARCHIVE_OK);

  return path;
}

static void
test_add_archive (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (TemporaryFolder) root = temporary_folder_new ();
  g_autofree char *package = write_tgz (folder, "package/dist/.hidden.js", AE_IFREG, "x");
  g_autoptr (PyxisRuntimes) runtimes = runtimes_new (root, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *added = pyxis_runtimes_add (runtimes, package, &error);
  g_autofree char *installed = dup_installed (root, "pyscript", "0.7.31");

  g_assert_no_error (error);
  g_assert_cmpstr (added, ==, "pyscript 0.7.31");
  g_assert_cmpstr (installed, ==, "chunk-1.js core.css core.js package.json");
  assert_tidy (root);
}

static void
test_refused_archives (void)
{
  static const struct {
    const char *name;
    mode_t type;
    const char *data;
  } rows[] = {
    { "../outside.js", AE_IFREG, "x" },
    { "package/../../outside.js", AE_IFREG, "x" },
    { "package/dist/..", AE_IFREG, "x" },
    { "/tmp/outside.js", AE_IFREG, "x" },
    { "package//x.js", AE_IFREG, "x" },
    { "package/dist\\..\\x.js", AE_IFREG, "x" },
    { "package/dist/linked.js", AE_IFLNK, "/etc/passwd" },
    { "package/elsewhere", AE_IFLNK, "/tmp" },
    { "package/fifo", AE_IFIFO, NULL },
    { "package/dist/core.js", AE_IFREG, "a second one" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autoptr (TemporaryFolder) root = temporary_folder_new ();
    g_autofree char *package = write_tgz (folder, rows[i].name, rows[i].type, rows[i].data);
    g_autoptr (PyxisRuntimes) runtimes = runtimes_new (root, NULL);
    g_autoptr (GError) error = NULL;

    g_assert_null (pyxis_runtimes_add (runtimes, package, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    g_test_message ("%s: %s", rows[i].name, error->message);
    g_assert_null (dup_installed (root, "pyscript", "0.7.31"));
    assert_tidy (root);
  }
}

/* Cut short anywhere, or not an archive at all. */
static void
test_damaged_archives (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (TemporaryFolder) root = temporary_folder_new ();
  g_autofree char *package = write_tgz (folder, NULL, 0, NULL);
  g_autofree char *missing = g_build_filename (folder, "missing.tgz", NULL);
  g_autoptr (PyxisRuntimes) runtimes = runtimes_new (root, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *whole = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (package, &whole, &length, NULL));
  for (gsize cut = 0; cut < length - 8; cut += 7) {
    g_free (temporary_folder_write (folder, "package.tgz", whole, cut));
    g_assert_null (pyxis_runtimes_add (runtimes, package, &error));
    g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
    g_clear_error (&error);
  }
  g_assert_null (dup_installed (root, "pyscript", "0.7.31"));
  assert_tidy (root);

  g_assert_null (pyxis_runtimes_add (runtimes, missing, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (pyxis_runtimes_add (runtimes, "/dev/null", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
}

static void
test_locked (void)
{
  g_autoptr (TemporaryFolder) root = temporary_folder_new ();
  g_autofree char *lock = temporary_folder_write (root, ".lock", "", 0);
  g_autoptr (PyxisRuntimes) runtimes = runtimes_new (root, NULL);
  g_autoptr (GError) error = NULL;
  int fd = open (lock, O_RDWR | O_CLOEXEC);

  g_assert_cmpint (flock (fd, LOCK_EX), ==, 0);
  g_assert_null (pyxis_runtimes_add (runtimes, root, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_BUSY);
  close (fd);
}

static void
test_remove (void)
{
  g_autoptr (TemporaryFolder) own = temporary_folder_new ();
  g_autoptr (TemporaryFolder) installed = temporary_folder_new ();
  g_autoptr (PyxisRuntimes) runtimes = NULL;
  g_autoptr (PyxisRuntimes) after = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *listing = NULL;

  install_fake (own, "micropython", "1.28.0-6");
  install_fake (own, "micropython", "1.27.0");
  install_fake (installed, "pyscript", "0.7.31");
  runtimes = runtimes_new (own, installed);

  g_assert_true (pyxis_runtimes_remove (runtimes, "micropython", "1.28.0-6", &error));
  g_assert_no_error (error);
  assert_tidy (own);

  g_assert_false (pyxis_runtimes_remove (runtimes, "micropython", "1.28.0-6", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (pyxis_runtimes_remove (runtimes, "micropython", "..", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (pyxis_runtimes_remove (runtimes, "pyscript", "0.7.31", &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_PERMISSION_DENIED);

  after = runtimes_new (own, installed);
  listing = dup_listing (after);
  g_assert_cmpstr (listing, ==, "micropython 1.27.0 own\npyscript 0.7.31\n");
}

/* What the build staged is found and whole. */
static void
test_staged (void)
{
  g_autoptr (TemporaryFolder) own = temporary_folder_new ();
  g_autofree char *staged = g_build_filename (PYXIS_BUILDDIR, "data", "runtime", NULL);
  g_autoptr (PyxisRuntimes) runtimes = runtimes_new (own, staged);

  g_assert_nonnull (pyxis_runtimes_nearest (runtimes, "pyscript", NULL));
  g_assert_nonnull (pyxis_runtimes_nearest (runtimes, "pyodide", NULL));
  g_assert_nonnull (pyxis_runtimes_nearest (runtimes, "micropython", NULL));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/runtimes/scan", test_scan);
  g_test_add_func ("/runtimes/missing-roots", test_missing_roots);
  g_test_add_func ("/runtimes/lookup", test_lookup);
  g_test_add_func ("/runtimes/add-folder", test_add_folder);
  g_test_add_func ("/runtimes/replace", test_replace);
  g_test_add_func ("/runtimes/refused-folders", test_refused_folders);
  g_test_add_func ("/runtimes/add-archive", test_add_archive);
  g_test_add_func ("/runtimes/refused-archives", test_refused_archives);
  g_test_add_func ("/runtimes/damaged-archives", test_damaged_archives);
  g_test_add_func ("/runtimes/locked", test_locked);
  g_test_add_func ("/runtimes/remove", test_remove);
  g_test_add_func ("/runtimes/staged", test_staged);

  return g_test_run ();
}
