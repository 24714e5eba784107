// SPDX-License-Identifier: Apache-2.0
// Served in place of Pyodide's own module, whose exports these are: each interpreter that is loaded, of a
// script, a worker, an editor or a terminal, has the project's file system before anything runs in it.
import * as real from "./pyodide.mjs?real";
export * from "./pyodide.mjs?real";

export const loadPyodide = async (...values) => {
  const interpreter = await real.loadPyodide(...values);

  globalThis[Symbol.for("@pyxis/mount")]?.(interpreter, "pyodide");
  return interpreter;
};
