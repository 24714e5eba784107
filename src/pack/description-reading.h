/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "description-value.h"
#include "description.h"

/* A description that is being read. */
typedef struct {
  PyxisDescription *self;
  const char *file; /* of the configuration, or what stands for it */
  const cJSON *root;
  const cJSON *pyxis;
  PyxisDescriptionFix *fix; /* of the value that is not allowed */
  GError **error;
} PyxisDescriptionReading;

/* Says what the author would want to know. Takes `fix` (nullable). */
void pyxis_description_reading_note (PyxisDescriptionReading *reading,
                                     PyxisDescriptionFix *fix,
                                     const char *format,
                                     ...) G_GNUC_PRINTF (3, 4);

/* FALSE. A value is not allowed; `key` is as the user would call it. */
gboolean pyxis_description_reading_fail (PyxisDescriptionReading *reading,
                                         const char *key,
                                         const cJSON *value,
                                         const char *allowed);

/* Sets `text` to a copy of the value, or leaves it where there is none. */
gboolean pyxis_description_reading_take_text (PyxisDescriptionReading *reading,
                                              const cJSON *table,
                                              const char *key,
                                              PyxisValueKind kind,
                                              char **text);

/* The same of a list of [pyxis], without what is there twice. */
gboolean pyxis_description_reading_take_list (PyxisDescriptionReading *reading,
                                              const char *key,
                                              PyxisValueKind kind,
                                              char ***list);
