/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "description.h"

/* What the fields of a Debian package may say, made of what a description says. Pure. */

/* (transfer full): "org.example.My_Clock" -> "org.example.my-clock". */
char *pyxis_deb_words_dup_package (const char *id);

/* (transfer full): "Ada <ada@example.org>"; where no address is known, one at the id's own domain that
 * nobody reads. */
char *pyxis_deb_words_dup_maintainer (const PyxisDescription *description);

/* Whether the author gives one. */
gboolean pyxis_deb_words_has_address (const PyxisDescription *description);

/* (transfer full): lines that each begin with a space, as long fields have them; paragraphs are filled,
 * without one that only says `summary` again. */
char *pyxis_deb_words_dup_long (const char *text, const char *summary);

/* (transfer full): the same, with the lines of `text` as they are. */
char *pyxis_deb_words_dup_verbatim (const char *text);

/* (transfer full): an SPDX expression as one word. */
char *pyxis_deb_words_dup_licence (const char *expression);

/* (nullable): the name in /usr/share/common-licenses of an SPDX id. */
const char *pyxis_deb_words_get_common_licence (const char *id);

/* (transfer full): so that troff shows `text`, on one line. */
char *pyxis_deb_words_dup_roff (const char *text);
