/* SPDX-License-Identifier: Apache-2.0 */
#include "app-tree.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#include "../util/pack-sample.h"

/* Every character that XML, desktop entries or a shell might take for theirs. */
#define ODD_JSON                                                                                   \
  "{\"name\": \"Ünï <b>&amp; \\\"$HOME\\\" `x` %f \\\\ ]]> ; #\", \"version\": \"1.2.0+a~b\","   \
  "\"description\": \"Tells the <time> & more; 100 % $PATH.\\n\\nA second paragraph\\nof two "     \
  "lines.\\n\\n\\n\", \"author_name\": \"Ada <ada@example.org>\", \"pyxis\": {"                    \
  "\"id\": \"org.example.Odd_1\", \"licence\": \"My (own) Licence\", \"categories\": "             \
  "[\"Office\", \"Chart\"],"                                                                       \
  "\"homepage\": \"https://example.org/?a=1&b=2\","                                                \
  "\"opens\": [\"text/csv\", \"application/json\", \"application/x-clock *.clock *.clock.gz\"],"   \
  "\"screenshots\": [\"stored.png\", \"https://example.org/a?b=1&c=2\", "                          \
  "\"https://example.org/d\"],"                                                                    \
  "\"translations\": {\"de\": {\"name\": \"Ünö <\", \"summary\": \"Sagt & zeigt\"},"             \
  "\"pt_BR\": {\"summary\": \"Diz as horas\"}}}}"

static PyxisAppTree *
make_tree (const TemporaryFolder *folder, const char *configuration, gboolean is_shared)
{
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *output = g_build_filename (folder, "out", NULL);
  PyxisPackOptions options = { .output = output, .is_shared = is_shared };
  g_autoptr (PyxisContents) contents = NULL;
  g_autoptr (GError) error = NULL;
  PyxisAppTree *tree;

  if (configuration) {
    g_autofree char *own = g_build_filename (project, "pyscript.toml", NULL);

    g_unlink (own);
    g_free (temporary_folder_write (
      folder, *configuration == '{' ? "clock/pyscript.json" : "clock/pyscript.toml", configuration,
      -1));
  }
  g_free (temporary_folder_write (folder, "clock/LICENSE", "Do as you like", -1));
  contents = pyxis_contents_new (project, NULL, NULL, &error);
  g_assert_no_error (error);
  tree = pyxis_app_tree_new (contents, &options, &error);
  g_assert_no_error (error);
  return tree;
}

static char *
dup_text (const PyxisAppTree *tree, const char *path)
{
  const PyxisAppFile *file = pyxis_app_tree_lookup (tree, path);

  g_assert_nonnull (file);
  return g_strndup (g_bytes_get_data (file->bytes, NULL), g_bytes_get_size (file->bytes));
}

static void
test_files (void)
{
  static const struct {
    const char *path;
    guint mode;
    gboolean is_own; /* only where it carries what runs it */
  } rows[] = {
    { "bin/org.example.Clock", 0755, FALSE },
    { "lib/org.example.Clock/libpyxis-web-process.so", 0644, TRUE },
    { "lib/org.example.Clock/pyxis", 0755, TRUE },
    { "share/applications/org.example.Clock.desktop", 0644, FALSE },
    { "share/doc/org.example.Clock/licences/LICENSE", 0644, FALSE },
    { "share/doc/org.example.Clock/licences/Pyxis.txt", 0644, TRUE },
    { "share/icons/hicolor/128x128/apps/org.example.Clock.png", 0644, FALSE },
    { "share/icons/hicolor/16x16/apps/org.example.Clock.png", 0644, FALSE },
    { "share/icons/hicolor/22x22/apps/org.example.Clock.png", 0644, FALSE },
    { "share/icons/hicolor/24x24/apps/org.example.Clock.png", 0644, FALSE },
    { "share/icons/hicolor/256x256/apps/org.example.Clock.png", 0644, FALSE },
    { "share/icons/hicolor/32x32/apps/org.example.Clock.png", 0644, FALSE },
    { "share/icons/hicolor/48x48/apps/org.example.Clock.png", 0644, FALSE },
    { "share/icons/hicolor/512x512/apps/org.example.Clock.png", 0644, FALSE },
    { "share/icons/hicolor/64x64/apps/org.example.Clock.png", 0644, FALSE },
    { "share/icons/hicolor/96x96/apps/org.example.Clock.png", 0644, FALSE },
    { "share/icons/hicolor/scalable/apps/org.example.Clock.svg", 0644, FALSE },
    { "share/metainfo/org.example.Clock.metainfo.xml", 0644, FALSE },
    { "share/org.example.Clock/org.example.Clock.pyxis", 0644, FALSE },
  };

  for (guint shared = 0; shared < 2; shared++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autoptr (PyxisAppTree) tree = make_tree (folder, NULL, shared != 0);
    guint n = 0;
    goffset size = 0;

    for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
      const PyxisAppFile *file = tree->files->pdata[MIN (n, tree->files->len - 1)];

      if (shared && rows[i].is_own)
        continue;
      g_assert_cmpstr (file->path, ==, rows[i].path);
      g_assert_cmpuint (file->mode, ==, rows[i].mode);
      g_assert_cmpuint (g_bytes_get_size (file->bytes), >, 0);
      size += (goffset) g_bytes_get_size (file->bytes);
      n++;
    }
    g_assert_cmpuint (n, ==, tree->files->len);
    g_assert_cmpint (size, ==, tree->size);
  }
}

