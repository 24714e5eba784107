/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include <string.h>

#include "installation.h"
#include "manifest.h"
#include "pack-format.h"
#include "pack.h"

/* The command line of `pack`, as parsed. */
typedef struct {
  char *format;
  char *output;
  char *runtime;
  char *sign;
  char *new_key;
} Arguments;

static void
arguments_clear (Arguments *self)
{
  g_free (self->format);
  g_free (self->output);
  g_free (self->runtime);
  g_free (self->sign);
  g_free (self->new_key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Arguments, arguments_clear)

static gboolean
parse (Arguments *self, int *argc, char ***argv)
{
  g_autofree char *names = pyxis_pack_format_dup_names ();
  g_autofree char *formats = g_strdup_printf ("What it becomes: %s", names);
  const GOptionEntry entries[] = {
    { "format", 0, 0, G_OPTION_ARG_STRING, &self->format, formats, "FORMAT" },
    { "output", 0, 0, G_OPTION_ARG_FILENAME, &self->output,
      "The file to write, or the folder to put it in; here, if not given", "PATH" },
    { "runtime", 0, 0, G_OPTION_ARG_STRING, &self->runtime,
      "Carry the Python that it uses, or use that of the computer where it runs", "embed|shared" },
    { "sign", 0, 0, G_OPTION_ARG_FILENAME, &self->sign, "Sign it with this key", "KEY" },
    { "new-key", 0, 0, G_OPTION_ARG_FILENAME, &self->new_key,
      "Only make a key to sign with, in a new file", "FILE" },
    { NULL },
  };

  return pyxis_command_parse (pyxis_command_lookup ("pack"), entries, argc, argv, 0, 1);
}

/* (nullable): what the output is called, unless it is put into a folder. */
static const PyxisPackFormat *
find_named_format (const Arguments *self)
{
  return self->output && !g_file_test (self->output, G_FILE_TEST_IS_DIR)
           ? pyxis_pack_format_find (self->output)
           : NULL;
}

static const PyxisPackFormat *
choose_format (const Arguments *self)
{
  const PyxisPackFormat *named = find_named_format (self);

  return self->format ? pyxis_pack_format_lookup (self->format)
         : named      ? named
                      : pyxis_pack_format_get (0);
}

/* A file that is called what it is not would be opened by the wrong program. */
static int
validate_output (const Arguments *self)
{
  const PyxisPackFormat *named = find_named_format (self);
  g_autofree char *shown = self->output ? g_filename_display_name (self->output) : NULL;

  if (shown && g_str_has_suffix (shown, "/") && !choose_format (self)->is_folder &&
      !g_file_test (self->output, G_FILE_TEST_IS_DIR))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "“%s” is no folder; make it first.", shown);
  if (!named || named == choose_format (self))
    return PYXIS_STATUS_DONE;
  return pyxis_command_fail (PYXIS_STATUS_USAGE,
                             "“%s” is the name of a %s, and --format is %s; change one of them.",
                             shown, named->name, self->format);
}

static int
validate (const Arguments *self, gboolean has_folder)
{
  g_autofree char *names = pyxis_pack_format_dup_names ();

  if (self->new_key && (has_folder || self->format || self->output || self->runtime || self->sign))
    return pyxis_command_fail (PYXIS_STATUS_USAGE,
                               "--new-key stands alone: `pyxis pack --new-key FILE`.");
  if (!self->new_key && !has_folder)
    return pyxis_command_fail (PYXIS_STATUS_USAGE,
                               "Something is missing; it is `pyxis pack FOLDER`. See `pyxis pack "
                               "--help`.");
  if (self->format && !pyxis_pack_format_lookup (self->format))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "--format is one of %s, not “%s”.", names,
                               self->format);
  if (self->runtime && !g_str_equal (self->runtime, "embed") &&
      !g_str_equal (self->runtime, "shared"))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "--runtime is embed or shared, not “%s”.",
                               self->runtime);
  return validate_output (self);
}

static int
make_key (const char *path)
{
  g_autoptr (PyxisKey) key = NULL;
  g_autoptr (GError) error = NULL;

  if (pyxis_key_create (path, &error))
    key = pyxis_key_load (path, &error);
  if (!key)
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);

  g_print ("public key %s\n", pyxis_key_get_public (key));
  g_printerr (
    "pyxis: Keep the file and give it to nobody: whoever has it can replace your apps, and "
    "without it you cannot.\n");
  return PYXIS_STATUS_DONE;
}

