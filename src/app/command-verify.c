/* SPDX-License-Identifier: Apache-2.0 */
#include "command.h"

#include "command-work.h"
#include "contents.h"
#include "packed-file.h"
#include "pins.h"
#include "rebuild.h"
#include "report.h"

typedef struct {
  const PyxisPackedFile *packed;
  PyxisProject *project; /* NULL: it is compared with none */
} Verification;

static gboolean
check (gpointer data, PyxisCopyProgress *progress, GCancellable *cancellable, GError **error)
{
  const Verification *self = data;

  return pyxis_bundle_check (self->packed->bundle, progress, error);
}

static gboolean
compare (gpointer data, PyxisCopyProgress *progress, GCancellable *cancellable, GError **error)
{
  const Verification *self = data;
  g_autoptr (PyxisRuntimes) runtimes = pyxis_runtimes_new_installed ();

  return pyxis_rebuild_compare (self->packed->bundle, self->packed->path, self->project, runtimes,
                                progress, error);
}

static gboolean
run (Verification *self, PyxisFileWorkFunc func, GError **error)
{
  static const PyxisCommandWork work = {
    .title = "Verifying",
    .cancelled = "Verifying was cancelled.",
    .writes_nothing = TRUE,
  };

  return pyxis_command_work_run (&work, func, self, error);
}

static void
print_report (const PyxisPackedFile *packed)
{
  g_autofree char *report = pyxis_report_new (packed->bundle);

  if (packed->kind)
    g_print ("the app in this %s; what else is in the %s is not verified\n", packed->kind,
             packed->kind);
  g_print ("%s", report);
}

/* `folder` (nullable) */
static gboolean
verify (PyxisPackedFile *packed, const char *folder, GError **error)
{
  g_autoptr (PyxisProject) project = NULL;
  Verification verification = { .packed = packed };

  if (!run (&verification, check, error))
    return FALSE;
  print_report (packed);
  if (!pyxis_pins_check (packed->bundle, error))
    return FALSE;
  if (!folder)
    return TRUE;
  project = pyxis_contents_load_project (folder, error);
  verification.project = project;
  if (!project || !run (&verification, compare, error))
    return FALSE;
  g_print ("the same bytes as the folder gives\n");
  return TRUE;
}

int
pyxis_command_verify (int argc, char **argv)
{
  g_autofree char *against = NULL;
  const GOptionEntry entries[] = {
    { "against", 0, 0, G_OPTION_ARG_FILENAME, &against,
      "Pack this folder again and compare, byte by byte", "FOLDER" },
    { NULL },
  };
  g_auto (PyxisPackedFile) packed = { .fd = -1 };
  g_autoptr (GError) error = NULL;

  if (!pyxis_command_parse (pyxis_command_lookup ("verify"), entries, &argc, &argv, 1, 1))
    return PYXIS_STATUS_USAGE;
  if (!pyxis_packed_file_open (&packed, argv[1], &error) || !verify (&packed, against, &error))
    return pyxis_command_fail (PYXIS_STATUS_USAGE, "%s", error->message);
  return PYXIS_STATUS_DONE;
}
