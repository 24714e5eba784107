// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { MessageEvent, MessagePort, compose, makeThread, piecesOf, plain, run } from "./compose.mjs";

const makePair = () => {
  const [near, far] = [new MessagePort(), new MessagePort()];

  [near.other, far.other] = [far, near];
  return [near, far];
};

const soon = () => new Promise((resolve) => setTimeout(resolve, 20));

// A file system as Emscripten's, in which a string is a file and an object a folder.
const makeFS = (root) => {
  const find = (path) => {
    const found = path.split("/").filter(Boolean).reduce((folder, name) => folder?.[name], root);

    if (found === undefined) throw { message: "No such file", errno: 44 };
    return found;
  };
  const stat = (path) => {
    const found = find(path);
    const isText = typeof found === "string";

    return { mode: isText ? 0o100644 : 0o040755, size: isText ? found.length : 4096, mtime: new Date(5) };
  };

  return {
    readdir: (path) => [".", "..", ...Object.keys(find(path))],
    stat,
    lstat: stat,
    open: (path) => ({ text: find(path) }),
    read({ text }, buffer, offset, length, at) {
      const bytes = new TextEncoder().encode(text.slice(at, at + length));
      buffer.set(bytes, offset);
      return bytes.length;
    },
    close() {},
    lookupPath: () => ({ node: { mounted: {} } }),
    mkdir() {},
    mount() {},
    filesystems: {},
  };
};

const openPage = (more) => {
  const offers = [];
  const { thread, target } = makeThread(more);

  thread.window = thread;
  thread.top = thread;
  thread.location = { origin: "pyxis://app" };
  thread.document = { querySelectorAll: () => [] };
  target.addEventListener("pyxis:desk", (event) => offers.push(event.ports[0]));
  run(thread, compose(piecesOf("page"), { origin: "pyxis://app", prelude: "", secret: "s3cret" }));
  return { thread, target, offers };
};

// One of our threads, and what it tells at the port that it was given.
const listenTo = (port) => {
  const told = [];

  port.addEventListener("message", ({ data }) => told.push(plain(data)));
  return told;
};

const openThread = (name) => {
  if (name === "page") {
    const { thread, offers } = openPage();

    return { thread, port: offers[0] };
  }
  const [near, far] = makePair();
  const { thread, target } = makeThread({ postMessage() {} });

  run(thread, compose(piecesOf("worker"), { origin: "pyxis://app" }));
  target.dispatchEvent(new MessageEvent("message", { data: { "@pyxis": "s3cret" }, ports: [far] }));
  return { thread, port: near };
};

// It lives for as long as its page holds it.
const addInterpreter = (thread, FS, name = "pyodide") => {
  const interpreter = (thread.held = { FS });

  thread[Symbol.for("@pyxis/mount")](interpreter, name);
  return interpreter;
};

const ask = async ({ port, told }, request, number = 1, ticket = 7) => {
  const text = typeof request === "string" ? request : JSON.stringify(request);

  port.postMessage({ worker: 0, number, ticket, request: text });
  await soon();
  const { kind, answer } = told.pop();
  assert.equal(kind, "answer");
  return JSON.parse(answer);
};

