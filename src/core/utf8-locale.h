/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <locale.h>

/* libarchive makes names of the letters of the thread's locale; in "C" it would lose most of them. For
 * this thread, until uselocale () with what this gives. */
locale_t pyxis_utf8_locale_enter (void);
