/* SPDX-License-Identifier: Apache-2.0 */
#include "packed-about.h"

#include <glib/gi18n.h>
#include <string.h>

#include "flatpak.h"
#include "licences.h"
#include "linked-libraries.h"
#include "pins.h"
#include "pyxis-config.h"
#include "sandbox.h"
#include "template.h"

/* Of one licence; the rest of a longer one is in the bundle. */
#define TEXT_MAX (256 * 1024)

static const struct {
  const char *name;
  GtkLicense type;
} licences[] = {
  { "MIT", GTK_LICENSE_MIT_X11 },
  { "Apache-2.0", GTK_LICENSE_APACHE_2_0 },
  { "BSD-2-Clause", GTK_LICENSE_BSD },
  { "BSD-3-Clause", GTK_LICENSE_BSD_3 },
  { "MPL-2.0", GTK_LICENSE_MPL_2_0 },
  { "GPL-2.0-or-later", GTK_LICENSE_GPL_2_0 },
  { "GPL-2.0-only", GTK_LICENSE_GPL_2_0_ONLY },
  { "GPL-3.0-or-later", GTK_LICENSE_GPL_3_0 },
  { "GPL-3.0-only", GTK_LICENSE_GPL_3_0_ONLY },
  { "LGPL-2.1-or-later", GTK_LICENSE_LGPL_2_1 },
  { "LGPL-3.0-or-later", GTK_LICENSE_LGPL_3_0 },
  { "AGPL-3.0-or-later", GTK_LICENSE_AGPL_3_0 },
};

static void
set_licence (AdwAboutWindow *window, const char *licence)
{
  g_autofree char *text = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (licences); i++)
    if (g_str_equal (licences[i].name, licence)) {
      adw_about_window_set_license_type (window, licences[i].type);
      return;
    }
  text =
    g_markup_escape_text (g_str_equal (licence, "LicenseRef-proprietary")
                            ? _ ("All rights reserved: nobody may copy the app without asking.")
                            : licence,
                          -1);
  adw_about_window_set_license (window, text);
}

/* (transfer full): who vouches for it, in a sentence. */
static char *
describe_signature (PyxisBundle *bundle)
{
  const char *key = pyxis_bundle_get_key (bundle);
  g_autofree char *known = pyxis_pins_dup_key (pyxis_bundle_get_manifest (bundle)->id);

  if (!key)
    return g_strdup (_ ("Not signed: nobody vouches for who made it."));
  if (g_strcmp0 (key, known) == 0)
    return g_strdup_printf (
      _ ("Signed with the key %s, which this computer knows as that of this app."), key);
  return g_strdup_printf (_ ("Signed with the key %s, which this computer does not know yet."),
                          key);
}

/* (transfer full): as markup. */
static char *
make_comments (const PyxisPackedApp *app)
{
  const char *const *hosts = pyxis_project_get_hosts (app->project);
  g_autofree char *signature = describe_signature (app->bundle);
  g_autofree char *list = g_strjoinv (", ", (char **) hosts);
  g_autofree char *network =
    *hosts ? g_strdup_printf (_ ("It may reach these hosts in the network: %s."), list)
           : g_strdup (_ ("It cannot reach the network."));

  return g_markup_printf_escaped ("%s\n\n%s\n\n%s", app->description->description, network,
                                  signature);
}

