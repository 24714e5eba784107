/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>
#include <string.h>

/* (transfer full): an image of two runs with a gap, as interpreter-snapshot.h describes one. */
static inline GBytes *
snapshot_image_new (void)
{
  const guint32 words[] = {
    GUINT32_TO_LE (0x4d495850), GUINT32_TO_LE (2),     GUINT32_TO_LE (2),
    GUINT32_TO_LE (8),          GUINT32_TO_LE (65536), GUINT32_TO_LE (0),
    GUINT32_TO_LE (4),          GUINT32_TO_LE (4096),  GUINT32_TO_LE (6),
  };
  GByteArray *image = g_byte_array_new ();

  g_byte_array_append (image, (const guint8 *) words, sizeof words);
  g_byte_array_append (image, (const guint8 *) "{}HEADHEADaaaabbbbbb", 20);
  return g_byte_array_free_to_bytes (image);
}
