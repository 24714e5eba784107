/* SPDX-License-Identifier: Apache-2.0 */
#include "fuzz-target.h"

#include <glib.h>
#include <string.h>

/* Runs a target without libFuzzer: each seed as it is, then a fixed number of changed ones, always
 * the same; FUZZ_ROUNDS and FUZZ_SEED in the environment give more, and others. With files as arguments,
 * it runs those instead: findings to look at again. */

static void
change_once (GByteArray *input, GRand *random)
{
  static const guint8 telling[] = { 0, 1, '%', '/', '.', '\\', '-', ',', '9', 0x7f, 0x80, 0xff };
  guint at = input->len ? g_rand_int_range (random, 0, input->len) : 0;
  guint8 value = telling[g_rand_int_range (random, 0, G_N_ELEMENTS (telling))];

  switch (input->len ? g_rand_int_range (random, 0, 5) : 4) {
  case 0:
    input->data[at] ^= 1 << g_rand_int_range (random, 0, 8);
    break;
  case 1:
    input->data[at] = value;
    break;
  case 2:
    g_byte_array_remove_index (input, at);
    break;
  case 3:
    g_byte_array_set_size (input, at);
    break;
  default:
    g_byte_array_append (input, &value, 1);
    if (at < input->len - 1) {
      memmove (input->data + at + 1, input->data + at, input->len - 1 - at);
      input->data[at] = value;
    }
  }
}

static void
run (const guint8 *data, gsize length)
{
  /* Of exactly this size, so that a sanitizer sees a read behind its end. */
  g_autofree guint8 *copy = g_memdup2 (data, length);

  LLVMFuzzerTestOneInput (copy ? copy : (const guint8 *) "", length);
}

static void
test_seeds (void)
{
  for (const FuzzSeed *seed = fuzz_get_seeds (); seed->data; seed++)
    run (seed->data, seed->length);
}

static guint
get_number (const char *variable, guint fallback)
{
  const char *text = g_getenv (variable);

  return text ? (guint) g_ascii_strtoull (text, NULL, 10) : fallback;
}

static void
test_changed_seeds (void)
{
  const FuzzSeed *seeds = fuzz_get_seeds ();
  g_autoptr (GRand) random = g_rand_new_with_seed (get_number ("FUZZ_SEED", 2026));
  guint n_rounds = get_number ("FUZZ_ROUNDS", fuzz_rounds);
  guint n = 0;

  while (seeds[n].data)
    n++;

  for (guint i = 0; i < n_rounds; i++) {
    g_autoptr (GByteArray) input = g_byte_array_new ();
    guint changes = 1 + g_rand_int_range (random, 0, 4);

    g_byte_array_append (input, seeds[i % n].data, seeds[i % n].length);
    while (changes-- > 0)
      change_once (input, random);
    run (input->data, input->len);
  }
}

static void
test_file (gconstpointer path)
{
  g_autofree char *data = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (path, &data, &length, NULL));
  run ((const guint8 *) data, length);
}

int
main (int argc, char **argv)
{
  g_autofree char *seeds = g_strdup_printf ("/%s/seeds", fuzz_name);
  g_autofree char *changed = g_strdup_printf ("/%s/changed-seeds", fuzz_name);

  g_test_init (&argc, &argv, NULL);
  for (int i = 1; i < argc; i++) {
    g_autofree char *name = g_strdup_printf ("/%s/file/%d", fuzz_name, i);

    g_test_add_data_func (name, argv[i], test_file);
  }
  if (argc == 1) {
    g_test_add_func (seeds, test_seeds);
    g_test_add_func (changed, test_changed_seeds);
  }

  return g_test_run ();
}
