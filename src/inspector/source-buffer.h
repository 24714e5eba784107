/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gtksourceview/gtksource.h>

/* A file as it is shown to be read. */

/* From now on `buffer` has the colours of the light or the dark style, whichever is on. */
void pyxis_source_buffer_follow_style (GtkSourceBuffer *buffer);

/* Puts `bytes` in, highlighted as a file called `name` is (nullable `type`: its media type), with
 * the cursor at the start. Whatever they are: see source-text.h. Whether all of them are shown. */
gboolean pyxis_source_buffer_fill (GtkSourceBuffer *buffer,
                                   const char *name,
                                   const char *type,
                                   GBytes *bytes);
