// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { CustomEvent, MessageEvent, compose, makeThread, piecesOf, run } from "./compose.mjs";

const open = (more) => {
  const posted = [];
  const { thread, target } = makeThread({ postMessage: (data) => posted.push(data), ...more });

  run(thread, compose(piecesOf("worker"), { origin: "pyxis://app" }));
  const told = () =>
    posted.map((data) => data["@pyxis"]).filter(Boolean).map((text) => JSON.parse(`{${text.slice(1)}}`));
  const start = (data) => {
    const event = new MessageEvent("message", { data });
    target.dispatchEvent(event);
    return event.data;
  };
  return { thread, target, posted, told, start };
};

test("the worker makes itself known and sleeps while it waits", () => {
  const { thread, posted } = open();

  assert.deepEqual({ ...posted[0] }, { "@pyxis": "" });
  assert.equal("pause" in thread.Atomics, false);
  assert.equal("wait" in thread.Atomics, true);
});

test("a worker that is woken too early waits again, unless it says for which value", () => {
  const flags = [0, 0, 1];
  const waited = [];
  const { thread } = open({
    Atomics: { load: () => flags.shift(), wait: (...values) => waited.push(values) && "ok" },
  });

  assert.equal(run(thread, "Atomics.wait('view', 0)"), "ok");
  assert.deepEqual([flags, waited.length], [[], 3]);
  assert.equal(run(thread, "Atomics.wait('view', 0, 5, 10)"), "ok");
  assert.deepEqual(waited.slice(3), [["view", 0, 5, 10]]);
});

const hooks = [
  ["none", undefined],
  ["without onReady", { codeBeforeRun: "import x" }],
  ["a function", { onReady: "(w, x) => { w.seen = [x, this] }" }],
  ["a method", { onReady: "function onReady(w, x) { w.seen = [x, this] }" }],
];

for (const [name, theirs] of hooks)
  test(`the hook goes around theirs: ${name}`, () => {
    const { thread, told, start } = open();
    const data = start({ options: { type: "micropython" }, code: "", hooks: theirs });
    // As polyscript makes it.
    const hook = run(thread, `Function(${JSON.stringify(`'use strict';return (${data.hooks.onReady})`)})()`);
    const wrap = { io: { stdout() {}, stderr() {} }, interpreter: {}, type: "mpy" };

    hook.call("details", wrap, "xworker");
    if (theirs?.onReady) assert.equal(wrap.seen[0], "xworker");
    if (theirs?.codeBeforeRun) assert.equal(data.hooks.codeBeforeRun, "import x");
    wrap.io.stdout("printed");
    assert.equal(told()[0].text, "printed");
    assert.equal(told()[0].interpreter, "micropython");
    assert.equal("@pyxis" in thread, false);
  });

test("a message that only looks like a start is left alone", () => {
  const { start } = open();

  assert.deepEqual(start({ options: {} }), { options: {} });
  assert.equal(start("text"), "text");
  assert.equal(start(null), null);
});

test("progress is told with its thread's interpreter", () => {
  const { target, told } = open();

  target.dispatchEvent(new CustomEvent("mpy:progress", { detail: "Loading MicroPython" }));
  const [{ kind, text, at }] = told();
  assert.deepEqual([kind, text], ["mpy:progress", "Loading MicroPython"]);
  assert.ok(Math.abs(at - Date.now()) < 60000);
});

test("a flood is cut, and counted", () => {
  let later = null;
  const { thread, told } = open({ setTimeout: (callback) => (later = callback) });

  run(thread, "for (let i = 0; i < 25000; i++) console.log(i)");
  const lines = told().length;
  assert.ok(lines >= 20000 && lines < 25000);
  later();
  const [{ dropped }] = told().slice(-1);
  assert.equal(lines + dropped, 25000);
});

test("code that is run again and again is told each time, also where it fails", async () => {
  const { thread, told, start } = open();
  const data = start({ options: { type: "micropython" }, code: "", hooks: undefined });
  const hook = run(thread, `Function(${JSON.stringify(`'use strict';return (${data.hooks.onReady})`)})()`);
  const seen = [];
  const runAsync = async (code) => {
    seen.push(code);
    if (code === "bad") throw new Error("raised");
    return code;
  };
  const wrap = { io: { stdout() {}, stderr() {} }, interpreter: {}, type: "mpy", runAsync };

  hook.call("details", wrap, "xworker");
  assert.equal(await wrap.runAsync("good"), "good");
  await assert.rejects(wrap.runAsync("bad"), /raised/);
  assert.deepEqual(seen, ["good", "bad"]);
  assert.deepEqual(
    told().map(({ kind, text, interpreter }) => `${kind} ${text} ${interpreter}`),
    ["script run micropython", "script ran micropython", "script run micropython", "script ran micropython"],
  );
});
