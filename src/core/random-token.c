/* SPDX-License-Identifier: Apache-2.0 */
#include "random-token.h"

#include <sys/random.h>

char *
pyxis_random_token_make (void)
{
  guint8 bytes[PYXIS_RANDOM_TOKEN_LENGTH / 2];
  GString *token = g_string_sized_new (PYXIS_RANDOM_TOKEN_LENGTH + 1);

  /* Never fails for so few bytes once the kernel is up (getrandom(2)). */
  while (getrandom (bytes, sizeof bytes, 0) != sizeof bytes)
    continue;
  for (gsize i = 0; i < sizeof bytes; i++)
    g_string_append_printf (token, "%02x", bytes[i]);
  return g_string_free (token, FALSE);
}
