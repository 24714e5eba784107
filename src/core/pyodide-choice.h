/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event-log.h"
#include "runtimes.h"

/* PyxisPyodideChoice: which Pyodide the next page of a project is expected to ask for, so that it can be read before
 * it does: the only one there is, or else the one that the last page asked for first, in this run or in one before. It
 * is a guess, which may be wrong at any time: whoever reads early keeps what it read by its version, and who asks for
 * another one gets that. Hears of requests in the log. Main thread only. */
#define PYXIS_TYPE_PYODIDE_CHOICE (pyxis_pyodide_choice_get_type ())
G_DECLARE_FINAL_TYPE (PyxisPyodideChoice, pyxis_pyodide_choice, PYXIS, PYODIDE_CHOICE, GObject)

/* Projects whose version is kept; the one that was not opened for longest goes. */
#define PYXIS_PYODIDE_CHOICE_FILES_MAX 256

/* `folder` is where versions of projects are kept, a small file for each, and need not be there; NULL: nothing is
 * kept. A file that is damaged, or names a version that is not installed, is as good as none. */
PyxisPyodideChoice *pyxis_pyodide_choice_new (const char *folder,
                                              const char *origin,
                                              PyxisRuntimes *runtimes,
                                              PyxisEventLog *log);

/* (transfer none): an installed version, or "": nobody knows, or there is little of it to be read early. */
const char *pyxis_pyodide_choice_get_version (PyxisPyodideChoice *self);

/* Whether there are several, so that it can be wrong. */
gboolean pyxis_pyodide_choice_is_guess (PyxisPyodideChoice *self);

/* What is asked for first from now on is what the page asked for. */
void pyxis_pyodide_choice_begin_page (PyxisPyodideChoice *self);