/* (transfer full): what it is to be called. */
static char *
dup_output (const char *folder, const Arguments *arguments, const PyxisPackFormat *format)
{
  g_autofree char *name = pyxis_pack_dup_name (folder, format->ending);

  if (!arguments->output)
    return g_steal_pointer (&name);
  return g_file_test (arguments->output, G_FILE_TEST_IS_DIR)
           ? g_build_filename (arguments->output, name, NULL)
           : g_strdup (arguments->output);
}

static void
print_notes (const GPtrArray *notes)
{
  for (guint i = 0; i < notes->len; i++)
    g_printerr ("pyxis: %s\n", (const char *) notes->pdata[i]);
}

/* How it is installed, where that takes another program; apt takes what begins so for a file. */
static void
print_installing (const PyxisPackFormat *format, const char *output)
{
  gboolean is_path =
    *output == '/' || g_str_has_prefix (output, "./") || g_str_has_prefix (output, "../");
  g_autofree char *path = is_path ? g_strdup (output) : g_strconcat ("./", output, NULL);
  g_autofree char *quoted =
    strpbrk (path, " '\"\\$`&;()<>|*?#~!\t\n") ? g_shell_quote (path) : NULL;
  const char *shown = quoted ? quoted : path;

  if (g_str_equal (format->name, "deb"))
    g_print ("install it: sudo apt install %s\n", shown);
  else if (g_str_equal (format->name, "flatpak"))
    g_print ("install it: flatpak install %s\n", shown);
}

static void
print_result (const PyxisContents *contents, const PyxisPackOptions *options)
{
  g_autofree char *shown = g_filename_display_name (options->output);
  g_autoptr (GFile) file = g_file_new_for_path (options->output);
  g_autofree char *size = NULL;
  g_autoptr (GString) carried = g_string_new (NULL);
  guint64 bytes = 0;

  g_file_measure_disk_usage (file, G_FILE_MEASURE_APPARENT_SIZE, NULL, NULL, NULL, &bytes, NULL,
                             NULL, NULL);
  size = g_format_size (bytes);
  for (guint i = 0; i < contents->runtimes->len; i++) {
    const PyxisManifestRuntime *runtime = contents->runtimes->pdata[i];

    g_string_append_printf (carried, "%s%s %s", i > 0 ? ", " : "; carries ", runtime->name,
                            runtime->version);
  }
  g_print ("%s: %s %s, %s%s%s\n", shown, contents->description->name,
           contents->description->version, size, options->key ? ", signed" : "", carried->str);
}

static int
pack (const char *folder, const Arguments *arguments)
{
  const PyxisPackFormat *format = choose_format (arguments);
  gboolean is_shared = g_strcmp0 (arguments->runtime, "shared") == 0;
  g_auto (GStrv) roots = pyxis_installation_dup_runtime_roots ();
  g_autoptr (PyxisRuntimes) runtimes =
    is_shared ? NULL : pyxis_runtimes_new ((const char *const *) roots);
  g_autofree char *output = dup_output (folder, arguments, format);
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisKey) key = arguments->sign ? pyxis_key_load (arguments->sign, &error) : NULL;
  g_autoptr (PyxisContents) contents =
    error ? NULL : pyxis_contents_new (folder, runtimes, NULL, &error);
  g_autoptr (GPtrArray) notes = g_ptr_array_new_with_free_func (g_free);
  PyxisPackOptions options = {
    .output = output,
    .key = key,
    .is_shared = is_shared,
    .notes = notes,
  };

  if (!contents || !pyxis_pack_format_pack (format, contents, &options, &error))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);

  print_notes (contents->description->notes);
  print_notes (notes);
  print_result (contents, &options);
  print_installing (format, output);
  return PYXIS_STATUS_DONE;
}

int
pyxis_command_pack (int argc, char **argv)
{
  g_auto (Arguments) arguments = { 0 };
  int status;

  if (!parse (&arguments, &argc, &argv))
    return PYXIS_STATUS_USAGE;
  status = validate (&arguments, argc > 1);
  if (status != PYXIS_STATUS_DONE)
    return status;
  return arguments.new_key ? make_key (arguments.new_key) : pack (argv[1], &arguments);
}