for (const name of ["page", "worker"]) {
  test(`${name}: an interpreter comes once, and answers`, async () => {
    const { thread, port } = openThread(name);
    const told = listenTo(port);
    const interpreter = addInterpreter(thread, makeFS({ home: { "a.txt": "hällo" }, vfs: {}, b: "12345" }));

    thread[Symbol.for("@pyxis/mount")](interpreter, "pyodide");
    await soon();
    assert.deepEqual(told, [{ kind: "come", number: 1, name: "pyodide" }]);

    const { value } = await ask({ port, told }, { call: "list", values: { paths: ["/", "/home", "/none"] } });
    assert.deepEqual(value.folders, [
      { path: "/", more: 0, entries: [["home", 1, 0, 5], ["vfs", 1, 0, 0], ["b", 0, 5, 5]] },
      { path: "/home", more: 0, entries: [["a.txt", 0, 5, 5]] },
      { path: "/none", more: 0, entries: [] },
    ]);
    const read = await ask({ port, told }, { call: "read", values: { path: "/b", at: 1, n: 3 } });
    assert.deepEqual(read.value, { size: 5, mtime: 5, bytes: btoa("234") });
  });

  test(`${name}: what cannot be answered says why`, async () => {
    const { thread, port } = openThread(name);
    const told = listenTo(port);

    addInterpreter(thread, makeFS({ home: {} }));
    await soon();
    for (const [request, number] of [
      [{ call: "read", values: { path: "/home", at: 0, n: 1 } }],
      [{ call: "read", values: { path: "/none", at: 0, n: 1 } }],
      [{ call: "toString", values: {} }],
      [{ call: "list", values: {} }],
      ["no JSON"],
    ])
      assert.equal(typeof (await ask({ port, told }, request, number)).error, "string");
    assert.deepEqual(await ask({ port, told }, { call: "list", values: {} }, 2), { gone: true });
  });

  test(`${name}: nothing of the page gets in between`, async () => {
    const { thread, port } = openThread(name);
    const told = listenTo(port);

    run(thread, `
      globalThis.heard = "";
      const hear = (name) => function () { heard += name + " "; throw "broken"; };
      Object.prototype.toJSON = hear("toJSON");
      for (const object of [JSON, Map.prototype, WeakRef.prototype, WeakSet.prototype, String.prototype,
                            FinalizationRegistry.prototype])
        for (const name of Object.getOwnPropertyNames(object))
          if (name !== "constructor" && Object.getOwnPropertyDescriptor(object, name).value instanceof Function)
            object[name] = hear(name);
      for (const name of ["setTimeout", "btoa"]) globalThis[name] = hear(name);
      String.fromCharCode = hear("fromCharCode");
      Array.prototype[Symbol.iterator] = hear("iterator");
      Object.defineProperty(Array.prototype, "0", { set: hear("0"), get: hear("0"), configurable: true });
    `);
    addInterpreter(thread, makeFS({ "a.txt": "abc" }));
    await soon();
    assert.deepEqual(told.splice(0), [{ kind: "come", number: 1, name: "pyodide" }]);
    const { value } = await ask({ port, told }, { call: "list", values: { paths: ["/"] } });
    assert.deepEqual(value.folders[0].entries, [["a.txt", 0, 3, 5]]);
    const read = await ask({ port, told }, { call: "read", values: { path: "/a.txt", at: 0, n: 9 } });
    assert.equal(read.value.bytes, btoa("abc"));
    assert.equal(thread.heard, "");
  });
}

test("a folder of many is cut, and an answer that is too long is none", async () => {
  const { thread, port } = openThread("page");
  const told = listenTo(port);
  const many = Object.fromEntries(Array.from({ length: 5100 }, (_, i) => [`f${i}`, ""]));
  const long = Object.fromEntries(Array.from({ length: 4900 }, (_, i) => [`${i}`.padEnd(990, "x"), ""]));

  addInterpreter(thread, makeFS({ many, long }));
  await soon();
  const paths = Array(5).fill("/many");
  const { value } = await ask({ port, told }, { call: "list", values: { paths } });
  assert.deepEqual(value.folders.map(({ entries, more }) => [entries.length, more]), Array(4).fill([5000, 100]));
  const { error } = await ask({ port, told }, { call: "list", values: { paths: ["/long"] } });
  assert.equal(error, "The answer is too long.");
});

test("the port of a page is given away once", () => {
  const { target, offers } = openPage();

  // The script world was not there: it may still ask.
  assert.equal(offers.length, 1);
  target.addEventListener("pyxis:desk", (event) => event.preventDefault());
  target.dispatchEvent(new Event("pyxis:wish"));
  assert.equal(offers.length, 2);
  assert.equal(offers[0], offers[1]);
  target.dispatchEvent(new Event("pyxis:wish"));
  assert.equal(offers.length, 2);
});

