/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* Pages from templates in resources/pages: "{{name}}" stands for a value, always escaped for HTML,
 * and what is between "{{?name}}" and "{{/name}}" stays only if that value is not empty. A
 * placeholder without a value is a programmer's error. */

/* `name`: "error", "run", ...; then pairs of key and value, NULL-terminated. */
GBytes *pyxis_page_new (const char *name, ...) G_GNUC_NULL_TERMINATED G_GNUC_WARN_UNUSED_RESULT;

char *pyxis_page_escape (const char *text);
