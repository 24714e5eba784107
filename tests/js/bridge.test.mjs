// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { CustomEvent, compose, makeThread, piecesOf, run } from "./compose.mjs";

class Element extends EventTarget {
  constructor(localName, attributes = {}) {
    super();
    Object.assign(this, { localName, id: attributes.id ?? "", attributes });
  }

  getAttribute(name) {
    return this.attributes[name] ?? null;
  }

  hasAttribute(name) {
    return name in this.attributes;
  }

  matches() {
    return ["py", "mpy"].includes(this.attributes.type);
  }
}

const open = (elements = []) => {
  const posted = [];
  const timers = [];
  const { thread, target } = makeThread({
    Element,
    webkit: { messageHandlers: { pyxis: { postMessage: (text) => posted.push(text) } } },
    document: { querySelectorAll: () => elements },
    location: { origin: "pyxis://app" },
    setTimeout: (callback) => timers.push(callback),
    clearTimeout: (timer) => timer && delete timers[timer - 1],
  });

  thread.window = thread;
  thread.top = thread;
  run(thread, compose(piecesOf("world"), { origin: "pyxis://app" }));
  const tick = () => timers.splice(0).forEach((callback) => callback());
  const messages = () => (tick(), posted.map((text) => JSON.parse(text)));
  const events = () => messages().flatMap((message) => message.events);
  const tell = (name, detail, on = target) => {
    const event = new CustomEvent(name, { detail });
    // Node's events do not bubble: the capturing listener on window is called with the target set.
    if (on !== target) Object.defineProperty(event, "target", { value: on });
    target.dispatchEvent(event);
  };
  const report = (fields) => tell("pyxis:report", JSON.stringify(fields));

  return { target, document: thread.document, posted, messages, events, tell, report };
};

test("an event names its element, and its worker once that is known", () => {
  const other = new Element("script", { type: "py" });
  const script = new Element("script", { id: "s1", type: "mpy", src: "main.py", name: "sums" });
  const { tell, report, events } = open([other, script]);

  tell("pyxis:worker", '{"worker":3}', script);
  tell("mpy:ready", { worker: true }, script);
  report({ kind: "stdout", text: "a", worker: 3 });
  const [ready, line] = events();
  const identity = { element: "script#s1", script: 2, source: "main.py", name: "sums", worker: 3, where: "worker", interpreter: "micropython" };
  for (const [name, value] of Object.entries(identity)) {
    assert.equal(ready[name], value, name);
    assert.equal(line[name], value, name);
  }
  assert.deepEqual(ready.detail, { worker: true });
});

test("an editor's worker is an editor's", () => {
  const script = new Element("script", { id: "e", type: "mpy-editor-active" });
  const { tell, report, events } = open([script]);

  tell("pyxis:worker", '{"worker":1}', script);
  report({ kind: "stdout", worker: 1 });
  tell("py-editor:done", null, script);
  assert.deepEqual(events().map(({ where, worker, interpreter }) => [where, worker, interpreter]), [
    ["editor", 1, "micropython"],
    ["editor", 1, "micropython"],
  ]);
});

test("progress that a worker told itself is not told again", () => {
  const { tell, report, events } = open();

  report({ kind: "py:progress", text: "Loading", worker: 1 });
  report({ kind: "py:progress", text: "Loading", worker: 2 });
  tell("py:progress", "Loading");
  tell("py:progress", "Loading");
  tell("py:progress", "Loading");
  assert.deepEqual(events().map(({ where, worker }) => [where, worker]), [
    ["worker", 1],
    ["worker", 2],
    ["main", null],
  ]);
});

test("the first lines go at once, a flood in bundles, in order", () => {
  const { report, posted, messages, events } = open();

  report({ kind: "stdout", text: "0" });
  assert.equal(posted.length, 1);
  const start = performance.now();
  for (let i = 1; i < 15000; i++) report({ kind: "stdout", text: `${i}` });
  const atOnce = 120 + performance.now() - start; // more on a slow machine
  assert.ok(messages().length < atOnce, `${posted.length} messages`);
  assert.ok(messages().every(({ events: list }) => list.length <= 500));
  assert.deepEqual(events().map(({ text }) => +text), Array.from({ length: 15000 }, (_, i) => i));
});

test("what is left out is counted, wherever it was left out", () => {
  const { report, messages } = open();

  for (let i = 0; i < 25000; i++) report({ kind: "stdout", text: "x" });
  report({ kind: "error", text: "kept" });
  report({ dropped: 7, worker: 1 });
  report({ kind: "stdout", text: "x".repeat(400000) });
  const all = messages();
  const lines = all.flatMap(({ events }) => events);
  const dropped = all.reduce((sum, message) => sum + message.dropped, 0);
  assert.equal(lines.length + dropped, 25000 + 1 + 7 + 1);
  assert.equal(lines.filter(({ kind }) => kind === "error").length, 1);
});

test("no message is longer than the shell takes", () => {
  const { report, posted, events } = open();

  for (let i = 0; i < 60; i++) report({ kind: "stdout", text: "\u20ac".repeat(50000) });
  assert.equal(events().length, 60);
  for (const text of posted) assert.ok(Buffer.byteLength(text) < 1024 * 1024);
});

test("what is left goes when the page goes", () => {
  const { report, posted, target } = open();

  for (let i = 0; i < 60; i++) report({ kind: "stdout", text: `${i}` });
  target.dispatchEvent(new Event("pagehide"));
  assert.equal(JSON.parse(posted[posted.length - 1]).events.pop().text, "59");
});

test("nonsense is no event", () => {
  const { tell, events } = open();

  for (const detail of ["{", "7", "null", "[]", '{"kind":7}', null, {}]) {
    tell("pyxis:report", detail);
    tell("pyxis:worker", detail);
    tell("pyxis:worker", detail, new Element("p"));
  }
  assert.deepEqual(events(), []);
});

const page = () => [
  new Element("script", { type: "py", src: "main.py" }),
  new Element("script", { type: "mpy", worker: "", name: "sums" }),
  new Element("script", { type: "py-editor", id: "e" }),
  new Element("script", { type: "mpy", terminal: "" }),
];

test("what there is of Python is told when PyScript comes", () => {
  const { tell, events } = open(page());

  tell("pyxis:core", null);
  tell("pyxis:core", null);
  assert.deepEqual(
    events().map(({ kind, text, where, script, source, name, interpreter, detail }) =>
      [kind, text, where, script, source, name, interpreter, detail]),
    [
      ["script", "found", "main", 1, "main.py", null, "pyodide", { core: true, awaited: true, terminal: false }],
      ["script", "found", "worker", 2, null, "sums", "micropython", { core: true, awaited: true, terminal: false }],
      ["script", "found", "editor", 3, null, null, "pyodide", { core: true, awaited: false, terminal: false }],
      ["script", "found", "main", 4, null, null, "micropython", { core: true, awaited: true, terminal: true }],
    ],
  );
});

test("where PyScript has not come, it is told some time after the page", () => {
  const { tell, document, events } = open(page().slice(0, 1));

  tell("load", null, new Element("img"));
  assert.deepEqual(events(), []);
  tell("load", null, document);
  events(); // the timer
  assert.deepEqual(events().map(({ text, detail }) => [text, detail.core]), [["found", false]]);
});

test("a page that PyScript comes to late is told of twice", () => {
  const { tell, document, events } = open(page().slice(0, 1));

  tell("load", null, document);
  events();
  tell("pyxis:core", null);
  assert.deepEqual(events().map(({ detail }) => detail.core), [false, true]);
});
