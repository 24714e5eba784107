// SPDX-License-Identifier: Apache-2.0
// With the interpreters themselves, which run in Node as well.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { compose, makeThread, plain, run } from "./compose.mjs";

const python = new URL("../../resources/python/", import.meta.url);
const options = {
  consolePyodide: readFileSync(new URL("console_pyodide.py", python), "utf8"),
  consoleMicropython: readFileSync(new URL("console_micropython.py", python), "utf8"),
};
const SCRIPT = `
here = 'of a script'
import asyncio
async def later(n):
    await asyncio.sleep(0)
    return n
`;

const load = async (kind, name) => {
  const folder = `${process.env.PYXIS_RUNTIME}/${kind}`;
  const [version] = readdirSync(folder);

  return import(pathToFileURL(`${folder}/${version}/${kind}.mjs`))
    .then((module) => module[name]({ stdout: (text) => printed.push(text), linebuffer: true }));
};

const printed = [];
const openConsole = (interpreter) => {
  const { thread } = makeThread();

  interpreter.runPython(SCRIPT);
  run(thread, compose(["base", "text"], options, `const calls = {};const callsNow = {};\n${
    readFileSync(new URL("../../resources/js/interpreter-console.js", import.meta.url), "utf8")
  }Object.assign(globalThis, { calls, callsNow });`));
  const { calls, callsNow } = thread;
  return {
    run: async (code) => plain(await calls.run(interpreter, { code })),
    runNow: (code) => plain(callsNow.run(interpreter, { code })),
    completeNow: (code) => plain(callsNow.complete(interpreter, { code })),
    complete: async (code) => plain(await calls.complete(interpreter, { code })),
  };
};

// What is run, one after the other, and what the result is; null: nothing.
const values = [
  ["here", "'of a script'"],
  ["1 + 1", "2"],
  ["_", "2"],
  ["x = 5", null],
  ["x", "5"],
  ["  x", "5"],
  ["def f():\n    return 1 / 0\n", null],
  ["await later(7)", "7"],
  ["y = await later(8)", null],
  ["y", "8"],
  ["async def g():\n    return await later(9)\n", null],
  ["await g()", "9"],
  ["s = '\\'' # (", null],
  ["# nothing", null],
];

const incomplete = [
  "for i in x:", "for i in x:\n    i", "(1,", "[\n1", "'''a", '"""a\n\'\'\'', "x = \\", "@g", "if x:\n    x\nelse:",
  "if x: # a comment", "class A:\n    def f(self):",
];

const errors = [
  ["a b", /SyntaxError/],
  ["x = '", /SyntaxError/],
  ["f()", /ZeroDivisionError/],
  ["await later(1 / 0)", /line 1.*ZeroDivisionError/s],
  ["raise SystemExit(3)", /SystemExit: 3/],
  ["x)", /SyntaxError/],
];

const lengths = [["'a' * 70000", /a\n… \(4466 more characters\)$/], ["raise ValueError('a' * 70000)", /a$/]];

for (const [kind, name] of [["micropython", "loadMicroPython"], ["pyodide", "loadPyodide"]])
  test(kind, async (context) => {
    const interpreter = await load(kind, name);
    const { run: runCode, runNow, complete, completeNow } = openConsole(interpreter);

    await context.test("the value of an expression, in the names of the scripts", async () => {
      for (const [code, text] of values)
        assert.deepEqual(await runCode(code), { text, error: null, incomplete: false }, code);
      assert.equal(interpreter.globals.get("x"), 5);
      assert.equal(interpreter.globals.get("_pyxis_console"), undefined);
    });
    await context.test("what is printed is printed as a script's", async () => {
      printed.length = 0;
      assert.equal((await runCode("for i in range(2):\n    print(i)\n")).error, null);
      assert.deepEqual(printed, ["0", "1"]);
    });
    await context.test("what goes on", async () => {
      for (const code of incomplete)
        assert.deepEqual(await runCode(code), { text: null, error: null, incomplete: true }, code);
    });
    await context.test("errors, without the console's own frames", async () => {
      for (const [code, pattern] of errors) {
        const { text, error } = await runCode(code);

        assert.equal(text, null);
        assert.match(error, pattern);
        assert.doesNotMatch(error, /pyxis|stdin|pyodide/);
      }
    });
    await context.test("what is long is cut, and says so", async () => {
      const [[code, pattern], [bad, end]] = lengths;

      assert.match((await runCode(code)).text, pattern);
      const { error } = await runCode(bad);
      assert.ok(error.length < 3000);
      assert.match(error, end);
    });
    await context.test("at once, where a thread is stopped", () => {
      for (const [code, text] of values.filter(([code]) => !/await|^y$/.test(code)))
        assert.deepEqual(runNow(code), { text, error: null, incomplete: false }, code);
      assert.deepEqual(runNow("for i in x:"), { text: null, error: null, incomplete: true });
      assert.match(runNow("f()").error, /ZeroDivisionError/);
      assert.match(runNow("await later(7)").error, /Continue first\.$/);
      assert.equal(runNow("1 + 1").text, "2");
      assert.deepEqual(completeNow("1 + her"), { start: 4, items: ["here"] });
    });
    await context.test("names to go on with", async () => {
      await runCode("é, name_one, name_two = 1, 2, 3");
      assert.deepEqual(await complete("é + name_"), { start: 4, items: ["name_one", "name_two"] });
      assert.deepEqual((await complete("nothing.x")).items, []);
      assert.deepEqual((await complete("later(1).")).items, []);
      assert.match((await complete("asyncio.slee")).items[0], /^asyncio\.sleep\(?$/);
    });
  });