/* (transfer full): for reports of bugs. */
static char *
make_versions (const PyxisPackedApp *app)
{
  const GPtrArray *runtimes = pyxis_bundle_get_manifest (app->bundle)->runtimes;
  g_autofree char *libraries = pyxis_linked_libraries_describe (FALSE);
  g_autoptr (GString) text = g_string_new (NULL);

  g_string_append_printf (text, "%s %s\n", app->description->id, app->description->version);
  for (guint i = 0; i < runtimes->len; i++) {
    const PyxisManifestRuntime *runtime = runtimes->pdata[i];

    g_string_append_printf (text, "%s %s\n", runtime->name, runtime->version);
  }
  g_string_append_printf (text, "Pyxis %s\n%s", PYXIS_VERSION, libraries);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
append_bytes (GString *markup, GBytes *bytes)
{
  g_autofree char *valid = NULL;
  g_autofree char *escaped = NULL;
  gsize length = 0;
  const char *text = g_bytes_get_data (bytes, &length);

  if (length == 0)
    return;
  valid = g_utf8_make_valid (text, (gssize) length);
  escaped = g_markup_escape_text (valid, -1);
  g_string_append_printf (markup, "%s%s", markup->len > 0 ? "\n\n" : "", escaped);
}

/* Adds a file of the bundle, if it is there and can be read. */
static void
append_text (GString *markup, PyxisBundle *bundle, const char *path)
{
  g_autoptr (PyxisContent) content = pyxis_bundle_open_file (bundle, path, NULL);
  g_autoptr (GBytes) bytes =
    content ? g_input_stream_read_bytes (content->stream, TEXT_MAX, NULL, NULL) : NULL;

  if (bytes)
    append_bytes (markup, bytes);
}

/* (transfer full): all that the bundle says of the licence of one of its runtimes. */
static char *
read_licences (PyxisBundle *bundle, const PyxisManifestRuntime *runtime)
{
  const GPtrArray *files = pyxis_bundle_get_manifest (bundle)->files;
  const char *const *texts = pyxis_licences_of_runtime (runtime->name);
  g_autofree char *folder = g_strdup_printf ("runtime/%s/%s/", runtime->name, runtime->version);
  g_autoptr (GString) markup = g_string_new (NULL);

  for (gsize i = 0; texts[i]; i++) {
    g_autofree char *path = g_strconcat ("licences/", texts[i], NULL);

    append_text (markup, bundle, path);
  }
  for (guint i = 0; i < files->len; i++) {
    const char *path = ((const PyxisManifestFile *) files->pdata[i])->path;

    if (g_str_has_prefix (path, folder) && g_str_has_suffix (path, "/LICENSE"))
      append_text (markup, bundle, path);
  }
  return g_string_free (g_steal_pointer (&markup), FALSE);
}

static void
add_runtimes (AdwAboutWindow *window, PyxisBundle *bundle)
{
  static const char *const names[][2] = { { "micropython", "MicroPython" },
                                          { "pyodide", "Pyodide" },
                                          { "pyscript", "PyScript" } };
  const GPtrArray *runtimes = pyxis_bundle_get_manifest (bundle)->runtimes;

  for (guint i = 0; i < runtimes->len; i++) {
    const PyxisManifestRuntime *runtime = runtimes->pdata[i];
    const char *name = runtime->name;
    g_autofree char *text = read_licences (bundle, runtime);
    g_autofree char *title = NULL;

    for (gsize j = 0; j < G_N_ELEMENTS (names); j++)
      if (g_str_equal (names[j][0], name))
        name = names[j][1];
    title = g_strdup_printf ("%s %s", name, runtime->version);
    adw_about_window_add_legal_section (window, title, NULL, GTK_LICENSE_CUSTOM, text);
  }
}

static void
add_text (AdwAboutWindow *window, const char *title, const char *intro, GBytes *text)
{
  g_autoptr (GString) markup = g_string_new (intro);

  append_bytes (markup, text);
  adw_about_window_add_legal_section (window, title, NULL, GTK_LICENSE_CUSTOM, markup->str);
}

/* The program that runs the app, which it may carry. */
static void
add_program (AdwAboutWindow *window)
{
  g_autoptr (GBytes) text = pyxis_template_load ("Pyxis.txt");

  add_text (
    window, "Pyxis " PYXIS_VERSION,
    _ ("It reads configurations with PyScript’s TOML parser, © Andrea Giammarchi, which is under "
       "the ISC licence."),
    text);
}

/* What a Flatpak carries besides, of which the runtime has none. Only what came with the Flatpak is in /app: beside
 * a bundle anybody can put a file. */
static void
add_carried_libraries (AdwAboutWindow *window, const PyxisPackedApp *app)
{
  const char *const *names = pyxis_flatpak_get_libraries ();

  for (gsize i = 0; names[i] && pyxis_sandbox_is_flatpak (); i++) {
    g_autofree char *path =
      g_strdup_printf ("/app/share/doc/%s/licences/%s.txt", app->description->id, names[i]);
    g_autofree char *text = NULL;
    gsize length;

    if (g_file_get_contents (path, &text, &length, NULL)) {
      g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (&text), MIN (length, TEXT_MAX));

      add_text (window, names[i], NULL, bytes);
    }
  }
}

/* What it runs on. */
static void
add_system (AdwAboutWindow *window)
{
  g_autofree char *libraries = pyxis_linked_libraries_describe (TRUE);
  g_autoptr (GBytes) text = g_bytes_new (libraries, strlen (libraries));

  add_text (
    window, _ ("Libraries of the System"),
    _ ("The app runs with these. They are not part of it, but for those whose licence is above."),
    text);
}

void
pyxis_packed_about_show (const PyxisPackedApp *app, GtkWindow *parent)
{
  const PyxisDescription *description = app->description;
  AdwAboutWindow *window = ADW_ABOUT_WINDOW (adw_about_window_new ());
  g_autofree char *comments = make_comments (app);
  g_autofree char *versions = make_versions (app);

  g_object_set (window, "application-name", pyxis_packed_app_get_name (app), "application-icon",
                description->id, "version", description->version, "developer-name",
                description->author, "comments", comments, "debug-info", versions, NULL);
  if (description->homepage)
    adw_about_window_set_website (window, description->homepage);
  set_licence (window, description->licence);
  add_runtimes (window, app->bundle);
  add_program (window);
  add_carried_libraries (window, app);
  add_system (window);
  gtk_window_set_transient_for (GTK_WINDOW (window), parent);
  gtk_window_set_modal (GTK_WINDOW (window), parent != NULL);
  gtk_window_present (GTK_WINDOW (window));
}
