/* SPDX-License-Identifier: Apache-2.0 */
#include "bundle.h"

#include <sched.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <utime.h>

#include "../util/pack-sample.h"
#include "bundle-source.h"
#include "packed-project.h"

static void
assert_text (PyxisSource *source, const char *path, const char *text)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *found = pyxis_source_load_text (source, path, 10000, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (found, ==, text);
}

static void
assert_missing (PyxisSource *source, const char *path, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pyxis_source_open (source, path, &error));
  g_assert_error (error, G_IO_ERROR, code);
}

static void
test_round (void)
{
  static const char *const root[] = { "empty",      "icon.svg", "index.html", "pyscript.toml",
                                      "stored.png", "sub/",     NULL };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *path = pack_sample_pack (folder, project, "clock.pyxis", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisBundle) bundle = pyxis_bundle_open (path, &error);
  g_autoptr (PyxisSource) source = NULL;
  g_autoptr (PyxisProject) loaded = NULL;
  g_auto (GStrv) names = NULL;

  g_assert_no_error (error);
  g_assert_true (pyxis_bundle_check (bundle, NULL, &error));
  g_assert_cmpstr (pyxis_bundle_get_manifest (bundle)->id, ==, "org.example.Clock");
  g_assert_null (pyxis_bundle_get_key (bundle));

  source = pyxis_bundle_source_new (bundle, "app");
  names = pyxis_source_list_root (source, 100, NULL);
  g_assert_cmpstrv (names, root);
  assert_text (source, "sub/ü b.txt", "some text, some text, some");
  assert_text (source, "stored.png", "png");
  assert_text (source, "empty", "");
  assert_missing (source, "", G_IO_ERROR_IS_DIRECTORY);
  assert_missing (source, "sub", G_IO_ERROR_IS_DIRECTORY);
  assert_missing (source, "su", G_IO_ERROR_NOT_FOUND);
  assert_missing (source, "../manifest.json", G_IO_ERROR_NOT_FOUND);
  assert_missing (source, "old.pyxis", G_IO_ERROR_NOT_FOUND);
  g_assert_true (pyxis_source_is_folder (source, "sub"));
  g_assert_false (pyxis_source_is_folder (source, "index.html"));

  loaded = pyxis_packed_project_load (bundle, path, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (pyxis_project_get_name (loaded), ==, "Clock");
  g_assert_cmpstr (pyxis_project_get_start_page (loaded), ==, "index.html");
  g_assert_null (pyxis_project_get_runtimes (loaded));
}

/* Neither the time, the zone, the files' times and modes, nor the order on the disk are in it. */
static void
test_same_bytes (void)
{
  static const char *const zones[] = { "UTC", "Asia/Kolkata", "America/St_Johns", "Pacific/Apia" };
  const struct utimbuf times = { 1000000000, 1234567890 };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (TemporaryFolder) other = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *copy = pack_sample_make (other);
  g_autofree char *page = g_build_filename (copy, "index.html", NULL);
  g_autofree char *zone = g_strdup (g_getenv ("TZ"));
  g_autoptr (GByteArray) first = NULL;

  g_assert_cmpint (utime (page, &times), ==, 0);
  g_assert_cmpint (chmod (page, 0700), ==, 0);
  for (guint i = 0; i < 2 * G_N_ELEMENTS (zones); i++) {
    g_autofree char *path = NULL;
    g_autoptr (GByteArray) bytes = NULL;

    g_setenv ("TZ", zones[i % G_N_ELEMENTS (zones)], TRUE);
    tzset ();
    path = pack_sample_pack (folder, i % 2 == 0 ? project : copy, "clock.pyxis", NULL);
    bytes = pack_sample_read (path);
    if (!first)
      first = g_byte_array_ref (bytes);
    g_assert_cmpmem (bytes->data, bytes->len, first->data, first->len);
  }
  if (zone)
    g_setenv ("TZ", zone, TRUE);
  else
    g_unsetenv ("TZ");
  tzset ();
}

/* Nor is which of the threads that pack it is done first. */
static void
test_one_core (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *path = NULL, *again = NULL;
  g_autoptr (GByteArray) bytes = NULL, same = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  cpu_set_t all, one;

  for (guint i = 0; i < 100; i++) {
    g_autofree char *name = g_strdup_printf ("clock/%u.txt", i);

    g_string_truncate (text, 0);
    for (guint j = 0; j < 1000 * (i % 7); j++)
      g_string_append_printf (text, "%u ", i * j);
    g_free (temporary_folder_write (folder, name, text->str, -1));
  }
  path = pack_sample_pack (folder, project, "clock.pyxis", NULL);
  g_assert_cmpint (sched_getaffinity (0, sizeof all, &all), ==, 0);
  CPU_ZERO (&one);
  for (int i = 0; CPU_COUNT (&one) == 0; i++) {
    if (CPU_ISSET (i, &all))
      CPU_SET (i, &one);
  }
  g_assert_cmpint (sched_setaffinity (0, sizeof one, &one), ==, 0);
  again = pack_sample_pack (folder, project, "again.pyxis", NULL);
  g_assert_cmpint (sched_setaffinity (0, sizeof all, &all), ==, 0);

  bytes = pack_sample_read (path);
  same = pack_sample_read (again);
  g_assert_cmpmem (bytes->data, bytes->len, same->data, same->len);
}

/* Each byte in turn, whatever it is of: of a file, the manifest, the signature, the zip, the seal. */
static void
flip_all (const TemporaryFolder *folder, const char *path)
{
  g_autoptr (GByteArray) bytes = pack_sample_read (path);

  for (guint i = 0; i < bytes->len; i++) {
    g_autoptr (GError) error = NULL;

    bytes->data[i] ^= i % 2 == 0 ? 0x01 : 0xff;
    error = pack_sample_refusal (folder, bytes->data, bytes->len);
    bytes->data[i] ^= i % 2 == 0 ? 0x01 : 0xff;
  }
}

static void
test_flipped (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *path = pack_sample_pack (folder, project, "clock.pyxis", NULL);

  flip_all (folder, path);
}

static void
test_flipped_signed (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *secret = g_build_filename (folder, "key", NULL);
  g_autofree char *path = NULL;
  g_autoptr (PyxisKey) key = NULL;

  g_assert_true (pyxis_key_create (secret, NULL));
  key = pyxis_key_load (secret, NULL);
  path = pack_sample_pack (folder, project, "clock.pyxis", key);
  flip_all (folder, path);
}

/* The file whose byte it was is named. */
static void
test_named (void)
{
  static const struct {
    const char *bytes; /* as they stand in the bundle */
    const char *words;
  } rows[] = {
    { "png", "“app/stored.png” in it is not what its author packed" },
    { "pyxis-seal", "Its seal is broken" },
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *path = pack_sample_pack (folder, project, "clock.pyxis", NULL);
  g_autoptr (GByteArray) bytes = pack_sample_read (path);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    guint8 *place = NULL;

    /* The last one: names come before. */
    for (gsize at = 0; at + strlen (rows[i].bytes) <= bytes->len; at++) {
      if (memcmp (bytes->data + at, rows[i].bytes, strlen (rows[i].bytes)) == 0 &&
          bytes->data[at - 1] != '.')
        place = bytes->data + at;
    }
    g_assert_nonnull (place);
    *place ^= 0xff;
    error = pack_sample_refusal (folder, bytes->data, bytes->len);
    *place ^= 0xff;
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, rows[i].words));
  }
}

