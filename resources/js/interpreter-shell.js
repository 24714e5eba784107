// SPDX-License-Identifier: Apache-2.0
// In the script world of the bridge: tells the shell which interpreters there are, and asks them for it.
// An interpreter is called "WORKER.NUMBER", where worker 0 is the page; what is told of it comes from the
// page, which may forge it there, and the shell checks it.
const LETTERS_MAX = 4 * 1024 * 1024;
const PENDING_MAX = 1000;
const told = new Map(); // what the shell knows, by name
const pending = new Map(); // ticket -> {worker, resolve}
let port = null;
let lastTicket = 0;

const postInterpreter = (message) => webkit.messageHandlers.pyxisInterpreters.postMessage(stringify(message));

const hearCome = ({ worker = 0, number, name }) => {
  const { name: title = null, element = null, where = "worker" } = workers.get(worker) ?? {};
  const id = `${worker}.${number}`;
  if (told.has(id) || told.size >= PENDING_MAX) return;
  const place = worker ? { where, worker, name: title, element } : { where: "main" };

  told.set(id, { come: { id, kind: name, ...place } });
  postInterpreter(told.get(id));
};

// One, or all of a worker.
const hearGone = ({ worker = 0, number }) => {
  const ids = number ? [`${worker}.${number}`] : [...told.keys()].filter((id) => id.startsWith(`${worker}.`));

  for (const id of ids) if (told.delete(id)) postInterpreter({ gone: id });
  if (!number) for (const [, asked] of pending) if (asked.worker === worker) asked.resolve(`{"gone":true}`);
};

const hearAnswer = ({ worker = 0, ticket, answer }) => {
  const asked = pending.get(ticket);

  if (asked?.worker !== worker) return;
  // What was printed meanwhile comes before the answer.
  flush();
  const isShort = typeof answer === "string" && answer.length <= LETTERS_MAX;
  asked.resolve(isShort ? answer : `{"error":"The answer is too long."}`);
};

const hearDesk = (data) => {
  if (data.kind === "come") hearCome(data);
  else if (data.kind === "gone") hearGone(data);
  else if (data.kind === "answer") hearAnswer(data);
};

// For ask-interpreter.js. The answer is JSON: {value}, {error} or {gone}.
const askInterpreter = async (id, request) => {
  const [worker, number] = id.split(".").map(Number);
  const ticket = ++lastTicket;

  if (!port || !told.has(id)) return `{"gone":true}`;
  if (pending.size >= PENDING_MAX) return `{"error":"Too much is asked at once."}`;
  try {
    return await new Promise((resolve) => {
      pending.set(ticket, { worker, resolve });
      port.postMessage({ worker, number, ticket, request });
    });
  } finally {
    pending.delete(ticket);
  }
};

addEventListener("pyxis:desk", (event) => {
  stop(event);
  if (port) return;
  [port] = event.ports;
  port.onmessage = ({ data }) => hearDesk(data);
  event.preventDefault();
}, true);
dispatch(window, new Event("pyxis:wish"));
// Of a page that stops (page-stops.js), before the port has told it.
addEventListener("pyxis:come", (event) => {
  const { number, name } = read(event);

  stop(event);
  if (Number.isSafeInteger(number)) hearCome({ number, name });
}, true);
// A page that comes back as it was left has its interpreters still.
addEventListener("pageshow", ({ persisted }) => {
  if (persisted) for (const message of told.values()) postInterpreter(message);
}, true);
// For set-points.js: breakpoints, which no script of the page is to see.
const setPoints = (points) => port?.postMessage({ points });

globalThis.pyxis = { askInterpreter, setPoints };
