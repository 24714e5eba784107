/* SPDX-License-Identifier: Apache-2.0 */
#include "zoom.h"

#include <glib/gi18n.h>

/* Less than half of what two sizes differ by. */
#define NEAR 0.005

static const double sizes[] = { 0.3, 0.5,  0.67, 0.8, 0.9, 1.0, 1.1,
                                1.2, 1.33, 1.5,  1.7, 2.0, 2.4, 3.0 };

double
pyxis_zoom_step (double zoom, int direction)
{
  const gsize last = G_N_ELEMENTS (sizes) - 1;

  for (gsize i = 0; direction > 0 && i <= last; i++)
    if (sizes[i] > zoom + NEAR)
      return sizes[i];
  for (gsize i = 0; direction < 0 && i <= last; i++)
    if (sizes[last - i] < zoom - NEAR)
      return sizes[last - i];
  return direction > 0 ? sizes[last] : sizes[0];
}

char *
pyxis_zoom_dup_text (double zoom)
{
  /* Translators: how large the page is shown. */
  return g_strdup_printf (_ ("%d%%"), (int) (zoom * 100 + 0.5));
}
