// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { MessageEvent, XMLHttpRequest, compose, makeThread, makeURL, piecesOf, run } from "./compose.mjs";

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

// A page at pyxis://app/sub/, whose blobs' texts are read by requests.
const openPlain = ({ metas = [], navigator = {} } = {}) => {
  const blobs = [];
  const texts = [];
  const URL = makeURL(blobs, "pyxis://app/");
  class Request {
    open(method, address) { this.address = address; }
    get responseText() { return texts[Number(this.address.split("/").at(-1))]; }
  }
  const { open, responseText, ...others } = Object.getOwnPropertyDescriptors(XMLHttpRequest.prototype);
  Object.defineProperties(Request.prototype, others);
  const { thread, target } = makeThread({
    Worker: class Own extends Worker {}, URL, XMLHttpRequest: Request, navigator,
    Blob: class Blob extends globalThis.Blob {
      constructor(list, options) {
        super(list, options);
        texts.push(list.join(""));
      }
    },
  });
  const told = [];

  thread.window = run(thread, "globalThis");
  thread.top = thread;
  thread.location = { origin: "pyxis://app" };
  thread.document = {
    baseURI: "pyxis://app/sub/index.html",
    querySelectorAll: (text) => (text.startsWith("meta") ? metas : []),
  };
  target.addEventListener("pyxis:worker", ({ detail }) => told.push(JSON.parse(detail)));
  run(thread, compose(piecesOf("page"), { origin: "pyxis://app", prelude: "", secret: "s3cret" }));
  const make = (text) => run(thread, `new Worker(${text})`);
  const textOf = (url) => texts[Number(url.split("/").at(-1))];
  return { thread, target, told, make, textOf };
};

test("a file of the project is asked for with what it begins with, another address as it is", () => {
  const { make, told } = openPlain();

  for (const [text, url] of [
    ["'a.js'", "pyxis://app/sub/a.js?@pyxis-worker=classic"],
    ["'/a.js?x=1#h', { name: 'n' }", "pyxis://app/a.js?x=1&@pyxis-worker=classic#h"],
    ["new URL('b.mjs', document.baseURI), { type: 'module' }", "pyxis://app/sub/b.mjs?@pyxis-worker=module"],
    ["'https://other.example/a.js'", "https://other.example/a.js"],
    ["'pyxis://app.evil/a.js'", "pyxis://app.evil/a.js"],
    ["'/@pyxis/vfs/a.js'", "/@pyxis/vfs/a.js"],
    ["'data:text/javascript,1'", "data:text/javascript,1"],
    ["'pyxis://app:x'", "pyxis://app:x"],
    ["7", 7],
  ])
    assert.equal(make(text).url, url);
  assert.deepEqual(told, [
    { worker: 1, name: null, source: "/sub/a.js" },
    { worker: 2, name: "n", source: "/a.js" },
    { worker: 3, name: null, source: "/sub/b.mjs" },
  ]);
});

test("a blob is begun on its first line, which may make it strict", () => {
  const { make, textOf } = openPlain();
  const begun = (text, options = "undefined") => {
    const { url } = make(`URL.createObjectURL(new Blob([${JSON.stringify(text)}])), ${options}`);
    return textOf(url);
  };
  const ours = "pyxis://app/@pyxis/js/plain-worker.js";

  assert.equal(begun("a"), `try{importScripts("${ours}")}catch{}a`);
  for (const text of ['"use strict"; a', "// x\n /* y */ 'use strict'\na"])
    assert.equal(begun(text), `"use strict";try{importScripts("${ours}")}catch{}${text}`);
  assert.equal(begun("import 'x'", "{ type: 'module' }"), `import "${ours}";import 'x'`);
});

test("a blob is begun once, and goes when the page says so", () => {
  const { thread, make } = openPlain();

  run(thread, "globalThis.theirs = URL.createObjectURL(new Blob(['a']))");
  const { url } = make("theirs");
  assert.notEqual(url, thread.theirs);
  assert.equal(make("theirs").url, url);
  run(thread, "URL.revokeObjectURL(theirs)");
  assert.notEqual(make("theirs").url, url);
});

test("nothing is begun below a service worker or a policy of the page's", () => {
  for (const page of [{ metas: [{}] }, { navigator: { serviceWorker: { controller: {} } } }])
    assert.equal(openPlain(page).make("'a.js'").url, "a.js");
});

test("an error that nobody handles at a worker is the worker's", () => {
  const { thread, target, make } = openPlain();
  const reports = [];
  const fail = (worker, message) => {
    worker.dispatchEvent(Object.assign(new Event("error"), { message }));
    const event = new Event("error");
    Object.defineProperty(event, "target", { value: thread.window });
    target.dispatchEvent(
      Object.assign(event, { message, filename: "pyxis://app/a.js", lineno: 7, colno: 2, error: null }),
    );
  };

  target.addEventListener("pyxis:report", ({ detail }) => reports.push(JSON.parse(detail)));
  fail(make("'a.js'"), "TypeError: no");
  fail(make("'data:,'"), "RangeError: far");
  assert.deepEqual(
    reports.map(({ where, worker, text }) => [where, worker, text]),
    [["worker", 1, "TypeError: no"], ["main", undefined, "Error: RangeError: far"]],
  );
  assert.deepEqual(reports[0].detail.frames, [{ file: "pyxis://app/a.js", line: 7, function: null }]);
});

test("an error that a page's own worker posts is its own business", () => {
  const { thread, target, make } = openPlain();
  const reports = [];
  const worker = make("'a.js'");

  target.addEventListener("pyxis:report", ({ detail }) => reports.push(detail));
  tell(worker, run(thread, "new Error('news')"));
  worker.terminate();
  assert.deepEqual(reports, []);
});

test("a worker of the page's own is not told of", async () => {
  const { thread, reports } = open();
  const worker = run(thread, "new Worker('a')");

  await null;
  tell(worker, "polyscript:done");
  worker.terminate();
  assert.deepEqual(reports, []);
});
