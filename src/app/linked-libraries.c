/* SPDX-License-Identifier: Apache-2.0 */
#include "linked-libraries.h"

#include <adwaita.h>
#include <archive.h>
#include <cjson/cJSON.h>
#include <gtksourceview/gtksource.h>
#include <libdeflate.h>
#include <librsvg/rsvg.h>
#include <sodium.h>
#include <string.h>
#include <zlib.h>

#include "web-library.h"

static char *
join (guint major, guint minor, guint micro)
{
  return g_strdup_printf ("%u.%u.%u", major, minor, micro);
}

static char *
dup_gtk (void)
{
  return join (gtk_get_major_version (), gtk_get_minor_version (), gtk_get_micro_version ());
}

static char *
dup_adwaita (void)
{
  return join (adw_get_major_version (), adw_get_minor_version (), adw_get_micro_version ());
}

static char *
dup_source_view (void)
{
  return join (gtk_source_get_major_version (), gtk_source_get_minor_version (),
               gtk_source_get_micro_version ());
}

static char *
dup_glib (void)
{
  return join (glib_major_version, glib_minor_version, glib_micro_version);
}

static char *
dup_pango (void)
{
  return g_strdup (pango_version_string ());
}

static char *
dup_cairo (void)
{
  return g_strdup (cairo_version_string ());
}

static char *
dup_pixbuf (void)
{
  return g_strdup (gdk_pixbuf_version);
}

static char *
dup_rsvg (void)
{
  return join (rsvg_major_version, rsvg_minor_version, rsvg_micro_version);
}

/* "libarchive 3.6.2" */
static char *
dup_archive (void)
{
  const char *space = strchr (archive_version_string (), ' ');

  return g_strdup (space ? space + 1 : archive_version_string ());
}

static char *
dup_cjson (void)
{
  return g_strdup (cJSON_Version ());
}

/* It does not tell when it runs. */
static char *
dup_deflate (void)
{
  return g_strdup (LIBDEFLATE_VERSION_STRING);
}

static char *
dup_sodium (void)
{
  return g_strdup (sodium_version_string ());
}

static char *
dup_zlib (void)
{
  return g_strdup (zlibVersion ());
}

static const struct {
  const char *name;
  char *(*dup_version) (void);
  const char *licence;
} libraries[] = {
  { "WebKitGTK", pyxis_web_library_dup_webkit_version, "LGPL-2.1-or-later and BSD-2-Clause" },
  { "GTK", dup_gtk, "LGPL-2.1-or-later" },
  { "libadwaita", dup_adwaita, "LGPL-2.1-or-later" },
  { "GtkSourceView", dup_source_view, "LGPL-2.1-or-later" },
  { "GLib", dup_glib, "LGPL-2.1-or-later" },
  { "Pango", dup_pango, "LGPL-2.0-or-later" },
  { "cairo", dup_cairo, "LGPL-2.1-only or MPL-1.1" },
  { "GdkPixbuf", dup_pixbuf, "LGPL-2.1-or-later" },
  { "librsvg", dup_rsvg, "LGPL-2.1-or-later" },
  { "libsoup", pyxis_web_library_dup_soup_version, "LGPL-2.0-or-later" },
  { "libarchive", dup_archive, "BSD-2-Clause" },
  { "cJSON", dup_cjson, "MIT" },
  { "libdeflate", dup_deflate, "MIT" },
  { "libsodium", dup_sodium, "ISC" },
  { "zlib", dup_zlib, "Zlib" },
};

char *
pyxis_linked_libraries_describe (gboolean with_licences)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (libraries); i++) {
    g_autofree char *version = libraries[i].dup_version ();

    g_string_append_printf (text, "%s %s", libraries[i].name, version);
    if (with_licences)
      g_string_append_printf (text, " (%s)", libraries[i].licence);
    g_string_append_c (text, '\n');
  }
  return g_string_free (g_steal_pointer (&text), FALSE);
}