static void
test_cut (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *path = pack_sample_pack (folder, project, "clock.pyxis", NULL);
  g_autoptr (GByteArray) bytes = pack_sample_read (path);

  for (guint length = 0; length < bytes->len; length += 1 + length % 7) {
    g_autoptr (GError) error = pack_sample_refusal (folder, bytes->data, length);
  }
  g_byte_array_append (bytes, (const guint8 *) "x", 1);
  g_error_free (pack_sample_refusal (folder, bytes->data, bytes->len));
}

/* Somebody changes the file in place after it was opened: what is given was compared before. */
static void
test_changed_later (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *path = pack_sample_pack (folder, project, "clock.pyxis", NULL);
  g_autoptr (GByteArray) bytes = pack_sample_read (path);
  g_autoptr (PyxisBundle) bundle = pyxis_bundle_open (path, NULL);
  g_autoptr (GError) error = NULL;
  FILE *file = fopen (path, "r+e");

  for (guint i = 0; i < bytes->len; i++)
    bytes->data[i] = bytes->data[i] == 'p' ? 'q' : bytes->data[i];
  g_assert_cmpuint (fwrite (bytes->data, 1, bytes->len, file), ==, bytes->len);
  g_assert_cmpint (fclose (file), ==, 0);

  g_assert_null (pyxis_bundle_open_file (bundle, "app/stored.png", &error));
  g_assert_nonnull (error);
}

/* Files that are too large for memory: one is compressed as it is read, one is not at all; and each
 * comes from a copy of its own. */
static void
test_large (void)
{
  const gsize length = 33 * 1024 * 1024;
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *data = g_malloc0 (length);
  g_autofree char *path = NULL;
  g_autoptr (PyxisBundle) bundle = NULL;
  g_autoptr (PyxisContent) content = NULL;
  g_autofree char *again = g_malloc (length);
  g_autoptr (PyxisCopyProgress) progress = pyxis_copy_progress_new ();
  gsize read = 0;

  memset (data + length / 2, 'x', 1000);
  g_free (temporary_folder_write (folder, "clock/large", data, (gssize) length));
  g_free (temporary_folder_write (folder, "clock/large.mp4", data, (gssize) length / 2 + 1));
  path = pack_sample_pack (folder, project, "clock.pyxis", NULL);
  bundle = pyxis_bundle_open (path, NULL);
  g_assert_true (pyxis_bundle_check (bundle, progress, NULL));
  g_assert_cmpfloat (pyxis_copy_progress_get_fraction (progress), ==, 1);
  g_assert_cmpint (pyxis_bundle_get_size (bundle), >, (goffset) length / 2);
  g_assert_cmpint (pyxis_bundle_get_size (bundle), <, (goffset) length / 2 + length / 100);
  content = pyxis_bundle_open_file (bundle, "app/large", NULL);
  g_assert_true (g_seekable_can_seek (G_SEEKABLE (content->stream)));
  g_assert_true (g_input_stream_read_all (content->stream, again, length, &read, NULL, NULL));
  g_assert_cmpmem (again, read, data, length);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bundle/round", test_round);
  g_test_add_func ("/bundle/same-bytes", test_same_bytes);
  g_test_add_func ("/bundle/one-core", test_one_core);
  g_test_add_func ("/bundle/flipped", test_flipped);
  g_test_add_func ("/bundle/flipped-signed", test_flipped_signed);
  g_test_add_func ("/bundle/named", test_named);
  g_test_add_func ("/bundle/cut", test_cut);
  g_test_add_func ("/bundle/changed-later", test_changed_later);
  g_test_add_func ("/bundle/large", test_large);
  return g_test_run ();
}
