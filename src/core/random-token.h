/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

#define PYXIS_RANDOM_TOKEN_LENGTH 64

/* (transfer full): 256 random bits in hex, which nobody guesses. */
char *pyxis_random_token_make (void);
