/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* What the values of a description may be. Pure. Each kind has one sentence on what is allowed, for
 * the error of a value that is not. */
typedef enum {
  PYXIS_VALUE_NAME,    /* one line that is shown */
  PYXIS_VALUE_TEXT,    /* lines that are shown */
  PYXIS_VALUE_ID,      /* reverse domain name */
  PYXIS_VALUE_VERSION, /* as packages have it */
  PYXIS_VALUE_LICENCE, /* an SPDX expression */
  PYXIS_VALUE_EMAIL,
  PYXIS_VALUE_ADDRESS,  /* http or https */
  PYXIS_VALUE_CATEGORY, /* of the desktop menu specification */
  PYXIS_VALUE_HOST,
  PYXIS_VALUE_TYPE, /* MIME, and perhaps patterns of names */
  PYXIS_VALUE_LANGUAGE,
  PYXIS_VALUE_ICON,       /* a path that ends in .svg or .png */
  PYXIS_VALUE_SCREENSHOT, /* a path that ends in .png, or an https address */
} PyxisValueKind;

gboolean pyxis_description_value_is_allowed (PyxisValueKind kind, const char *text);

/* "a host name, like “api.example.org”": goes on a sentence. */
const char *pyxis_description_value_get_allowed (PyxisValueKind kind);

/* Whether a screenshot is one by its address. */
gboolean pyxis_description_value_is_web_picture (const char *screenshot);

/* Whether a category is one that a menu has by itself; the others go beside one of these. */
gboolean pyxis_description_value_is_main_category (const char *category);
