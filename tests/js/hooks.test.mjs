// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { compose, makeThread, piecesOf, run } from "./compose.mjs";

const open = (options = { origin: "pyxis://app" }, more = {}) => {
  const { thread, target } = makeThread();
  const reports = [];

  Object.assign(thread, { location: { origin: "pyxis://app" } }, more);
  thread.window = thread;
  thread.top ??= thread;
  target.addEventListener("pyxis:report", ({ detail }) => reports.push(JSON.parse(detail)));
  thread.document.querySelectorAll ??= () => [];
  run(thread, compose(piecesOf("page"), options));
  return { thread, reports };
};

test("PyScript is found when it defines itself, and defineProperty is as before", () => {
  const { thread, reports } = open();
  const before = run(thread, "Object.defineProperty");

  run(
    thread,
    `globalThis.ready = new Set();
     Object.defineProperty(globalThis, "other", { value: 1 });
     Object.defineProperty(globalThis, Symbol.for("@pyscript/core"), { value: { hooks: { main: { onReady: ready } } } });
     for (const hook of ready) hook(globalThis.wrap = { io: { stdout() {}, stderr() {} }, interpreter: {}, type: "py" });
     wrap.io.stdout("printed")`,
  );
  assert.equal(reports[0].text, "printed");
  assert.equal(reports[0].interpreter, "pyodide");
  assert.equal(reports[0].where, "main");
  assert.notEqual(run(thread, "Object.defineProperty"), before);
  assert.equal(run(thread, "other"), 1);
});

test("a PyScript of another shape is left alone", () => {
  const { thread } = open();
  const define = (value) => run(thread, `Object.defineProperty(globalThis, Symbol.for("@pyscript/core"), ${value})`);

  define("{ value: 7 }");
  assert.equal(run(thread, "globalThis[Symbol.for('@pyscript/core')]"), 7);
});

test("nothing happens in a frame or on another origin", () => {
  for (const more of [{ top: {} }, { location: { origin: "pyxis://other" } }]) {
    const { thread } = open(undefined, more);
    const { thread: untouched } = makeThread();

    assert.equal(run(thread, "String(console.log)"), run(untouched, "String(console.log)"));
  }
});

test("a toJSON of the page changes no report", () => {
  const { thread, reports } = open();

  run(thread, "Object.prototype.toJSON = Array.prototype.toJSON = () => 'broken'; console.log('a')");
  run(thread, "console.error(Object.assign(new Error('b'), { stack: 'f@a.js:1:2' }))");
  assert.equal(reports[0].text, "a");
  assert.equal(reports[0].detail.level, "log");
  assert.equal(reports[1].detail.frames[0].file, "a.js");
});

test("the import map names the address, and leaves no element behind", () => {
  const seen = [];
  const script = { remove: () => seen.push("removed") };
  const document = {
    createElement: (name) => (seen.push(name), script),
    documentElement: { append: (element) => seen.push(element.textContent) },
  };

  open({ origin: "pyxis://app", core: "https://a/b.js" }, { document });
  assert.deepEqual(seen, ["script", '{"imports":{"@pyscript/core":"https://a/b.js"}}', "removed"]);
  assert.equal(script.type, "importmap");
});
