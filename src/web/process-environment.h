/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* What WebKit's processes find in their environment, so that they start sooner: it is ours, which they inherit, and
 * WebKit has no other way. What the user set wins. The first two are for before GTK's start and WebKit's own, and so
 * before other threads that read it: where JavaScriptCore has read a project's configuration, its thread sleeps. */

/* For a page that nobody looks at: no graphics driver until one is needed (late-egl.c), where `extension_dir` has
 * what that takes. */
void pyxis_process_environment_put_off_graphics (const char *extension_dir);

/* Lets the dynamic loader begin with the library that it spends most time on. WebKitGTK links flite's voices, of
 * which one has 31,000 of the 76,000 names that are to be looked up, each of its own, and it is among the last of 170
 * libraries that are searched: loaded first, a process is there 10 of 50 ms sooner (measured with WebKitGTK 2.50.6 of
 * Debian 12). Does nothing where WebKit has no such voice. Until the next function is called, whatever this process
 * starts loads it too. */
void pyxis_process_environment_load_voice_first (void);

/* The first of WebKit's processes are there, and later ones take a little longer. The variable is left, empty. */
void pyxis_process_environment_restore (void);
