// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, makeThread, plain, run } from "./compose.mjs";

const pieces = ["base", "text", "errors", "console", "stdio"];

// A wrap as PyScript makes one: `io` that logs, and what was reported.
const open = (interpreter = {}) => {
  const { thread } = makeThread();
  const written = [];
  const reported = [];
  thread.console.log = (...values) => written.push(values.join(" "));
  const { watchConsole, watchOutput } = load(pieces, ["watchConsole", "watchOutput"], thread);
  const report = (fields) => reported.push(plain(fields));
  watchConsole(report);

  const io = { stdout: thread.console.log, stderr: thread.console.log };
  const lines = () => reported.map(({ kind, text }) => `${kind}: ${text}`);
  watchOutput({ io, interpreter, type: "mpy" }, report);
  return { thread, io, interpreter, written, reported, lines };
};

const bytes = (text) => new TextEncoder().encode(text);

test("lines of text and bytes are told once, and still written", () => {
  const { io, written, lines, reported } = open();

  io.stdout("a");
  io.stdout(bytes("b\nc"));
  io.stdout(bytes("d\n\u00e9".slice(0, 2)));
  io.stderr("e");
  assert.deepEqual(lines(), ["stdout: a", "stdout: b", "stdout: cd", "stderr: e"]);
  assert.equal(written.length, 4);
  assert.equal(reported[0].interpreter, "micropython");
});

test("a character may come in pieces", () => {
  const { io, lines } = open();
  const whole = bytes("\u20ac\n");

  for (const byte of whole) io.stdout(Uint8Array.of(byte));
  assert.deepEqual(lines(), ["stdout: \u20ac"]);
});

test("a line without end is cut", () => {
  const { io, lines } = open();

  for (let i = 0; i < 9; i++) io.stdout(bytes("x".repeat(10000)));
  assert.equal(lines().length, 1);
});

test("console.log is not print", () => {
  const { thread, io, lines } = open();

  io.stdout("printed");
  thread.console.log("logged");
  assert.deepEqual(lines(), ["stdout: printed", "console: logged"]);
});

test("who replaces a function is tapped, who chains is not counted twice", () => {
  const { io, lines, written } = open();
  const before = io.stdout;

  io.stdout = (value) => before(`(${value})`);
  io.stdout("a");
  io.stdout = () => {};
  io.stdout("b");
  assert.deepEqual(lines(), ["stdout: a", "stdout: b"]);
  assert.deepEqual(written, ["(a)"]);
});

test("an error on stderr is one error event", () => {
  const { thread, io, reported } = open();

  io.stderr(
    run(thread, "new Error('Traceback (most recent call last):\\n  File \"<stdin>\", line 1, in f\\nKeyError: 1')"),
  );
  assert.equal(reported.length, 1);
  assert.equal(reported[0].kind, "error");
  assert.equal(reported[0].detail.type, "KeyError");
});

test("a function that throws still throws, and the next line is heard", () => {
  const { io, lines } = open();

  io.stdout = () => {
    throw new RangeError("theirs");
  };
  assert.throws(() => io.stdout("a"), RangeError);
  io.stdout = () => {};
  io.stdout("b");
  assert.deepEqual(lines(), ["stdout: a", "stdout: b"]);
});

test("a terminal's writer is heard, and keeps its object", () => {
  const set = [];
  const { interpreter, lines } = open({ setStdout: (options) => set.push(options) });
  const terminal = {
    isatty: true,
    seen: 0,
    write(buffer) {
      this.seen += buffer.length;
      return buffer.length;
    },
  };

  interpreter.setStdout(terminal);
  interpreter.setStdout();
  assert.equal(set[0].isatty, true);
  assert.equal(set[1], undefined);
  assert.equal(set[0].write(bytes("hi\n")), 3);
  assert.equal(terminal.seen, 3);
  assert.deepEqual(lines(), ["stdout: hi"]);
});

test("an interpreter that cannot be changed still runs", () => {
  const { io, lines } = open(Object.freeze({ setStdout() {} }));

  io.stdout("a");
  assert.deepEqual(lines(), ["stdout: a"]);
});

test("console.error of an error is an error: the page's handled, Python's not", () => {
  const { thread, reported } = open();

  run(thread, "console.error(new Error('mine'))");
  run(thread, "console.error(new Error('Traceback (most recent call last):\\nKeyError: 1'))");
  run(thread, "console.error('text', new Error('mine'))");
  run(thread, "const e = new Error('once'); console.error(e); console.error(e); console.error({ error: e })");
  assert.deepEqual(
    reported.map(({ kind, text, detail }) => `${kind}: ${text} ${detail.handled ?? detail.level}`),
    ["error: Error: mine true", "error: KeyError: 1 false", "console: text Error: mine error", "error: Error: once true"],
  );
});
