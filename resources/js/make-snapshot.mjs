// SPDX-License-Identifier: Apache-2.0
// In a page of the shell's own: leaves the image of an interpreter that has just started in its files, for
// the shell to keep, if another one that is restored from it runs and has the same modules.
const { version, pyscript } = document.querySelector("script").dataset;
const runtimes = `${location.origin}/@pyxis/runtime`;
const indexURL = `${runtimes}/pyodide/${version}/`;
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

// PyScript's own modules, as its code writes them in each interpreter. The last line of that imports them, for
// which it takes a page of PyScript.
const MODULES_OF_PYSCRIPT = `
import json, pathlib
try:
    exec(stdlib)
except ImportError:
    pass
json.dumps({str(path): path.read_text() for path in pathlib.Path.cwd().glob("pyscript/**/*.py")})`;

const readText = async (script) => (await fetch(`/@pyxis/js/${script}`)).text();

const readModules = async (interpreter) => {
  if (!pyscript) return "{}";
  const { stdlib } = await import(`${runtimes}/pyscript/${pyscript}/core.js`);
  const globals = interpreter.toPy({ stdlib });

  return interpreter.runPython(MODULES_OF_PYSCRIPT, { globals });
};

const run = async () => {
  const real = await import(`${indexURL}pyodide.mjs?real`);
  const { isKnown, make, restore } = await import(`${indexURL}pyodide.mjs?restore`);

  if (!isKnown(real.version, {})) throw new Error(`Pyodide ${real.version} is not known`);
  const plain = await real.loadPyodide({ indexURL });
  const modules = plain.runPython(MODULES);
  const image = await make(real, { indexURL }, {
    compiled: await readText("pyodide-compiled.py"),
    restored: await readText("pyodide-restored.py"),
    sources: await readModules(plain),
  });
  const { interpreter: again } = await restore(real, { indexURL }, image);

  if (again.runPython(MODULES) !== modules) throw new Error("it has other modules");
  globalThis[Symbol.for("@pyxis/mount")](again, "pyodide");
  keep(again, image);
  return image.length;
};

globalThis.pyxisSnapshot = run();
