/* SPDX-License-Identifier: Apache-2.0 */
#include "bundle-entries.h"

#include <fcntl.h>
#include <string.h>

#include "../util/pack-sample.h"
#include "../util/zip-writer.h"
#include "hash.h"
#include "seal.h"

#define APP                                                                                        \
  "\"app\":{\"id\":\"org.example.Clock\",\"name\":\"Clock\",\"version\":\"1\",\"licence\":"        \
  "\"MIT\","                                                                                       \
  "\"author\":\"Ada\",\"hosts\":[]}"
#define HASH "0000000000000000000000000000000000000000000000000000000000000000"
#define FILE_OF(path, size, hash)                                                                  \
  "{\"path\":\"" path "\",\"size\":" size ",\"sha256\":\"" hash "\"}"
#define MANIFEST(files) "{\"format\":1," APP ",\"runtimes\":[],\"files\":[" files "]}\n"
#define OF_X "2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881"
#define ONE MANIFEST (FILE_OF ("app/x", "1", OF_X))

/* A zip that others made, with a right seal. */
static GError *
refuse (const ZipMember *members, guint n, const char *options)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (GByteArray) zip = zip_writer_make (members, n, options);
  g_autofree char *path =
    temporary_folder_write (folder, "sealed.pyxis", zip->data, (gssize) zip->len);
  g_autoptr (GByteArray) sealed = NULL;
  g_autoptr (GError) error = NULL;
  int fd = open (path, O_RDWR | O_CLOEXEC);

  pyxis_seal_append (fd, NULL, &error);
  g_assert_no_error (error);
  close (fd);
  sealed = pack_sample_read (path);
  return pack_sample_refusal (folder, sealed->data, sealed->len);
}

/* That the table below fails for its own reasons. */
static void
test_right (void)
{
  const ZipMember members[] = { { "manifest.json", ONE, -1 }, { "app/x", "x", -1 } };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (GByteArray) zip =
    zip_writer_make (members, G_N_ELEMENTS (members), "compression=deflate");
  g_autofree char *path = temporary_folder_write (folder, "a.pyxis", zip->data, (gssize) zip->len);
  g_autoptr (PyxisBundle) bundle = NULL;
  g_autoptr (GError) error = NULL;
  int fd = open (path, O_RDWR | O_CLOEXEC);

  g_assert_true (pyxis_seal_append (fd, NULL, NULL));
  close (fd);
  bundle = pyxis_bundle_open (path, &error);
  g_assert_no_error (error);
  g_assert_true (pyxis_bundle_check (bundle, NULL, NULL));
}

