/* SPDX-License-Identifier: Apache-2.0 */
#include "flatpak-bundle.h"

#include <string.h>

/* OSTREE_STATIC_DELTA_SUPERBLOCK_FORMAT of ostree-repo-static-delta-private.h; the time is in network
 * order. */
#define FORMAT "(a{sv}tayay(a{sv}aya(say)sstayay)aya(uayttay)a(yaytt))"
#define TIME_CHILD 1

gboolean
pyxis_flatpak_bundle_copy (const char *path, gint64 seconds, PyxisNewFile *file, GError **error)
{
  g_autofree char *data = NULL;
  g_autoptr (GVariant) whole = NULL, time = NULL;
  guint64 value = GUINT64_TO_BE ((guint64) seconds);
  const char *place;
  gsize length;

  if (!g_file_get_contents (path, &data, &length, error))
    return FALSE;
  whole = g_variant_ref_sink (
    g_variant_new_from_data (G_VARIANT_TYPE (FORMAT), data, length, FALSE, NULL, NULL));
  time = g_variant_get_child_value (whole, TIME_CHILD);
  place = g_variant_get_data (time);
  /* Outside of it: a form that this does not know, whose bytes stay as they are. */
  if (place >= data && place + sizeof value <= data + length)
    memcpy (data + (place - data), &value, sizeof value);
  return pyxis_new_file_write (file, data, length, error);
}
