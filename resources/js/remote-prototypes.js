// SPDX-License-Identifier: Apache-2.0
// In a worker: prototypes of the page's objects. Pyodide walks along them at each `instanceof` and at each look for
// a name, a dozen times for every object that it wraps, and each step is a question that the worker waits for. Here
// each is asked once. They are forgotten as soon as the worker asks or waits for anything else, by which the page may
// come to change one or the worker to know that it has; when the worker's turn ends; and after a while, for the page
// goes on by itself.
const PROTOTYPES_MS = 20;
// What Pyodide looks for in every object, for itself; no script hears by it what the page did.
const PROBES = {
  __proto__: null,
  [Symbol.toStringTag]: true,
  [Symbol.iterator]: true,
  [Symbol.asyncIterator]: true,
  constructor: true,
  then: true,
  next: true,
  get: true,
  set: true,
  has: true,
  includes: true,
};
const prototypes = new Map(); // by the handlers of the objects that stand for the page's
const clearLive = uncurry(Map.prototype.clear);
const afterTurn = queueMicrotask.bind(globalThis);
let oldest = 0;
let willForget = false;
let isProbing = false;
let waits = 0;

const forgetPrototypes = () => {
  clearLive(prototypes);
  oldest = 0;
};

const rememberPrototype = (handler, prototype) => {
  oldest ||= clock();
  setLive(prototypes, handler, prototype);
  if (willForget) return;
  willForget = true;
  afterTurn(() => {
    willForget = false;
    forgetPrototypes();
  });
};

const recallPrototype = (handler) => {
  if (clock() - oldest > PROTOTYPES_MS) forgetPrototypes();
  return getLive(prototypes, handler);
};

// Every question to the page waits (worker.js).
const hearWait = () => {
  if (isProbing) waits++;
  else forgetPrototypes();
};

const probe = (trap, handler, values) => {
  isProbing = true;
  waits = 0;
  try {
    return apply(trap, handler, values);
  } finally {
    isProbing = false;
  }
};

// A function of the page, which Pyodide asks for its name, has a function in its place.
const isProbe = (target, key) => PROBES[key] || (key === "name" && typeof target === "function");

const watchTraps = (traps) => {
  const { get, getOwnPropertyDescriptor: describe, getPrototypeOf: ask } = traps;

  traps.get = function (target, key) {
    return (isProbe(target, key) ? probe : apply)(get, this, [target, key]);
  };
  traps.getOwnPropertyDescriptor = function (target, key) {
    return probe(describe, this, [target, key]);
  };
  traps.getPrototypeOf = function (target) {
    const known = recallPrototype(this);
    if (known !== undefined) return known;

    const prototype = probe(ask, this, [target]);
    // Without shared memory a question waits elsewhere, and so would those that make us forget.
    if (waits === 1) rememberPrototype(this, prototype);
    return prototype;
  };
};

// PyScript's bundle keeps the class of the handlers to itself, but the names of its methods and fields.
const trapsOf = (handler) => {
  if (typeof handler !== "object" || handler === null) return null;
  const traps = getPrototypeOf(handler);

  return traps && getOwnPropertyDescriptor(traps, "_gPO") && getOwnPropertyDescriptor(handler, "v") ? traps : null;
};

// It makes the first of them before any script of the worker runs; then, or when the worker is told what to run, the
// constructor is as it was.
const EveryProxy = globalThis.Proxy;
let isWatching = true; // whoever has kept the constructor makes proxies by it later, too
const Watched = new EveryProxy(EveryProxy, {
  __proto__: null,
  construct(target, values, by) {
    const traps = isWatching ? trapsOf(values[1]) : null;

    if (traps) {
      unwatchProxies();
      // "$" is the memory that PyScript has itself where a page asks for it.
      if (!getOwnPropertyDescriptor(values[1], "$")) watchTraps(traps);
    }
    return construct(target, values, by === Watched ? target : by);
  },
});
const unwatchProxies = () => {
  isWatching = false;
  if (globalThis.Proxy === Watched) globalThis.Proxy = EveryProxy;
};

globalThis.Proxy = Watched;
