/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <cjson/cJSON.h>
#include <gio/gio.h>

/* Files from templates in resources/pack. "{{name}}" stands for a text of `values`; what is between
 * "{{#name}}" and "{{/name}}" stands once for each element of a list, whose own texts come before
 * those around it ("{{.}}" is one that is itself a text), once for a text, and not at all for what is missing or empty. A line that holds
 * nothing but such a mark is left out. */
typedef enum {
  PYXIS_TEMPLATE_PLAIN,
  PYXIS_TEMPLATE_XML, /* texts are escaped for it */
} PyxisTemplateKind;

/* `name`: "launcher.sh", ... A text that is not in `values` is a programmer's error. */
GBytes *pyxis_template_fill (const char *name, PyxisTemplateKind kind, const cJSON *values)
  G_GNUC_WARN_UNUSED_RESULT;

/* (transfer full): the file as it is. */
GBytes *pyxis_template_load (const char *name) G_GNUC_WARN_UNUSED_RESULT;
