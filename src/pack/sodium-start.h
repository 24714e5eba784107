/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* libsodium chooses its code once in a process; before its random numbers, and as often as one likes.
 * Ends the program where the machine has no random numbers. */
void pyxis_sodium_start (void);
