/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>
#include <stdio.h>

#include "event-log.h"
#include "output-file.h"

/* What `check` writes about a run: events as they come, requests and time line at the end. A file has its name
 * only when it is whole; "-" is standard output, for one of them. */
typedef struct {
  const char *events; /* each (nullable): where to */
  const char *har;
  const char *trace;

  FILE *
    stream; /* (nullable): of the events; hands on each line at once, so that a reader can follow */
  PyxisOutputFile *events_file;
  PyxisOutputFile *har_file;
  PyxisOutputFile *trace_file;
} PyxisCheckOutput;

/* Before the run: what cannot be written is said here. A signal that ends the program removes what is not whole,
 * so that `self` lives as long as a main loop runs. */
gboolean pyxis_check_output_begin (PyxisCheckOutput *self, GError **error);

/* `log` (nullable): NULL where there was no run. A file that could not be written is a failure: a script would
 * read a cut one. */
gboolean pyxis_check_output_end (PyxisCheckOutput *self, PyxisEventLog *log, GError **error);

void pyxis_check_output_clear (PyxisCheckOutput *self);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (PyxisCheckOutput, pyxis_check_output_clear)
