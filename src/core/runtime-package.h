/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <gio/gio.h>

/* Putting npm packages of runtimes into a runtime root and taking them out. A version's folder
 * appears and disappears by a rename: a reader sees all of it or nothing. Two at once in one root
 * exclude each other by a lock. Blocking. */

/* (transfer full): "name version". */
char *pyxis_runtime_package_install (const char *package, const char *root, GError **error);

/* `folder` is <root>/<name>/<version>. */
gboolean pyxis_runtime_package_uninstall (const char *folder, const char *root, GError **error);