static void
test_launcher (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisAppTree) own = make_tree (folder, NULL, FALSE);
  g_autoptr (PyxisAppTree) shared = make_tree (folder, NULL, TRUE);
  g_autofree char *own_text = dup_text (own, "bin/org.example.Clock");
  g_autofree char *shared_text = dup_text (shared, "bin/org.example.Clock");

  g_assert_true (g_str_has_prefix (own_text, "#!/bin/sh\n"));
  g_assert_nonnull (strstr (own_text,
                            "exec \"$here/../lib/org.example.Clock/pyxis\" app "
                            "\"$here/../share/org.example.Clock/org.example.Clock.pyxis\" "
                            "\"$@\"\n"));
  g_assert_nonnull (strstr (shared_text, "\nexec pyxis app \"$here/../share/"));
}

static void
validate (const TemporaryFolder *folder, const char *program, const char *file)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_MERGE);
  g_autofree char *line = g_strdup_printf ("%s %s/%s", program, folder, file);
  g_auto (GStrv) words = g_strsplit (line, " ", -1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autofree char *out = NULL;

  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) words, &error);
  g_assert_no_error (error);
  g_subprocess_communicate_utf8 (process, NULL, NULL, &out, NULL, &error);
  g_assert_no_error (error);
  g_test_message ("%s\n%s", line, out);
  g_assert_true (g_subprocess_get_successful (process));
}

/* By the programs that software centres and distributions use. */
static void
test_valid (void)
{
  static const char *const tomls[] = { NULL, ODD_JSON, "name = \"Hello\"\n",
                                       "name = \"Ж\"\ndescription = \"Ж\"\n" };

  g_setenv ("SOURCE_DATE_EPOCH", "1700000000", TRUE);
  for (gsize i = 0; i < G_N_ELEMENTS (tomls); i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autoptr (PyxisAppTree) tree = make_tree (folder, tomls[i], TRUE);

    for (guint j = 0; j < tree->files->len; j++) {
      const PyxisAppFile *file = tree->files->pdata[j];
      g_autofree char *name = g_path_get_basename (file->path);

      if (!g_str_has_suffix (name, ".metainfo.xml") && !g_str_has_suffix (name, ".desktop"))
        continue;
      g_free (temporary_folder_write (folder, name, g_bytes_get_data (file->bytes, NULL),
                                      (gssize) g_bytes_get_size (file->bytes)));
      validate (folder,
                g_str_has_suffix (name, ".xml") ? "appstreamcli validate --no-net"
                                                : "desktop-file-validate --no-hints",
                name);
    }
  }
  g_unsetenv ("SOURCE_DATE_EPOCH");
}

static void
test_entry (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisAppTree) tree = make_tree (folder, ODD_JSON, TRUE);
  g_autofree char *text = dup_text (tree, "share/applications/org.example.Odd_1.desktop");
  g_autoptr (GKeyFile) entry = g_key_file_new ();
  static const struct {
    const char *key, *value;
  } rows[] = {
    { "Type", "Application" },
    { "Name", "Ünï <b>&amp; \"$HOME\" `x` %f \\ ]]> ; #" },
    { "Name[de]", "Ünö <" },
    { "Comment", "Tells the <time> & more; 100 % $PATH" },
    { "Comment[de]", "Sagt & zeigt" },
    { "Comment[pt_BR]", "Diz as horas" },
    { "Exec", "org.example.Odd_1 %F" },
    { "Icon", "org.example.Odd_1" },
    { "StartupWMClass", "org.example.Odd_1" },
    { "Categories", "Office;Chart;" },
    { "MimeType", "text/csv;application/json;application/x-clock;" },
    { "Terminal", "false" },
  };

  g_assert_true (
    g_key_file_load_from_data (entry, text, strlen (text), G_KEY_FILE_KEEP_TRANSLATIONS, NULL));
  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++) {
    g_autofree char *value = g_key_file_get_string (entry, "Desktop Entry", rows[i].key, NULL);

    g_assert_cmpstr (value, ==, rows[i].value);
  }
}

