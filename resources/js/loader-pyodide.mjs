// SPDX-License-Identifier: Apache-2.0
// Served in place of Pyodide's own module, whose exports these are: each interpreter that is loaded, of a
// script, a worker, an editor or a terminal, has the project's file system before anything runs in it,
// and starts from a snapshot of its memory where there is one.
import * as real from "./pyodide.mjs?real";
import { withModule } from "./pyodide.mjs?module";
import { keepCode } from "./pyodide.mjs?keep";
import { isKnown, restore } from "./pyodide.mjs?restore";
export * from "./pyodide.mjs?real";

// Where the shell is no browser's tab: supply.js, worker-supply.js.
const supply = globalThis[Symbol.for("@pyxis/supply")];

// Nothing, where there is none. An array, or a file of which the supply reads piece by piece.
const fetchImage = async () => {
  const response = await fetch(new URL("./pyodide.mjs?snapshot", import.meta.url));

  return response.ok ? new Uint8Array(await response.arrayBuffer()) : new Uint8Array();
};

const getImage = async () => (await supply?.takeImage(real.version)) ?? fetchImage();

// Asked for before it is needed, and not kept: it is large.
let next = isKnown(real.version, {}) ? getImage() : null;
next?.catch(() => {});
if (next) import("./pyodide.asm.mjs?lean").catch(() => {});

const takeImage = async () => {
  const image = next ?? getImage();

  next = null;
  return image;
};

// An array's memory is given back at once: it would be collected much later.
const restoreOnce = async (image, options) => {
  try {
    return await restore(real, options, image);
  } finally {
    image.buffer?.transfer?.(0);
  }
};

// Without what was compiled before where that is not to be had.
const restoreFrom = async (image, options) => {
  const [{ interpreter, names }, code] = await Promise.all([
    restoreOnce(image, options),
    supply?.takeCode(real.version),
  ]);

  keepCode(names, code, real.version);
  return interpreter;
};

const load = async (options = {}, ...rest) => {
  if (rest.length || !isKnown(real.version, options)) return real.loadPyodide(options, ...rest);
  try {
    const image = await takeImage();

    if (image.length) return await restoreFrom(image, options);
  } catch (error) {
    console.warn(`Pyxis: Pyodide starts the ordinary way, not from its snapshot: ${error.message}.`);
  }
  return real.loadPyodide(options);
};

export const loadPyodide = async (...values) => {
  const interpreter = await withModule(supply?.takeModule(real.version), values[0]?.indexURL, () =>
    load(...values),
  );

  globalThis[Symbol.for("@pyxis/mount")]?.(interpreter, "pyodide");
  return interpreter;
};
