// SPDX-License-Identifier: Apache-2.0
// PyScript's modules, written by its own Python and by us, in a real MicroPython and Pyodide: the same files.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { load } from "./compose.mjs";

const findRuntime = (name) => {
  const folder = `${process.env.PYXIS_RUNTIME}/${name}`;

  return `${folder}/${readdirSync(folder)[0]}`;
};

const { loadMicroPython } = await import(`${findRuntime("micropython")}/micropython.mjs`);
const { loadPyodide } = await import(`${findRuntime("pyodide")}/pyodide.mjs`);
const { awaitLibrary } = load(["base", "pyscript-library"], ["awaitLibrary"]);

const TEXTS = { "./pyscript/__init__.py": "a = 'é\\n\"'\n", "./pyscript/web/dom.py": "b = 2" };
const HEAD = ["import os as _os", "from pathlib import Path as _Path", "_path = None"];
const FOLDERS = ["./pyscript", "./pyscript/web"].flatMap((path) => [
  `_path = _Path("${path}")`, `if not _os.path.exists("${path}"):`, "    _path.mkdir(parents=True, exist_ok=True)",
]);
const FILES = Object.entries(TEXTS).flatMap(([path, text]) => [
  `_path = _Path("${path}")`, `_path.write_text(${JSON.stringify(text)},encoding="utf-8")`,
]);
const END = ["import pyscript as _pyscript", ...["_Path", "_path", "_os", "_pyscript"].map((name) => `del ${name}`)];
const STATE = `
import os
def walk(path):
    for name, kind, *rest in os.ilistdir(path):
        here = path + "/" + name
        found.append((here, os.stat(here)[0], kind == 0x8000 and open(here).read()))
        if kind == 0x4000:
            walk(here)
found = []
walk("./pyscript")
state = repr((sorted(found), sorted(globals())))`;

const start = async (isOurs) => {
  const python = await loadMicroPython();

  if (isOurs) awaitLibrary(python, 0o644);
  return python;
};

// One after the other: a MicroPython takes over from the one before it.
const runIn = async (isOurs, code) => {
  const python = await start(isOurs);
  let line = null;

  try {
    python.runPython(code);
  } catch (error) {
    line = /line (\d+)/.exec(error.message)[1];
  }
  python.runPython(`by_python = "pathlib" in __import__("sys").modules`);
  const byPython = python.globals.get("by_python");

  python.runPython(`del by_python${STATE}`);
  return { byPython, line, state: python.globals.get("state") };
};

test("the files are what Python would have written, and lines what they were", async () => {
  const code = [...HEAD, ...FOLDERS, ...FILES, ...END, "raise ValueError"].join("\n");
  const theirs = await runIn(false, code);
  const ours = await runIn(true, code);

  assert.equal(ours.state, theirs.state);
  assert.match(ours.state, /b = 2/);
  assert.deepEqual([theirs.byPython, ours.byPython], [true, false]);
  assert.deepEqual([theirs.line, ours.line], Array(2).fill(String(code.split("\n").length)));
});

const STATE_OF_PYODIDE = `
import os
found = []
for folder, folders, files in os.walk("./pyscript"):
    for path in (os.path.join(folder, name) for name in folders + files):
        found.append((path, os.stat(path).st_mode, os.path.isfile(path) and open(path, encoding="utf-8").read()))
repr((sorted(found), sorted(globals())))`;

const runInPyodide = async (isOurs, code) => {
  const python = await loadPyodide({ indexURL: findRuntime("pyodide") });
  const { writeFile } = python.FS;
  let nWritten = 0;

  python.FS.writeFile = (...values) => {
    nWritten++;
    writeFile(...values);
  };
  if (isOurs) awaitLibrary(python, 0o666);
  await python.runPythonAsync(code);
  return { nWritten, state: python.runPython(STATE_OF_PYODIDE) };
};

test("so they are in Pyodide", async () => {
  const code = [...HEAD, ...FOLDERS, ...FILES, ...END].join("\n");
  const theirs = await runInPyodide(false, code);
  const ours = await runInPyodide(true, code);

  assert.equal(ours.state, theirs.state);
  assert.match(ours.state, /b = 2/);
  assert.deepEqual([theirs.nWritten, ours.nWritten], [0, Object.keys(TEXTS).length]);
});

test("code of another form runs as it is", async () => {
  const code = [...HEAD, ...FOLDERS, ...FILES, "_path = _Path('./more')", ...END].join("\n");
  const [theirs, ours] = [await runIn(false, code), await runIn(true, code)];

  assert.equal(ours.byPython, true);
  assert.equal(ours.state, theirs.state);
});

test("PyScript still writes them so", () => {
  const runtime = `${process.env.PYXIS_RUNTIME}/pyscript`;

  for (const found of readdirSync(runtime)) {
    const core = readdirSync(`${runtime}/${found}`).filter((name) => /^core-.*\.js$/.test(name));
    const text = core.map((name) => readFileSync(`${runtime}/${found}/${name}`, "utf8")).join("");

    for (const line of HEAD) assert.ok(text.includes(JSON.stringify(line)), line);
    for (const part of ['.write_text(', ',encoding="utf-8")', "if not _os.path.exists(", FOLDERS[2], END[0]])
      assert.ok(text.includes(part), part);
  }
});
