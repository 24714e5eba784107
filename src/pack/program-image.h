/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* (transfer full): a program or library of ours as an app carries it: what the loader maps, and the
 * table of just these sections. What debuggers read is left out, which is three quarters of a build
 * for developers, and so is whatever was appended; `strip` would do the same, where it is installed.
 * A file of another form is taken as it is. */
GBytes *pyxis_program_image_load (const char *path, GError **error) G_GNUC_WARN_UNUSED_RESULT;
