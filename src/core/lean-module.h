/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include <glib.h>

/* Pyodide's JavaScript module (pyodide.asm.mjs), which Emscripten made, with less to do at a start. It has 4,868
 * statements that assign an export of its WebAssembly each, 387 of its 1,250 KB, and 140 of these are named anywhere
 * else; and each of its 8,560 exports becomes an entry of three tables for libraries that are linked at run time. Here
 * the others are names in a string, and all are looked up when the first library is linked
 * (resources/js/pyodide-lean.js). Until then the module lists fewer names, each of which is there when it is asked for.
 * Measured on main and in a worker: 30 to 40 ms of a start from a snapshot. */

/* Another one wherever other exports are chosen, or in another order: a snapshot holds their places in the table. */
#define PYXIS_LEAN_MODULE_VERSION 2

#define PYXIS_LEAN_MODULE_FILE "pyodide.asm.mjs"
#define PYXIS_LEAN_MODULE_QUERY "lean"

/* (transfer full): `module` itself where it has not the shape that is known, that of Pyodide 314.0. Pure. */
GBytes *pyxis_lean_module_new (GBytes *module);
