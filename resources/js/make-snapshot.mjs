// SPDX-License-Identifier: Apache-2.0
// In a page of the shell's own: leaves the image of an interpreter that has just started in its files, for
// the shell to keep, if another one that is restored from it runs and has the same modules.
const { version } = document.querySelector("script").dataset;
const indexURL = `${location.origin}/@pyxis/runtime/pyodide/${version}/`;
const PIECE = 4 << 20;
const MODULES = "import sys; ' '.join(sorted(sys.modules))";

const keep = ({ FS }, image) => {
  const stream = FS.open("/vfs/image", "w");

  for (let at = 0; at < image.length; at += PIECE) {
    const piece = image.subarray(at, at + PIECE);

    for (let done = 0; done < piece.length; ) done += FS.write(stream, piece, done, piece.length - done);
  }
  FS.close(stream);
};

const run = async () => {
  const real = await import(`${indexURL}pyodide.mjs?real`);
  const { isKnown, make, restore } = await import(`${indexURL}pyodide.mjs?restore`);
  const restored = await (await fetch("/@pyxis/js/pyodide-restored.py")).text();

  if (!isKnown(real.version, {})) throw new Error(`Pyodide ${real.version} is not known`);
  const image = await make(real, { indexURL }, restored);
  const again = await restore(real, { indexURL }, image);
  const plain = await real.loadPyodide({ indexURL });

  if (again.runPython(MODULES) !== plain.runPython(MODULES)) throw new Error("it has other modules");
  globalThis[Symbol.for("@pyxis/mount")](again, "pyodide");
  keep(again, image);
  return image.length;
};

globalThis.pyxisSnapshot = run();
