/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <locale.h>

/* libarchive makes names of the thread's locale's letters; in "C" it would lose most of them. This
 * thread speaks UTF-8 from now on; the result is for uselocale () at the end. */
locale_t pyxis_zip_locale_enter (void);
