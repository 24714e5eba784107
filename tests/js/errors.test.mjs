// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, makeThread, plain, run } from "./compose.mjs";

const names = ["readError", "readTracebacks", "watchErrors"];
const open = () => {
  const { thread, target } = makeThread();

  return { thread, target, ...load(["base", "text", "errors"], names, thread) };
};
const pythonError = (thread, message, type) =>
  run(thread, `Object.assign(new Error(${JSON.stringify(message)}), ${JSON.stringify({ type })})`);

const rows = [
  {
    name: "MicroPython",
    message:
      'Traceback (most recent call last):\n  File "<stdin>", line 9, in <module>\n  File "<stdin>", line 8, in f\nValueError: boom\n',
    text: "ValueError: boom",
    frames: ["<stdin> 9 <module>", "<stdin> 8 f"],
  },
  {
    name: "several lines of message",
    message:
      'Traceback (most recent call last):\n  File "<exec>", line 1, in <module>\n    f()\n    ~^^\nValueError: one\ntwo\n  three\n',
    text: "ValueError: one\ntwo\n  three",
    frames: ["<exec> 1 <module>"],
  },
  {
    name: "a cause",
    message:
      'Traceback (most recent call last):\n  File "a.py", line 1, in f\nKeyError: 1\n\nDuring handling of the above exception, another exception occurred:\n\nTraceback (most recent call last):\n  File "b.py", line 2, in g\nmy.mod.Wrong\n',
    text: "my.mod.Wrong",
    frames: ["a.py 1 f", "b.py 2 g"],
  },
  {
    name: "a syntax error",
    message:
      'Traceback (most recent call last):\n  File "/lib/x.py", line 3, in run\n    x\n  File "<exec>", line 1\n    a b\n      ^\nSyntaxError: invalid syntax\n',
    text: "SyntaxError: invalid syntax",
    frames: ["/lib/x.py 3 run", "<exec> 1 null"],
  },
  {
    name: "a group",
    message:
      '  + Exception Group Traceback (most recent call last):\n  |   File "<exec>", line 1, in f\n  | ExceptionGroup: many (1 sub-exception)\n  +-+---------------- 1 ----------------\n    | ValueError: a\n    +------------------------------------\n',
    text: "ExceptionGroup: many (1 sub-exception)",
    frames: ["<exec> 1 f"],
  },
  { name: "no frame", message: "Traceback (most recent call last):\n", text: "PythonError", frames: [] },
];

for (const { name, message, text, frames } of rows)
  test(`Python: ${name}`, () => {
    const { thread, readError } = open();
    const fields = plain(readError(pythonError(thread, message), false));

    assert.equal(fields.text, text);
    assert.equal(fields.detail.traceback, message.trim());
    assert.equal(fields.detail.handled, false);
    assert.deepEqual(
      fields.detail.frames.map(({ file, line, function: f }) => `${file} ${line} ${f}`),
      frames,
    );
  });

test("what Pyodide dies of is Python's, and nobody handled it", () => {
  const { thread, readError } = open();
  const fields = plain(readError(run(thread, "Object.assign(new RangeError('far'), { pyodide_fatal_error: true })"), true));
  const other = plain(readError(run(thread, "new RangeError('far')"), true));

  assert.deepEqual([fields.text, fields.interpreter, fields.detail.handled], ["RangeError: far", "pyodide", false]);
  assert.deepEqual([other.interpreter, other.detail.handled], [undefined, true]);
});

test("the interpreter's own name of the type wins", () => {
  const { thread, readError } = open();
  const error = pythonError(thread, rows[0].message, "app.ValueError");

  assert.equal(readError(error, false).detail.type, "app.ValueError");
});

