// SPDX-License-Identifier: Apache-2.0
// The interpreters of this thread, which our loaders make known, and what the shell asks of them. Both goes
// through `desk`, a port that no script of the page can see: in a page its other end is in the script world
// of the bridge, in a worker it is in the page's interpreter-desk.js.
const INTERPRETERS_MAX = 100;
// Characters of JSON; the shell takes 4 MiB.
const ANSWER_MAX = 4000000;

const postBy = uncurry(MessagePort.prototype.postMessage);
const startPort = uncurry(MessagePort.prototype.start);
const dataOf = uncurry(getOwnPropertyDescriptor(MessageEvent.prototype, "data").get);
const defer = globalThis.setTimeout.bind(globalThis);
const getLive = uncurry(Map.prototype.get);
const setLive = uncurry(Map.prototype.set);
const isReal = (value) => typeof value === "object" && value !== null;
const live = new Map();
const known = new WeakSet();
// What can be asked: (interpreter, values) => value or a promise of one. Pieces add to it.
const calls = { __proto__: null };
// Those that a thread which is stopped (breakpoints.js) performs in another way: it can await nothing.
const callsNow = { __proto__: null };
let lastInterpreter = 0;
let desk = null;

const tellShell = (fields) => {
  if (desk) postBy(desk, fields);
};

// Never while the event is handled: what runs then would find it, and by it the port, in `window.event`.
const listenAt = (port, hear) => {
  listen(port, "message", (event) => {
    const data = dataOf(event);

    defer(() => hear(data), 0);
  });
  startPort(port);
};

const watchOver = uncurry(FinalizationRegistry.prototype.register);
const collected = new FinalizationRegistry((number) =>
  tellShell({ __proto__: null, kind: "gone", number }),
);

const registerInterpreter = (interpreter, name) => {
  if (!isReal(interpreter) || isMarked(known, interpreter) || lastInterpreter >= INTERPRETERS_MAX) return;
  const number = ++lastInterpreter;

  mark(known, interpreter);
  setLive(live, number, new Weak(interpreter));
  watchOver(collected, interpreter, number);
  tellShell({ __proto__: null, kind: "come", number, name: Text(name) });
};

// Lists without a prototype: nobody's `toJSON` is asked, and no setter of the page called.
const makeList = () => setPrototypeOf([], null);

const sayWhy = (error) => {
  const text = isReal(error) && typeof error.message === "string" ? error.message : show(error);

  return stringify({ __proto__: null, error: clean(text, 1000) });
};

const findCall = (number, request) => {
  const reference = getLive(live, number);

  return { __proto__: null, interpreter: reference && deref(reference), ...parse(request) };
};

const printValue = (value) => {
  const answer = stringify({ __proto__: null, value });

  if (answer.length > ANSWER_MAX) throw new Failure("The answer is too long.");
  return answer;
};

const perform = async (number, request) => {
  const { interpreter, call, values } = findCall(number, request);

  return interpreter ? printValue(await calls[call](interpreter, values)) : `{"gone":true}`;
};

// {number, ticket, request} => {kind: "answer", ticket, answer}
const answerShell = async ({ number, ticket, request }) => {
  let answer;

  try {
    answer = await perform(number, request);
  } catch (error) {
    answer = sayWhy(error);
  }
  tellShell({ __proto__: null, kind: "answer", ticket, answer });
};
