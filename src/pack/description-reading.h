/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "description-fault.h"
#include "description-value.h"
#include "description.h"

/* A description that is being read. */
typedef struct {
  PyxisDescription *self;
  const char *file; /* of the configuration, or what stands for it */
  const cJSON *root;
  const cJSON *pyxis;
  /* (element-type PyxisDescriptionFault): what is not allowed; where there is any, nobody gets the description */
  GPtrArray *faults;
} PyxisDescriptionReading;

/* Says what the author would want to know. Takes `fix` (nullable). */
void pyxis_description_reading_note (PyxisDescriptionReading *reading,
                                     PyxisDescriptionFix *fix,
                                     const char *format,
                                     ...) G_GNUC_PRINTF (3, 4);

/* A value is not allowed, for which there is no app. Takes both. Further ones than a user would read are only said
 * to be there. */
void pyxis_description_reading_add_fault (PyxisDescriptionReading *reading,
                                          char *sentence,
                                          PyxisDescriptionFix *fix);

/* The same; `key` is as the user would call it. */
void pyxis_description_reading_fail (PyxisDescriptionReading *reading,
                                     const char *key,
                                     const cJSON *value,
                                     const char *allowed);

/* Sets `text` to a copy of the value, or leaves it where there is none, or one that is not allowed. */
void pyxis_description_reading_take_text (PyxisDescriptionReading *reading,
                                          const cJSON *table,
                                          const char *key,
                                          PyxisValueKind kind,
                                          char **text);

/* Sets `list` to those of a list of [pyxis] that are allowed, without what is there twice. */
void pyxis_description_reading_take_list (PyxisDescriptionReading *reading,
                                          const char *key,
                                          PyxisValueKind kind,
                                          char ***list);
