// SPDX-License-Identifier: Apache-2.0
// In the script world "pyxis" of the top frame: hears PyScript's DOM events and the reports of
// hooks.js and workers.js, adds which element is meant, and posts all of it as JSON to the shell.
const KINDS = [
  "py:ready", "mpy:ready", "py:done", "mpy:done", "py:all-done", "py:progress", "mpy:progress",
  "py-editor", "mpy-editor", "py-editor:done", "py-game", "py-game:progress",
  "pyodide:ready", "pyodide:done", "micropython:ready", "micropython:done",
];
const PYTHON = ["py", "mpy", "py-editor", "mpy-editor", "py-game", "pyodide", "micropython"]
  .map((type) => `script[type="${type}"],script[type="${type}-active"]`)
  .concat("py-script", "mpy-script")
  .join(",");
const QUEUE_MAX = 500;
// Characters; each is at most 3 bytes, and the shell takes 1 MiB.
const SIZE_MAX = 300000;
const WORKERS_MAX = 10000;

const handler = webkit.messageHandlers.pyxis;
const allows = limiter();
const isQuick = bucket(40, 400);
let queue = [];
let size = 0;
let dropped = 0;
let timer = 0;

const flush = () => {
  clearTimeout(timer);
  timer = 0;
  if (!queue.length && !dropped) return;
  handler.postMessage(`{"dropped":${dropped},"events":[${queue.join(",")}]}`);
  queue = [];
  size = 0;
  dropped = 0;
};

const flushIn = (milliseconds) => {
  clearTimeout(timer);
  timer = setTimeout(flush, milliseconds);
};

const drop = (count) => {
  dropped += count;
  if (!timer) flushIn(1000);
};

// A few go at once, for the page may hang next; floods go in bundles.
const post = (fields) => {
  const text = stringify(fields);

  if (!allows(fields.kind) || text.length > SIZE_MAX) {
    drop(1);
    return;
  }
  if (size + text.length > SIZE_MAX) flush();
  queue.push(text);
  size += text.length + 1;
  if (isQuick() || queue.length >= QUEUE_MAX) flush();
  else if (queue.length === 1) flushIn(20);
};

const scripts = new WeakMap();
let lastScript = 0;

// Numbers go in document order as far as the document is there.
const numberOf = (element) => {
  if (!scripts.has(element))
    for (const each of [...document.querySelectorAll(PYTHON), element])
      if (!scripts.has(each)) scripts.set(each, ++lastScript);
  return scripts.get(element);
};

// Of a type, an element's name or an event's kind.
const interpreterOf = (name) => (/^(mpy|micropython)/.test(name) ? "micropython" : "pyodide");

const describe = (element) => ({
  interpreter: interpreterOf(element.getAttribute("type") ?? element.localName),
  name: element.getAttribute("name")?.slice(0, 200) ?? null,
  element: element.localName + (element.id && `#${element.id.slice(0, 200)}`),
  script: numberOf(element),
  source: element.getAttribute("src")?.slice(0, 1000) ?? null,
  where: /-editor/.test(element.getAttribute("type")) ? "editor" : "worker",
});

const workerOf = new WeakMap();
const workers = new Map();
// Progress that a worker told itself, and that PyScript will tell the page again.
const echoes = new Map();

const isEcho = (text) => {
  const count = echoes.get(text) ?? 0;

  if (count > 1) echoes.set(text, count - 1);
  else echoes.delete(text);
  return count > 0;
};

// Whoever sends an event may give it what cannot be read.
const readDetail = (event) => {
  try {
    const { detail } = event;
    return { detail, worker: detail?.worker };
  } catch {
    return {};
  }
};

const hear = (event) => {
  const { type: kind } = event;
  const { detail, worker } = readDetail(event);
  const element = event.target instanceof Element ? event.target : null;
  const isWorker = worker === true;
  const text = typeof detail === "string" ? clean(detail, 1000) : null;

  if (kind === "py:progress" && isEcho(text)) return;
  const place = kind.includes("-editor") ? "editor" : isWorker ? "worker" : "main";
  post({
    kind,
    at: now(),
    interpreter: kind === "py:all-done" ? null : interpreterOf(kind),
    ...(element && describe(element)),
    where: place,
    worker: (element && place !== "main" && workerOf.get(element)) || null,
    text,
    detail: typeof worker === "boolean" ? { worker: isWorker } : null,
  });
};

const read = (event) => {
  try {
    const value = parse(event.detail);
    return typeof value === "object" && value ? value : {};
  } catch {
    return {};
  }
};

// Of an element of PyScript's, or one of the page's own, which says itself what it is.
const hearWorker = (event) => {
  const { worker, name, source } = read(event);
  const element = event.target instanceof Element ? event.target : null;

  if (!Number.isInteger(worker)) return;
  if (workers.size >= WORKERS_MAX) workers.clear();
  if (element) workerOf.set(element, worker);
  workers.set(worker, element ? describe(element) : { name, source });
};

const hearReport = (event) => {
  const { dropped: more, ...fields } = read(event);
  const { kind, at, interpreter, worker, text, detail } = fields;
  const element = worker ? workers.get(worker) : null;

  if (Number.isSafeInteger(more) && more > 0) drop(more);
  if (kind === "blocked") tellBlocked(fields);
  if (typeof kind !== "string" || kind === "blocked") return;
  if (worker && kind === "py:progress" && echoes.size < 100)
    echoes.set(text, (echoes.get(text) ?? 0) + 1);
  post({
    kind,
    at,
    where: worker ? "worker" : fields.where,
    ...element,
    interpreter: interpreter ?? element?.interpreter,
    worker,
    text,
    detail,
  });
};

for (const kind of KINDS) addEventListener(kind, hear, true);
addEventListener("pyxis:worker", hearWorker, true);
addEventListener("pyxis:report", hearReport, true);
addEventListener("pagehide", flush, true);
addEventListener("pyxis:flush", flush, true);
