/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz.h"

#include <glib.h>

#define MUTATIONS 2000

/* Bytes that parsers branch on. */
static const char spice[] = "\"\\{}[]:,/%.-+eE09 \0\x7f\x80\xff\n\r";

static void
mutate (GByteArray *bytes, GRand *random)
{
  guint8 byte = (guint8) spice[g_rand_int_range (random, 0, sizeof spice)];
  guint at = bytes->len ? (guint) g_rand_int_range (random, 0, (gint32) bytes->len) : 0;

  switch (g_rand_int_range (random, 0, 4)) {
  case 0:
    if (bytes->len)
      bytes->data[at] = byte;
    break;
  case 1:
    if (bytes->len)
      g_byte_array_remove_index (bytes, at);
    break;
  case 2:
    g_byte_array_set_size (bytes, at);
    break;
  default:
    g_byte_array_append (bytes, &byte, 1);
  }
}

static void
run_seed (const char *path, GRand *random)
{
  g_autofree char *seed = NULL;
  g_autoptr (GError) error = NULL;
  gsize length = 0;

  if (!g_file_get_contents (path, &seed, &length, &error))
    g_error ("%s", error->message);

  LLVMFuzzerTestOneInput ((const uint8_t *) seed, length);
  for (int i = 0; i < MUTATIONS; i++) {
    g_autoptr (GByteArray) bytes = g_byte_array_new ();
    int n = g_rand_int_range (random, 1, 6);

    g_byte_array_append (bytes, (const guint8 *) seed, (guint) length);
    while (n--)
      mutate (bytes, random);
    LLVMFuzzerTestOneInput (bytes->data, bytes->len);
  }
}

int
main (int argc, char **argv)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (20);
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = argc == 2 ? g_dir_open (argv[1], 0, &error) : NULL;
  const char *name = NULL;
  int n = 0;

  if (!folder)
    g_error ("usage: %s FOLDER (%s)", argv[0], error ? error->message : "one folder of seeds");

  while ((name = g_dir_read_name (folder))) {
    g_autofree char *path = g_build_filename (argv[1], name, NULL);

    run_seed (path, random);
    n++;
  }
  return n > 0 ? 0 : 1;
}
