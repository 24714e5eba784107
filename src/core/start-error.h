/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "event.h"

/* What an "error" of a page says of Python. Pure. */

/* Python's errors, and those that come out of PyScript's own code or have a code of its own: a script that
 * could not start. An error of the page's JavaScript (a service worker that may not register, say) does
 * not stop Python. */
gboolean pyxis_start_error_is_of_python (PyxisEvent *error);

/* Nobody has caught it. */
gboolean pyxis_start_error_is_uncaught (PyxisEvent *error);

/* A configuration that cannot be used, or two of them. */
gboolean pyxis_start_error_is_of_configuration (PyxisEvent *error);
