/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "inventory.h"
#include "project.h"
#include "runtimes.h"

/* PyxisNeeds: which runtimes a project uses, by what its pages, scripts and configuration say. Where
 * they say nothing of the interpreter, it may be any. What is named too often costs room, what is
 * named too seldom an app that does not start: so in doubt it is named. */
typedef struct {
  GPtrArray *runtimes; /* (element-type PyxisRuntime): borrowed, sorted by name */
  gboolean wants_ulab; /* variants of MicroPython */
  gboolean wants_trace;
} PyxisNeeds;

/* A runtime that is not on this computer is G_IO_ERROR_NOT_FOUND. */
PyxisNeeds *pyxis_needs_find (PyxisProject *project,
                              const PyxisInventory *inventory,
                              PyxisRuntimes *runtimes,
                              GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* Whether that file of a runtime is one that the project may use. */
gboolean pyxis_needs_file (const PyxisNeeds *self, const PyxisRuntime *runtime, const char *file);

void pyxis_needs_free (PyxisNeeds *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisNeeds, pyxis_needs_free)
