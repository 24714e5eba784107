/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include <string.h>

#include "command-work.h"
#include "pack-work.h"
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
print_result (const PyxisPackOrder *order, const PyxisPackWritten *written)
{
  const PyxisDescription *description = written->description;
  g_autofree char *shown = g_filename_display_name (order->output);
  g_autofree char *size = g_format_size (written->size);

  g_print ("%s: %s %s, %s%s%s%s\n", shown, description->name, description->version, size,
           order->key ? ", signed" : "", *written->runtimes ? "; carries " : "", written->runtimes);
}

typedef struct {
  PyxisProject *project;
  PyxisPackOrder order;
  PyxisPackWritten written;
} Packing;

static gboolean
pack_in_thread (gpointer data,
                PyxisCopyProgress *progress,
                GCancellable *cancellable,
                GError **error)
{
  Packing *packing = data;

  return pyxis_pack_write (packing->project, &packing->order, progress, cancellable,
                           &packing->written, error);
}

static int
pack (const char *folder, const Arguments *arguments)
{
  static const PyxisCommandWork work = {
    .title = "Packing",
    .cancelled = "Packing was cancelled; nothing was written.",
  };
  const PyxisPackFormat *format = choose_format (arguments);
  g_autofree char *output = dup_output (folder, arguments, format);
  g_autoptr (GError) error = NULL;
  g_autoptr (PyxisProject) project = pyxis_contents_load_project (folder, &error);
  Packing packing = {
    .project = project,
    .order = {
      .format = format,
      .output = output,
      .key = arguments->sign,
      .is_shared = g_strcmp0 (arguments->runtime, "shared") == 0,
    },
  };

  if (!project || !pyxis_command_work_run (&work, pack_in_thread, &packing, &error))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);

  print_notes (packing.written.description->notes);
  print_notes (packing.written.notes);
  print_result (&packing.order, &packing.written);
  print_installing (format, output);
  pyxis_pack_written_clear (&packing.written);
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
