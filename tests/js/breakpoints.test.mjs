// SPDX-License-Identifier: Apache-2.0
// A thread that stops, and a shell that answers each of its requests at once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { MessageEvent, MessagePort, XMLHttpRequest, compose, makeThread, piecesOf, run } from "./compose.mjs";

const GO = { go: true, points: 0 };

// `answers` are given in their order; what is sent is in `sent`.
const makeShell = (answers) => {
  const sent = [];

  class Request extends XMLHttpRequest {
    #text = "";

    open(method, target, isAsync) {
      sent.push({ method, target, isAsync, headers: {} });
    }
    setRequestHeader(name, value) {
      sent.at(-1).headers[name] = value;
    }
    send(body) {
      sent.at(-1).body = JSON.parse(new TextDecoder().decode(body));
      this.#text = JSON.stringify(answers.shift());
    }
    get status() { return 200; }
    get responseText() { return this.#text; }
    get response() { return null; }
    get responseType() { return ""; }
    set responseType(type) {}
  }
  return { sent, Request };
};

const soon = () => new Promise((resolve) => setTimeout(resolve, 20));

const openWorker = async (answers, points, place) => {
  const { sent, Request } = makeShell(answers);
  const [near, far] = [new MessagePort(), new MessagePort()];
  const { thread, target } = makeThread({ XMLHttpRequest: Request, postMessage() {} });

  [near.other, far.other] = [far, near];
  run(thread, compose(piecesOf("worker"), { origin: "pyxis://app", stops: "token" }));
  target.dispatchEvent(new MessageEvent("message", { data: { "@pyxis": "s3cret" }, ports: [far] }));
  near.postMessage({ points, place });
  await soon();
  target.dispatchEvent(new MessageEvent("message", {
    data: { options: { type: "micropython" }, code: "x", hooks: null },
  }));
  return { thread, target, sent, near };
};

// As PyScript runs a script: its hook, and then its code.
const runScript = (thread) => run(thread, `
  const details = { run() { return "ran"; }, async runAsync() {} };
  const FS = {
    readdir: () => [".", "..", "tmp"], stat: () => ({ mode: 0o040755, size: 0, mtime: 5 }), mkdir() {}, mount() {},
    lookupPath: () => ({ node: { mounted: {} } }), filesystems: {},
  };
  globalThis.interpreter = { FS };
  globalThis[Symbol.for("@pyxis/mount")]?.(interpreter, "micropython");
  globalThis["@pyxis"].call(details, { io: {}, interpreter, type: "mpy" }, {}, () => {});
  details.run(interpreter, "code")`);

const PLACE = { where: "worker", worker: 2, script: 5, element: "script#a" };

test("nothing is asked where nothing is set", async () => {
  const { thread, sent } = await openWorker([], 0, PLACE);

  assert.equal(runScript(thread), "ran");
  assert.deepEqual(sent, []);
});

test("a worker stops before its code and after it, and says where it is", async () => {
  const { thread, sent } = await openWorker([{ go: true, points: 3 }, GO], 3, PLACE);

  assert.equal(runScript(thread), "ran");
  assert.deepEqual(sent.map(({ body }) => body.stop.point), ["ready", "done"]);
  assert.deepEqual(sent[0].body.stop, { ...PLACE, interpreter: "micropython", point: "ready" });
  assert.equal(sent[0].target, "pyxis://app/@pyxis/stop/token");
  assert.equal(sent[0].isAsync, false);
  assert.equal(sent[0].headers["X-Pyxis-Secret"], "s3cret");
});

test("what it is asked meanwhile it answers, then it goes on, and knows what is set now", async () => {
  const ask = (id, ticket, request) => ({ id, ask: { number: 1, ticket, request: JSON.stringify(request) } });
  const { thread, sent } = await openWorker([
    ask(4, 7, { call: "list", values: { paths: ["/"] } }),
    ask(4, 8, { call: "nothing", values: {} }),
    { id: 4, ask: { number: 9, ticket: 9, request: "{}" } },
    GO,
  ], 3, PLACE);

  assert.equal(runScript(thread), "ran");
  assert.equal(sent.length, 4);
  assert.deepEqual(sent.slice(1).map(({ body: { id, ticket } }) => [id, ticket]), [[4, 7], [4, 8], [4, 9]]);
  assert.match(sent[1].body.answer, /"folders":/);
  assert.match(sent[2].body.answer, /"error":/);
  assert.equal(sent[3].body.answer, '{"gone":true}');
});

test("an error that nobody handles stops, one that is handled does not, nor one while it is stopped", async () => {
  const { thread, target, sent } = await openWorker([GO], 8, PLACE);
  const fail = (type, fields) => target.dispatchEvent(Object.assign(new Event(type), fields));

  run(thread, "console.error(new Error('handled'))");
  assert.deepEqual(sent, []);
  fail("unhandledrejection", { reason: run(thread, "new Error('first')") });
  assert.equal(sent.length, 1);
  assert.equal(sent[0].body.stop.text, "Error: first");
  fail("unhandledrejection", { reason: run(thread, "new Error('second')") });
  assert.equal(sent.length, 1);
});

test("a thread that gets no answer goes on", async () => {
  const { thread, sent } = await openWorker([], 1, PLACE);

  assert.equal(runScript(thread), "ran");
  assert.equal(sent.length, 1);
});
