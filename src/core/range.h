/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

typedef enum {
  PYXIS_RANGE_WHOLE,         /* no header, several ranges, or a malformed one: send all, 200 */
  PYXIS_RANGE_PART,          /* 206 */
  PYXIS_RANGE_UNSATISFIABLE, /* 416 */
} PyxisRangeKind;

/* Reads a Range header (RFC 9110, 14.1.2) for a file of `size` bytes; `first` and `last` are
 * inclusive and set only for a part. */
PyxisRangeKind pyxis_range_parse (const char *header, goffset size, goffset *first, goffset *last);