static void
test_hostile (void)
{
  static const struct {
    ZipMember members[4];
    const char *words;
  } rows[] = {
    { { { "index.html", "page", -1 } }, "has no manifest" },
    { { { "manifest.json", ONE, -1 } }, "“app/x” is missing" },
    { { { "manifest.json", ONE, -1 }, { "app/x", "y", -1 } }, "“app/x” in it is not what" },
    { { { "manifest.json", ONE, -1 }, { "app/x", "xx", -1 } }, "“app/x” in it is not what" },
    { { { "manifest.json", ONE, -1 }, { "app/x", "x", -1 }, { "app/y", "y", -1 } },
      "“app/y” is in it and not in its manifest" },
    { { { "manifest.json", ONE, -1 }, { "app/x", "x", -1 }, { "app/x", "y", -1 } },
      "“app/x” in it is there twice" },
    { { { "manifest.json", ONE, -1 }, { "manifest.json", ONE, -1 } },
      "“manifest.json” in it is there twice" },
    { { { "manifest.json", ONE, -1 }, { "../x", "x", -1 } }, "“../x” in it has a name" },
    { { { "manifest.json", ONE, -1 }, { "app/../../x", "x", -1 } }, "has a name that leads" },
    { { { "manifest.json", ONE, -1 }, { "/etc/x", "x", -1 } }, "“/etc/x” in it has a name" },
    { { { "manifest.json", ONE, -1 }, { "app/.x", "x", -1 } }, "has a name that leads" },
    { { { "manifest.json", ONE, -1 }, { "app/a\nb", "x", -1 } }, "“app/a?b” in it has a name" },
    { { { "manifest.json", ONE, -1 }, { "app/x", "", 0, "/etc/passwd" } },
      "“app/x” in it is a link" },
    { { { "manifest.json", ONE, -1 }, { "app/", NULL } }, "“app/” in it is a folder" },
    { { { "manifest.json", ONE, -1 }, { "app/x", "x", -1 }, { "manifest.sig", "{}", -1 } },
      "Its signature is wrong" },
    { { { "manifest.json", ONE, -1 }, { "app/x", "x", -1 }, { "manifest.sig", "", 0 } },
      "Its signature is wrong" },
    { { { "manifest.json", "{\"format\":2}\n", -1 } }, "made for a newer Pyxis" },
    { { { "manifest.json", "a\0b", 3 } }, "is no text" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    guint n = 0;

    while (n < G_N_ELEMENTS (rows[i].members) && rows[i].members[n].name)
      n++;
    error = refuse (rows[i].members, n, "compression=deflate");
    g_test_message ("%s", error->message);
    g_assert_nonnull (strstr (error->message, rows[i].words));
  }
}

/* Zeros that unpack to more than the manifest says, or than a manifest may have. */
static void
test_bombs (void)
{
  const gsize length = 64 * 1024 * 1024;
  g_autofree char *zeros = g_malloc0 (length);
  const ZipMember file[] = { { "manifest.json", ONE, -1 }, { "app/x", zeros, (gssize) length } };
  const ZipMember manifest[] = { { "manifest.json", zeros, (gssize) length } };
  g_autoptr (GError) first = refuse (file, 2, "compression=deflate");
  g_autoptr (GError) second = refuse (manifest, 1, "compression=deflate");

  g_assert_nonnull (strstr (first->message, "“app/x” in it is not what"));
  g_assert_nonnull (strstr (second->message, "is too long"));
}

static void
test_encrypted (void)
{
  const ZipMember members[] = { { "manifest.json", ONE, -1 }, { "app/x", "x", -1 } };
  g_autoptr (GError) error = refuse (members, 2, "encryption=zipcrypt");

  g_assert_nonnull (strstr (error->message, "encrypted"));
}

static void
test_manifests (void)
{
  static const char *const rows[] = {
    "",
    "\n",
    "{}",
    "[]\n",
    "null\n",
    "{}\n",
    "{\"format\":0}\n",
    "{\"format\":\"1\"}\n",
    "{\"format\":1}\n",
    "{\"format\":1," APP "}\n",
    "{\"format\":1," APP ",\"runtimes\":[]}\n",
    "{\"format\":1," APP ",\"runtimes\":{},\"files\":[]}\n",
    "{\"format\":1," APP ",\"runtimes\":[{\"name\":\"..\",\"version\":\"1\"}],\"files\":[]}\n",
    "{\"format\":1," APP
    ",\"runtimes\":[{\"name\":\"pyodide\",\"version\":\"../1\"}],\"files\":[]}\n",
    "{\"format\":1,\"app\":{\"id\":\"../x\"},\"runtimes\":[],\"files\":[]}\n",
    MANIFEST (FILE_OF ("../x", "1", HASH)),
    MANIFEST (FILE_OF ("/x", "1", HASH)),
    MANIFEST (FILE_OF ("", "1", HASH)),
    MANIFEST (FILE_OF ("a//x", "1", HASH)),
    MANIFEST (FILE_OF (".x", "1", HASH)),
    MANIFEST (FILE_OF ("x", "-1", HASH)),
    MANIFEST (FILE_OF ("x", "1.5", HASH)),
    MANIFEST (FILE_OF ("x", "1e300", HASH)),
    MANIFEST (FILE_OF ("x", "\"1\"", HASH)),
    MANIFEST (FILE_OF ("x", "1", "00")),
    MANIFEST (FILE_OF ("x", "1", "X" HASH)),
    MANIFEST (FILE_OF ("x", "1", HASH) "," FILE_OF ("x", "1", HASH)),
    MANIFEST (FILE_OF ("y", "1", HASH) "," FILE_OF ("x", "1", HASH)),
    MANIFEST (FILE_OF ("x", "3000000000", HASH) "," FILE_OF ("y", "3000000000", HASH)),
    ONE "x",
    "\xff" ONE,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autoptr (GError) error = NULL;
    g_autofree char *copy = g_strdup (rows[i]);

    if (pyxis_manifest_read (copy, strlen (copy), &error))
      g_error ("taken: %s", rows[i]);
    g_assert_nonnull (error);
    g_assert_cmpint (error->code, ==, G_IO_ERROR_INVALID_DATA);
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/bundle-entries/right", test_right);
  g_test_add_func ("/bundle-entries/hostile", test_hostile);
  g_test_add_func ("/bundle-entries/bombs", test_bombs);
  g_test_add_func ("/bundle-entries/encrypted", test_encrypted);
  g_test_add_func ("/bundle-entries/manifests", test_manifests);
  return g_test_run ();
}
