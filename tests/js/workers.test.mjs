// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { MessageEvent, compose, makeThread, makeURL, piecesOf, run } from "./compose.mjs";

class Worker extends EventTarget {
  constructor(url) {
    super();
    this.url = url;
    this.posted = [];
  }

  static extra = 1;

  postMessage(data, transfer = []) {
    this.posted.push(data);
    [this.port] = transfer;
  }

  terminate() {
    this.isEnded = true;
  }
}

const open = () => {
  const elements = [];
  const blobs = [];
  const URL = makeURL(blobs);
  const { thread, target } = makeThread({ Worker, URL, Blob: class Blob extends globalThis.Blob {} });
  const reports = [];
  const prelude = "/* prelude */";

  thread.window = thread;
  thread.top = thread;
  thread.location = { origin: "pyxis://app" };
  thread.document = { querySelectorAll: () => elements };
  target.addEventListener("pyxis:report", ({ detail }) => reports.push(JSON.parse(detail)));
  run(thread, compose(piecesOf("page"), { origin: "pyxis://app", prelude, secret: "s3cret" }));
  return { thread, elements, reports, blobs };
};

const tell = (worker, data) => worker.dispatchEvent(new MessageEvent("message", { data }));

test("the classes look as before", () => {
  const { thread } = open();

  assert.equal(
    run(
      thread,
      `class Sub extends Worker { constructor(url) { super(url); this.own = super.postMessage; } }
       const sub = new Sub("u");
       [Worker.name, Worker.length, Worker.extra, sub instanceof Worker, sub.constructor === Sub,
        Worker.prototype.constructor === Worker, sub.own === Worker.prototype.postMessage, sub.url].join()`,
    ),
    "Worker,1,1,true,true,true,true,u",
  );
  assert.throws(() => run(thread, "Worker('u')"), TypeError);
});

test("only PyScript's workers get the prelude, and before it what nobody else has seen", async () => {
  const { thread, blobs } = open();
  const start = (parts, options) =>
    run(thread, `new Worker(URL.createObjectURL(new Blob(${parts})), ${options})`);
  const textOf = (url) => blobs[Number(url.slice("blob:".length))].text();
  const worker = start("['/*@*/code', 'more'], { type: 'text/javascript' }", "{ type: 'module' }");
  const [, prelude, theirs] = /^import "([^"]+)";import "([^"]+)";$/.exec(await textOf(worker.url));

  assert.equal(await textOf(prelude), "/* prelude */");
  assert.equal(await textOf(theirs), "/*@*/codemore");
  assert.deepEqual(worker.posted.map((data) => data["@pyxis"]), ["s3cret", "s3cret"]);
  assert.equal(worker.posted[1].isComing, false);

  for (const [parts, options] of [
    ["['code /*@*/']", "{ type: 'module' }"],
    ["['/*@*/code']", "{}"],
    ["['/*@*/code']", "undefined"],
    ["[]", "{ type: 'module' }"],
  ]) {
    const other = start(parts, options);
    assert.ok(!(await textOf(other.url)).includes("import"));
    assert.deepEqual(other.posted, []);
  }
  assert.deepEqual(run(thread, "new Worker('blob:0', { type: 'module' })").posted.length, 1);
  assert.equal(run(thread, "new Blob(['a'], { type: 'text/x' }).type"), "text/x");
});

test("marked messages are taken out and carry the worker's number", () => {
  const { thread, reports } = open();
  const [first, second] = run(thread, "[new Worker('a'), new Worker('b')]");
  const seen = [];

  first.addEventListener("message", ({ data }) => seen.push(data));
  tell(second, { "@pyxis": "" });
  tell(first, { "@pyxis": ',"kind":"stdout","text":"a"' });
  tell(second, { "@pyxis": ',"kind":"stdout","text":"b"' });
  for (const data of ["theirs", null, 7, { "@pyxis": 7 }]) tell(first, data);
  assert.deepEqual(seen, ["theirs", null, 7, { "@pyxis": 7 }]);
  assert.deepEqual(
    reports.map(({ worker, text }) => `${worker} ${text}`),
    ["2 a", "1 b"],
  );
});

test("an error that a PyScript worker posts is told, another worker's is not", () => {
  const { thread, reports } = open();
  const [ours, other] = run(thread, "[new Worker('a'), new Worker('b')]");
  const failure = () => run(thread, "new Error('no start')");

  tell(ours, { "@pyxis": "" });
  tell(ours, failure());
  tell(other, failure());
  assert.deepEqual(
    reports.map(({ kind, where, worker, text }) => [kind, where, worker, text]),
    [["error", "worker", 1, "Error: no start"]],
  );
});

test("a worker is linked to its element", async () => {
  const { thread, elements } = open();
  const element = new EventTarget();
  const linked = [];

  element.addEventListener("pyxis:worker", ({ detail }) => linked.push(detail));
  elements.push(new EventTarget(), element);
  element.xworker = run(thread, "new Worker('a')");
  await null;
  assert.deepEqual(linked, ['{"worker":1}']);
});

const startOurs = (thread) =>
  run(thread, "new Worker(URL.createObjectURL(new Blob(['/*@*/'])), { type: 'module' })");

const statesOf = (reports) => reports.map(({ kind, worker, text }) => `${kind} ${worker} ${text}`);

test("a worker is told when it is made and when it is ended, and then once", async () => {
  const { thread, elements, reports } = open();
  const element = new EventTarget();

  elements.push(element);
  element.xworker = startOurs(thread);
  await null;
  tell(element.xworker, "polyscript:done");
  element.xworker.terminate();
  element.xworker.terminate();
  assert.deepEqual(statesOf(reports), ["script 1 worker", "script 1 ended"]);
  assert.deepEqual(reports[0].detail, { shared: true });
  assert.equal(element.xworker.isEnded, true);
});

test("a worker without an element tells that its code was run", async () => {
  const { thread, reports } = open();
  const worker = startOurs(thread);

  await null;
  tell(worker, "polyscript:done");
  assert.deepEqual(statesOf(reports), ["script 1 worker", "script 1 ran"]);
});

test("without shared memory a worker of an element does so as well", async () => {
  const { thread, elements, reports } = open();
  const element = new EventTarget();

  run(thread, "delete globalThis.SharedArrayBuffer");
  elements.push(element);
  element.xworker = startOurs(thread);
  await null;
  tell(element.xworker, "polyscript:done");
  assert.deepEqual(statesOf(reports), ["script 1 worker", "script 1 ran"]);
  assert.deepEqual(reports[0].detail, { shared: false });
});

test("a worker of the page's own is not told of", async () => {
  const { thread, reports } = open();
  const worker = run(thread, "new Worker('a')");

  await null;
  tell(worker, "polyscript:done");
  worker.terminate();
  assert.deepEqual(reports, []);
});
