/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "description-fault.h"
#include "project.h"

/* PyxisDescription: what an app says of itself, from its configuration: PyScript's own keys (name,
 * version, description, author_name, license) and the table [pyxis]. Every field has a value: what
 * is missing has a sensible one, and a note where the author would want to know. Immutable. */
typedef struct {
  char *language; /* "de", "pt_BR" */
  char *name;     /* (nullable), as is the next */
  char *summary;
} PyxisTranslation;

typedef struct {
  int width, height, min_width, min_height; /* min_*: 0 where there is none */
  gboolean is_resizable;
  gboolean is_fullscreen;
  const char *color_scheme; /* "default", "light", "dark" */
} PyxisDescriptionWindow;

typedef struct {
  char *id; /* three or more parts: "io.github.someone.Clock" */
  char *name;
  char *version;
  char *summary;     /* one line, without a full stop */
  char *description; /* the whole of it */
  char *author;
  char *author_email; /* (nullable) */
  char *licence;      /* SPDX */
  char *homepage;     /* (nullable) */
  char *icon;         /* (nullable): path in the project; NULL: one is drawn */
  char *start_page;
  char **categories;
  char **hosts;       /* "api.example.org", "*.example.org" */
  char **opens;       /* MIME types */
  char **patterns;    /* "application/x-clock *.clock": of types that are its own */
  char **screenshots; /* paths in the project, or https addresses */
  gboolean has_devtools;
  gboolean keeps_files;
  PyxisDescriptionWindow window;
  GPtrArray *translations; /* (element-type PyxisTranslation): sorted by language */
  GPtrArray *notes;        /* (element-type utf8): a sentence each */
  GPtrArray *fixes; /* (element-type PyxisDescriptionFix) (nullable elements): of each note */
} PyxisDescription;

/* At most so many values that are not allowed are told at once, and that there are more. */
#define PYXIS_DESCRIPTION_FAULTS_MAX 20

/* Values that are not allowed are G_IO_ERROR_INVALID_DATA: of each a line with the file, the key, the value, and what
 * is allowed. */
PyxisDescription *pyxis_description_new (PyxisProject *project, GError **error)
  G_GNUC_WARN_UNUSED_RESULT;

/* The same; `faults` (nullable) becomes the values that are not allowed: (transfer full) (element-type
 * PyxisDescriptionFault). */
PyxisDescription *pyxis_description_check (PyxisProject *project,
                                           GPtrArray **faults,
                                           GError **error) G_GNUC_WARN_UNUSED_RESULT;

/* For one more owner, in any thread. */
PyxisDescription *pyxis_description_ref (const PyxisDescription *self);

void pyxis_description_free (PyxisDescription *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PyxisDescription, pyxis_description_free)
