/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

/* When this process began, in ms since 1970, to ten of them: what the loader and main () took counts. */
double pyxis_process_start_get (void);
