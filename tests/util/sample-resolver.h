/* SPDX-License-Identifier: Apache-2.0 */
#pragma once

#include "folder-source.h"
#include "resolver.h"
#include "temporary-folder.h"

/* A project with the origin "app" and a runtime beside it, in a temporary folder:
 *
 *   project/index.html, main.py, sub/index.html, sub/a.txt, bare/x, .env, a:b/index.html, empty.css
 *   runtime/micropython/1.28.0/micropython.mjs, micropython.wasm */
#define SAMPLE_MTIME 1700000000

static inline void
sample_write (const TemporaryFolder *folder, const char *name, const char *text)
{
  g_autofree char *path = temporary_folder_write (folder, name, text, -1);
  const struct timespec times[2] = { { .tv_sec = SAMPLE_MTIME }, { .tv_sec = SAMPLE_MTIME } };

  g_assert_cmpint (utimensat (AT_FDCWD, path, times, 0), ==, 0);
}

static inline PyxisRuntimes *
sample_runtimes_new (const TemporaryFolder *folder)
{
  g_autofree char *root = g_build_filename (folder, "runtime", NULL);
  const char *const roots[] = { root, NULL };

  return pyxis_runtimes_new (roots);
}

static inline PyxisResolver *
sample_resolver_new (const TemporaryFolder *folder)
{
  static const char *const files[][2] = {
    { "project/index.html", "<h1>home</h1>" },
    { "project/main.py", "print ()" },
    { "project/sub/index.html", "<h1>sub</h1>" },
    { "project/sub/a.txt", "0123456789" },
    { "project/bare/x", "x" },
    { "project/.env", "hidden" },
    { "project/a:b/index.html", "<h1>colon</h1>" },
    { "project/empty.css", "" },
    { "runtime/micropython/1.28.0/micropython.mjs", "export {}" },
    { "runtime/micropython/1.28.0/micropython.wasm", "\x7f" },
    { "runtime/pyodide/314.0.2/pyodide.mjs", "export {}" },
    { "runtime/pyodide/314.0.2/pyodide.asm.mjs", "export {}" },
    { "runtime/pyodide/314.0.2/pyodide.asm.wasm", "\x7f" },
    { "runtime/pyodide/314.0.2/pyodide-lock.json", "{}" },
    { "runtime/pyodide/314.0.2/python_stdlib.zip", "PK" },
  };
  g_autofree char *project_path = g_build_filename (folder, "project", NULL);
  g_autoptr (PyxisSource) project = NULL;
  g_autoptr (PyxisRuntimes) runtimes = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (files); i++)
    sample_write (folder, files[i][0], files[i][1]);
  project = pyxis_folder_source_new (project_path, &error);
  g_assert_no_error (error);
  runtimes = sample_runtimes_new (folder);

  return pyxis_resolver_new ("app", project, runtimes);
}
