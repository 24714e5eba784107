/* SPDX-License-Identifier: Apache-2.0 */
#include "sodium-start.h"

#include <glib.h>
#include <sodium.h>

void
pyxis_sodium_start (void)
{
  if (sodium_init () < 0)
    g_error ("libsodium cannot start");
}