static void
test_metainfo (void)
{
  static const char *const words[] = {
    "<name>Ünï &lt;b&gt;&amp;amp; &quot;$HOME&quot; `x` %f \\ ]]&gt; ; #</name>",
    "<name xml:lang=\"de\">Ünö &lt;</name>",
    "<project_license>LicenseRef-My-own-Licence</project_license>",
    "<summary xml:lang=\"pt_BR\">Diz as horas</summary>",
    "    <p>A second paragraph of two lines.</p>\n  </description>",
    "<url type=\"homepage\">https://example.org/?a=1&amp;b=2</url>",
    "<mediatype>application/json</mediatype>",
    "<category>Chart</category>",
    "<screenshot type=\"default\">\n      <image>https://example.org/a?b=1&amp;c=2</image>\n",
    "<screenshot>\n      <image>https://example.org/d</image>\n",
    "<mediatype>application/x-clock</mediatype>",
    "<release version=\"1.2.0+a~b\" date=\"2023-11-14\"/>",
  };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisAppTree) undated = make_tree (folder, ODD_JSON, TRUE);
  g_autofree char *without = dup_text (undated, "share/metainfo/org.example.Odd_1.metainfo.xml");
  g_autoptr (PyxisAppTree) tree = NULL;
  g_autofree char *text = NULL;

  g_setenv ("SOURCE_DATE_EPOCH", "1700000000", TRUE);
  tree = make_tree (folder, ODD_JSON, TRUE);
  g_unsetenv ("SOURCE_DATE_EPOCH");
  text = dup_text (tree, "share/metainfo/org.example.Odd_1.metainfo.xml");
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++) {
    if (!strstr (text, words[i]))
      g_error ("lacks %s:\n%s", words[i], text);
  }
  g_assert_null (strstr (without, "<release"));
  g_assert_null (strstr (text, "stored.png"));
}

/* Types of its own are known by the names of their files, once shared-mime-info has read them. */
static void
test_types (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (PyxisAppTree) tree = make_tree (folder, ODD_JSON, TRUE);
  g_autofree char *text = dup_text (tree, "share/mime/packages/org.example.Odd_1.xml");
  g_autofree char *globs = g_build_filename (folder, "mime/globs", NULL);
  g_autofree char *known = NULL;

  g_free (temporary_folder_write (folder, "mime/packages/app.xml", text, -1));
  validate (folder, "update-mime-database", "mime");
  g_assert_true (g_file_get_contents (globs, &known, NULL, NULL));
  g_assert_nonnull (strstr (known, "application/x-clock:*.clock\n"));
  g_assert_nonnull (strstr (known, "application/x-clock:*.clock.gz\n"));
  g_assert_null (strstr (known, "text/csv"));
}

static void
test_date (void)
{
  static const char *const wrong[] = { "yesterday", "-1", "1e9", "99999999999999", "1 " };
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autofree char *project = pack_sample_make (folder);
  g_autofree char *output = g_build_filename (folder, "out", NULL);
  g_autoptr (PyxisContents) contents = pyxis_contents_new (project, NULL, NULL, NULL);
  PyxisPackOptions options = { .output = output, .is_shared = TRUE };

  for (gsize i = 0; i < G_N_ELEMENTS (wrong); i++) {
    g_autoptr (GError) error = NULL;

    g_setenv ("SOURCE_DATE_EPOCH", wrong[i], TRUE);
    g_assert_null (pyxis_app_tree_new (contents, &options, &error));
    g_assert_nonnull (strstr (error->message, "SOURCE_DATE_EPOCH is seconds"));
  }
  g_unsetenv ("SOURCE_DATE_EPOCH");
}

static GdkPixbuf *
decode (GBytes *bytes)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixbuf = gdk_pixbuf_new_from_stream (stream, NULL, &error);

  g_assert_no_error (error);
  return pixbuf;
}

/* Pixels that are not see-through. */
static guint
count_seen (GdkPixbuf *pixbuf)
{
  const guint8 *pixels = gdk_pixbuf_read_pixels (pixbuf);
  guint n = 0;

  g_assert_true (gdk_pixbuf_get_has_alpha (pixbuf));
  for (int y = 0; y < gdk_pixbuf_get_height (pixbuf); y++) {
    for (int x = 0; x < gdk_pixbuf_get_width (pixbuf); x++)
      n += pixels[y * gdk_pixbuf_get_rowstride (pixbuf) + 4 * x + 3] > 0;
  }
  return n;
}

