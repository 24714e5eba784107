/* SPDX-License-Identifier: Apache-2.0 */
#include "program-image.h"

#include <elf.h>
#include <string.h>

#include "temporary-folder.h"

/* The program that is cut is this one, so that it can tell whether it still runs. */

static char *
run (const char *path)
{
  g_autofree char *line = g_strconcat (path, " --tap -l", NULL), *out = NULL;
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_command_line_sync (line, &out, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_cmpint (status, ==, 0);
  return g_steal_pointer (&out);
}

static void
test_runs (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) image = pyxis_program_image_load ("/proc/self/exe", &error);
  g_autoptr (GBytes) again = NULL;
  g_autofree char *whole = NULL, *path = NULL, *out = NULL;
  gsize length, size;
  const char *data;

  g_assert_no_error (error);
  data = g_bytes_get_data (image, &size);
  g_assert_true (g_file_get_contents ("/proc/self/exe", &whole, &length, NULL));
  g_assert_cmpuint (size, <, length);

  path = temporary_folder_write (folder, "program", data, (gssize) size);
  g_assert_cmpint (g_chmod (path, 0755), ==, 0);
  out = run (path);
  g_assert_nonnull (strstr (out, "/program-image/runs"));

  /* What was cut has nothing left to cut. */
  again = pyxis_program_image_load (path, &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (image, again));
}

/* The table names what is there, in its old order, and the names are in the file. */
static void
test_sections (void)
{
  g_autoptr (GBytes) image = pyxis_program_image_load ("/proc/self/exe", NULL);
  gsize size;
  const guint8 *data = g_bytes_get_data (image, &size);
  const Elf64_Ehdr *header = (const Elf64_Ehdr *) data;
  const Elf64_Shdr *sections = (const Elf64_Shdr *) (data + header->e_shoff);
  const Elf64_Shdr *names = sections + header->e_shstrndx;
  gboolean has_text = FALSE;

  if (header->e_ident[EI_CLASS] != ELFCLASS64)
    return;
  g_assert_cmpuint (header->e_shoff + header->e_shnum * sizeof *sections, ==, size);
  for (guint i = 1; i < header->e_shnum; i++) {
    const char *name = (const char *) data + names->sh_offset + sections[i].sh_name;

    g_assert_cmpuint (names->sh_offset + sections[i].sh_name, <, size);
    if (sections[i].sh_type != SHT_NOBITS)
      g_assert_cmpuint (sections[i].sh_offset + sections[i].sh_size, <=, size);
    g_assert_false (g_str_has_prefix (name, ".debug"));
    has_text = has_text || g_str_equal (name, ".text");
  }
  g_assert_true (has_text);
}

/* What is appended is not taken along; what is no program is taken as it is. */
static void
test_others (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (GBytes) image = pyxis_program_image_load ("/proc/self/exe", NULL);
  g_autoptr (GByteArray) longer = g_byte_array_new ();
  gsize size;
  const guint8 *data = g_bytes_get_data (image, &size);
  g_autofree char *path = NULL;
  g_autoptr (GBytes) cut = NULL;

  g_byte_array_append (longer, data, (guint) size);
  g_byte_array_append (longer, (const guint8 *) "PK", 2);
  path = temporary_folder_write (folder, "longer", longer->data, longer->len);
  cut = pyxis_program_image_load (path, NULL);
  g_assert_true (g_bytes_equal (image, cut));

  for (gsize length = 0; length < 4096; length += 7) {
    g_autofree char *short_path = temporary_folder_write (folder, "short", data, (gssize) length);
    g_autoptr (GBytes) same = pyxis_program_image_load (short_path, NULL);

    g_assert_cmpuint (g_bytes_get_size (same), ==, length);
    g_unlink (short_path);
  }
}

static void
test_missing (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (pyxis_program_image_load ("/nonexistent/pyxis", &error));
  g_assert_nonnull (error);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/program-image/runs", test_runs);
  g_test_add_func ("/program-image/sections", test_sections);
  g_test_add_func ("/program-image/others", test_others);
  g_test_add_func ("/program-image/missing", test_missing);
  return g_test_run ();
}