test("JavaScript errors carry their stack, other values their text", () => {
  const { thread, readError } = open();
  const error = run(thread, "new RangeError('far')");

  error.stack = "f@pyxis://app/a.js:3:5\n@[native code]\nhear@user-script:1:2:3\n@pyxis://app/:9:1";
  const { text, detail } = plain(readError(error, true));
  assert.equal(text, "RangeError: far");
  assert.equal(detail.handled, true);
  assert.deepEqual(detail.frames, [
    { file: "pyxis://app/a.js", line: 3, function: "f" },
    { file: "pyxis://app/", line: 9, function: null },
  ]);
  assert.equal(readError("text", false).text, "Error: text");
  assert.equal(readError(undefined, false).text, "Error: undefined");
});

test("an error is told once, however often it passes", () => {
  const { thread, readError } = open();
  const error = run(thread, "new Error('once')");

  assert.notEqual(readError(error, false), null);
  assert.equal(readError(error, false), null);
});

test("long tracebacks keep their last frames", () => {
  const { thread, readError } = open();
  const lines = Array.from({ length: 200 }, (_, i) => `  File "a.py", line ${i + 1}, in f`);
  const message = ["Traceback (most recent call last):", ...lines, "RecursionError: deep"].join("\n");
  const { frames } = plain(readError(pythonError(thread, message), false)).detail;

  assert.equal(frames.length, 50);
  assert.equal(frames[49].line, 200);
});

const feed = (lines) => {
  const found = [];
  const read = open().readTracebacks((fields) => found.push(plain(fields)));

  lines.forEach((line) => read(line));
  return found;
};

test("tracebacks printed as lines are put together", () => {
  const printed = ["Traceback (most recent call last):", "", '  File "a.py", line 1, in f', "", "KeyError: 1"];
  const [handled] = feed(["before", ...printed, "after", "  indented"]);
  const [loose, ...more] = feed(["Unhandled exception in event loop", ...printed]);

  assert.equal(handled.text, "KeyError: 1");
  assert.equal(handled.detail.handled, true);
  assert.equal(loose.detail.handled, false);
  assert.equal(loose.detail.frames.length, 1);
  assert.deepEqual(more, []);
});

test("what asyncio says between its words and the traceback of a task does not make it handled", () => {
  const printed = ["Traceback (most recent call last):", '  File "a.py", line 1, in f', "KeyError: 1"];
  const [pyodide] = feed(["Task exception was never retrieved", "future: <Task finished>", ...printed]);
  const [micropython] = feed(["Task exception wasn't retrieved", "future: <Task> coro= <generator>", ...printed]);
  const [other] = feed(["Task exception was never retrieved", "and more", ...printed]);

  assert.equal(pyodide.detail.handled, false);
  assert.equal(micropython.detail.handled, false);
  assert.equal(other.detail.handled, true);
});

test("JavaScript's stack goes apart from Python's traceback", () => {
  const { thread, readError } = open();
  const error = pythonError(thread, rows[0].message);

  error.stack = "f@pyxis://app/a.js:3:5";
  assert.equal(plain(readError(error, false)).detail.stack, "f@pyxis://app/a.js:3:5");
  assert.equal(feed(rows[0].message.split("\n")).at(0).detail.stack, null);
});

test("a traceback without end is given up", () => {
  assert.deepEqual(
    feed(["Traceback (most recent call last):", ...Array(1000).fill("  line"), "ValueError: late"]),
    [],
  );
});

test("uncaught errors and rejections are heard, broken images are not", () => {
  const { thread, target, watchErrors } = open();
  const texts = [];
  const tell = (type, more, on = target) => on.dispatchEvent(Object.assign(new Event(type), more));

  watchErrors(target, ({ text }) => texts.push(text));
  tell("error", { error: run(thread, "new Error('a')") });
  tell("error", { message: "Script error." });
  tell("unhandledrejection", { reason: run(thread, "new TypeError('b')") });
  tell("error", {}, new EventTarget());
  assert.deepEqual(texts, ["Error: a", "Error: Script error.", "TypeError: b"]);
});
