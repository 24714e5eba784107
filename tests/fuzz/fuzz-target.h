/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <stddef.h>
#include <stdint.h>

/* What a target offers: the entry of libFuzzer, and what the short test starts from. */
typedef struct {
  const void *data;
  size_t length;
} FuzzSeed;

extern const char *const fuzz_name;
extern const unsigned fuzz_rounds; /* of the short test: about a second */

int LLVMFuzzerTestOneInput (const uint8_t *data, size_t length);

/* NULL data ends the list; called once. */
const FuzzSeed *fuzz_get_seeds (void);