test("a page hands on to its workers, and what they answer", async () => {
  const ports = [];
  class Worker extends EventTarget {
    postMessage(data, transfer = []) {
      ports.push([...transfer][0]);
    }
    terminate() {}
  }
  const { thread, offers } = openPage({ Worker });
  const told = listenTo(offers[0]);
  const heard = [];

  run(thread, `globalThis.worker = new Worker(URL.createObjectURL(new Blob(["/*@*/"])), { type: "module" })`);
  ports[0].addEventListener("message", ({ data }) => heard.push(plain(data)));
  ports[0].postMessage({ kind: "come", number: 1, name: "micropython", worker: 9 });
  await soon();
  assert.deepEqual(told.splice(0), [{ kind: "come", worker: 1, number: 1, name: "micropython" }]);
  offers[0].postMessage({ worker: 1, number: 1, ticket: 3, request: "{}" });
  await soon();
  assert.deepEqual(heard, [
    { points: 0, place: { where: "worker", worker: 1 } },
    { worker: 1, number: 1, ticket: 3, request: "{}" },
  ]);
  ports[0].postMessage({ kind: "answer", ticket: 3, answer: "{}" });
  await soon();
  assert.deepEqual(told.splice(0), [{ kind: "answer", worker: 1, ticket: 3, answer: "{}" }]);
  run(thread, "worker.terminate()");
  offers[0].postMessage({ worker: 1, number: 1, ticket: 4, request: "{}" });
  await soon();
  assert.deepEqual(told, [
    { kind: "gone", worker: 1 },
    { kind: "answer", worker: 1, ticket: 4, answer: '{"gone":true}' },
  ]);
});

const openWorld = () => {
  const [near, far] = makePair();
  const posted = [];
  const handler = { postMessage: (text) => posted.push(JSON.parse(text)) };
  const { thread, target } = makeThread();

  Object.defineProperty(far, "onmessage", { set: (hear) => far.addEventListener("message", hear) });
  thread.window = thread;
  thread.top = thread;
  thread.location = { origin: "pyxis://app" };
  thread.webkit = { messageHandlers: { pyxis: { postMessage() {} }, pyxisInterpreters: handler } };
  run(thread, compose(piecesOf("world"), { origin: "pyxis://app" }));
  const offer = (port) => {
    const event = new MessageEvent("pyxis:desk", { ports: [port], cancelable: true });
    target.dispatchEvent(event);
    return event.defaultPrevented;
  };
  return { thread, posted, near, far, offer };
};

test("the script world tells the shell who comes and goes", async () => {
  const { posted, near, far, offer } = openWorld();

  assert.equal(offer(far), true);
  assert.equal(offer(makePair()[1]), false);
  near.postMessage({ kind: "come", number: 1, name: "pyodide" });
  near.postMessage({ kind: "come", worker: 2, number: 1, name: "micropython" });
  near.postMessage({ kind: "gone", worker: 2 });
  near.postMessage({ kind: "gone", worker: 2 });
  near.postMessage({ kind: "other" });
  await soon();
  assert.deepEqual(posted, [
    { come: { id: "0.1", kind: "pyodide", where: "main" } },
    { come: { id: "2.1", kind: "micropython", where: "worker", worker: 2, name: null, element: null } },
    { gone: "2.1" },
  ]);
});

test("only who was asked can answer", async () => {
  const { thread, near, far, offer } = openWorld();
  const asked = [];
  const { askInterpreter } = thread.pyxis;

  assert.equal(await askInterpreter("0.1", "{}"), '{"gone":true}');
  offer(far);
  near.addEventListener("message", ({ data }) => asked.push(plain(data)));
  near.postMessage({ kind: "come", worker: 2, number: 1, name: "pyodide" });
  near.postMessage({ kind: "come", worker: 3, number: 1, name: "pyodide" });
  await soon();
  const first = askInterpreter("2.1", "{}");
  const second = askInterpreter("3.1", "{}");
  const third = askInterpreter("3.1", "{}");
  await soon();
  assert.deepEqual(asked.map(({ worker, number }) => [worker, number]), [[2, 1], [3, 1], [3, 1]]);
  near.postMessage({ kind: "answer", worker: 3, ticket: asked[0].ticket, answer: "forged" });
  near.postMessage({ kind: "answer", worker: 2, ticket: asked[0].ticket, answer: "true" });
  near.postMessage({ kind: "answer", worker: 3, ticket: asked[1].ticket, answer: { not: "text" } });
  assert.equal(await first, "true");
  assert.match(await second, /too long/);
  near.postMessage({ kind: "gone", worker: 3 });
  assert.equal(await third, '{"gone":true}');
});
