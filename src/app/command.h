/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

#include "status.h"

/* One subcommand. `run` gets its own name as argv[0] and returns an exit status. */
typedef struct {
  const char *name;
  const char *synopsis; /* behind "pyxis" */
  const char *summary;
  int (*run) (int argc, char **argv);
  const char *program; /* (nullable): whose it is, as the user calls it; NULL: "pyxis" */
} PyxisCommand;

int pyxis_command_open (int argc, char **argv);
int pyxis_command_check (int argc, char **argv);
int pyxis_command_app (int argc, char **argv);
int pyxis_command_serve (int argc, char **argv);
int pyxis_command_runtime (int argc, char **argv);
int pyxis_command_doctor (int argc, char **argv);
int pyxis_command_pack (int argc, char **argv);
int pyxis_command_verify (int argc, char **argv);

/* Runs the app that this program's own file carries (carried.h): all words are the app's. */
int pyxis_command_carried (int argc, char **argv);

/* Runs the packed app at `path` with the words behind argv[0]: files, or an option. `program` is how the user
 * calls it: "./table.run". */
int pyxis_command_run_app (const char *program, const char *path, int argc, char **argv);

/* `check` of the packed app at `path`; `program` as above; argv[0] is the command's name. */
int pyxis_command_check_app (const char *program, const char *path, int argc, char **argv);

/* Runs what the command line asks for. */
int pyxis_command_main (int argc, char **argv);

/* Parses options with --help; on a mistake prints one line and returns FALSE. `arguments` are the
 * words that the command may take: between `least` and `most` of them must remain in argv. */
gboolean pyxis_command_parse (const PyxisCommand *command,
                              const GOptionEntry *entries,
                              int *argc,
                              char ***argv,
                              int least,
                              int most);

/* (nullable): by name. */
const PyxisCommand *pyxis_command_lookup (const char *name);

/* Prints "pyxis: sentence" to standard error, so each line where there are several, and returns `status`. */
int pyxis_command_fail (int status, const char *format, ...) G_GNUC_PRINTF (2, 3);