static void
test_icons (void)
{
  static const char *const names[] = { "Hello", "Ünicode", "Ж", "9 lives", " quiet", "?" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++) {
    g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
    g_autofree char *toml =
      g_strdup_printf ("name = \"%s\"\n[pyxis]\nid = \"org.example.A\"\n", names[i]);
    g_autoptr (PyxisAppTree) tree = make_tree (folder, toml, TRUE);

    for (guint j = 0; j < tree->files->len; j++) {
      const PyxisAppFile *file = tree->files->pdata[j];
      const char *size = strstr (file->path, "hicolor/");
      g_autoptr (GdkPixbuf) pixbuf = NULL;
      int pixels;

      if (!size || !g_str_has_suffix (file->path, ".png"))
        continue;
      pixels = atoi (size + strlen ("hicolor/"));
      pixbuf = decode (file->bytes);
      g_assert_cmpint (gdk_pixbuf_get_width (pixbuf), ==, pixels);
      g_assert_cmpint (gdk_pixbuf_get_height (pixbuf), ==, pixels);
      g_assert_cmpuint (count_seen (pixbuf), >, (guint) (pixels * pixels / 2));
    }
  }
}

/* A small PNG is not blown up; it is the same picture still. */
static void
test_small_icon (void)
{
  g_autoptr (TemporaryFolder) folder = temporary_folder_new ();
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, 64, 64);
  g_autoptr (GdkPixbuf) small = NULL;
  g_autoptr (PyxisAppTree) tree = NULL;
  g_autofree char *data = NULL;
  const PyxisAppFile *icon;
  gsize length;

  gdk_pixbuf_fill (pixbuf, 0x3584e4ff);
  g_assert_true (gdk_pixbuf_save_to_buffer (pixbuf, &data, &length, "png", NULL, NULL));
  g_free (temporary_folder_write (folder, "clock/icon.png", data, (gssize) length));
  tree = make_tree (folder, "[pyxis]\nid = \"org.example.Small\"\nicon = \"icon.png\"\n", TRUE);

  g_assert_nonnull (
    pyxis_app_tree_lookup (tree, "share/icons/hicolor/64x64/apps/org.example.Small.png"));
  g_assert_null (
    pyxis_app_tree_lookup (tree, "share/icons/hicolor/96x96/apps/org.example.Small.png"));
  g_assert_null (
    pyxis_app_tree_lookup (tree, "share/icons/hicolor/scalable/apps/org.example.Small.svg"));
  icon = pyxis_app_tree_lookup (tree, "share/icons/hicolor/16x16/apps/org.example.Small.png");
  small = decode (icon->bytes);
  g_assert_cmphex (gdk_pixbuf_read_pixels (small)[0], ==, 0x35);
  g_assert_cmphex (gdk_pixbuf_read_pixels (small)[2], ==, 0xe4);
}

/* In another place, time and zone. */
static void
test_same (void)
{
  g_autoptr (TemporaryFolder) one = temporary_folder_new ();
  g_autoptr (TemporaryFolder) other = temporary_folder_new ();
  g_autoptr (PyxisAppTree) first = NULL, second = NULL;

  g_setenv ("TZ", "Pacific/Kiritimati", TRUE);
  tzset ();
  first = make_tree (one, ODD_JSON, FALSE);
  g_setenv ("TZ", "America/Adak", TRUE);
  tzset ();
  second = make_tree (other, ODD_JSON, FALSE);
  g_unsetenv ("TZ");

  g_assert_cmpuint (first->files->len, ==, second->files->len);
  for (guint i = 0; i < first->files->len; i++) {
    const PyxisAppFile *a = first->files->pdata[i], *b = second->files->pdata[i];

    g_assert_cmpstr (a->path, ==, b->path);
    g_assert_true (g_bytes_equal (a->bytes, b->bytes));
  }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/app-tree/files", test_files);
  g_test_add_func ("/app-tree/launcher", test_launcher);
  g_test_add_func ("/app-tree/valid", test_valid);
  g_test_add_func ("/app-tree/entry", test_entry);
  g_test_add_func ("/app-tree/metainfo", test_metainfo);
  g_test_add_func ("/app-tree/types", test_types);
  g_test_add_func ("/app-tree/date", test_date);
  g_test_add_func ("/app-tree/icons", test_icons);
  g_test_add_func ("/app-tree/small-icon", test_small_icon);
  g_test_add_func ("/app-tree/same", test_same);
  return g_test_run ();
}
