// SPDX-License-Identifier: Apache-2.0
// PyScript gives each interpreter its modules as 33 kB of Python that writes them into files. The files are written
// here instead, and Python, which takes long to read that, runs what follows, in the same lines as ever.
// Code of any other form runs as it is.
const LIBRARY_HEAD = "import os as _os\nfrom pathlib import Path as _Path\n_path = None\n";
const LIBRARY_NAMES = "_os = _Path = _path = None"; // deleted by what follows
const LIBRARY_END = "import pyscript as _pyscript";
const PATH_LINE = /^_path = _Path\("(\.\/[\w./-]+)"\)$/;
const TEXT_LINE = /^_path\.write_text\((".*"),encoding="utf-8"\)$/;
const FOLDER_LINE = "    _path.mkdir(parents=True, exist_ok=True)";

const fillList = uncurry(Array.prototype.fill);

// What the lines from `at` on make, and in how many of them; null: something else.
const readPart = (lines, at) => {
  const path = matches(PATH_LINE, lines[at])?.[1];
  const text = path && matches(TEXT_LINE, lines[at + 1] ?? "")?.[1];

  if (text) return { __proto__: null, path, text: parse(text), n: 2 };
  if (!path || lines[at + 1] !== `if not _os.path.exists("${path}"):`) return null;
  return lines[at + 2] === FOLDER_LINE ? { __proto__: null, path, text: null, n: 3 } : null;
};

const writePart = (FS, mode, { path, text }) => {
  if (text !== null) FS.writeFile(path, text, { mode });
  else if (!FS.analyzePath(path).exists) FS.mkdir(path);
};

// What is left for Python to run.
const writeLibrary = (FS, mode, code) => {
  const lines = split(code, "\n");
  const parts = [];
  let at = 3; // after LIBRARY_HEAD

  for (let part; (part = readPart(lines, at)); at += part.n) push(parts, part);
  if (lines[at] !== LIBRARY_END) return code;
  for (let i = 0; i < parts.length; i++) writePart(FS, mode, parts[i]);
  return LIBRARY_NAMES + join(fillList(lines, "", 0, at), "\n");
};

// Where it cannot be done here, Python does it, from the start: what is there already does not disturb it.
const tryLibrary = (FS, mode, code) => {
  try {
    return writeLibrary(FS, mode, code);
  } catch {
    return code;
  }
};

const isLibrary = (code) => typeof code === "string" && begins(code, LIBRARY_HEAD);

// Until the library has come, once. `mode` is that of a file which this Python makes.
const awaitLibrary = (interpreter, mode) => {
  const { runPython, runPythonAsync } = interpreter;
  const ours = { __proto__: null };
  const stopWaiting = () => {
    if (interpreter.runPython === ours.runPython) interpreter.runPython = runPython;
    if (interpreter.runPythonAsync === ours.runPythonAsync) interpreter.runPythonAsync = runPythonAsync;
  };
  const around = (theirs) =>
    function (...values) {
      if (isLibrary(values[0])) {
        stopWaiting();
        values[0] = tryLibrary(interpreter.FS, mode, values[0]);
      }
      return apply(theirs, this, values);
    };

  if (typeof runPython !== "function" || typeof runPythonAsync !== "function") return;
  interpreter.runPython = ours.runPython = around(runPython);
  interpreter.runPythonAsync = ours.runPythonAsync = around(runPythonAsync);
};
