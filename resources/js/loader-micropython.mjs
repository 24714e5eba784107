// SPDX-License-Identifier: Apache-2.0
// Served in place of MicroPython's own module, whose exports these are: each interpreter that is loaded, of a
// script, a worker, an editor or a terminal, has the project's file system before anything runs in it.
import * as real from "./micropython.mjs?real";
export * from "./micropython.mjs?real";

export const loadMicroPython = async (...values) => {
  const interpreter = await real.loadMicroPython(...values);

  globalThis[Symbol.for("@pyxis/mount")]?.(interpreter, "micropython");
  return interpreter;
};
