// SPDX-License-Identifier: Apache-2.0
// In the page's own world: every worker of PyScript begins with our prelude, and what the prelude
// tells is taken out of the worker's messages, in their order.
const MARKER = "/*@*/";
const SELECTOR = "[worker], [type$='-editor'], [type$='-editor-active']";
const numbers = new WeakMap();
const numberIn = uncurry(WeakMap.prototype.get);
const setNumber = uncurry(WeakMap.prototype.set);
const select = document.querySelectorAll.bind(document);
const soon = queueMicrotask.bind(globalThis);
let lastNumber = 0;

const numberOf = (worker) => {
  let number = numberIn(numbers, worker);

  if (!number) setNumber(numbers, worker, (number = ++lastNumber));
  return number;
};

const isOfPyScript = (worker) => numberIn(numbers, worker) !== undefined && !isMarked(plain, worker);

// PyScript gives an element its `xworker` just after the worker is made. null: it has none.
const linkElement = (worker) => {
  const elements = select(SELECTOR);

  for (let i = 0; i < elements.length; i++) {
    if (elements[i].xworker !== worker) continue;
    const detail = stringify({ __proto__: null, worker: numberOf(worker) });
    dispatch(elements[i], new Custom("pyxis:worker", { detail }));
    return elements[i];
  }
  return null;
};

// Text from the prelude is JSON without its outer braces; empty only makes the worker known.
const hearWorker = (event) => {
  const worker = event.currentTarget;
  const { data } = event;

  if (data instanceof Failure && isOfPyScript(worker)) {
    const fields = readError(data, false) ?? { __proto__: null };
    fields.where = "worker";
    fields.worker = numberOf(worker);
    if (fields.kind) report(fields);
  } else if (typeof data?.["@pyxis"] === "string") {
    stop(event);
    const detail = `{"worker":${numberOf(worker)}${data["@pyxis"]}}`;
    if (data["@pyxis"]) dispatch(window, new Custom("pyxis:report", { detail }));
  } else if (data === LAST_MESSAGE) {
    tellRan(worker);
  }
};

// Same name, length, statics and prototype; subclasses too. No Proxy: after super () to one,
// JavaScriptCore 2.50 loses the variables around the subclass.
const replaceClass = (name, make) => {
  const original = globalThis[name];
  const replaced = function (...values) {
    if (!new.target) return apply(original, this, values);
    return make(original, values, new.target === replaced ? original : new.target);
  };

  setPrototypeOf(replaced, getPrototypeOf(original));
  defineProperties(replaced, getOwnPropertyDescriptors(original));
  original.prototype.constructor = replaced;
  defineProperty(globalThis, name, {
    __proto__: null,
    ...getOwnPropertyDescriptor(globalThis, name),
    value: replaced,
  });
};

// Blobs that PyScript makes a worker of, and their addresses.
const sources = new WeakSet();
const addresses = new Set();
const rememberIn = uncurry(Set.prototype.add);
const isIn = uncurry(Set.prototype.has);
const postTo = uncurry(Worker.prototype.postMessage);
let preludeAddress = null;

// An import comes before all others, and so before any script of the page in the worker, which could
// otherwise read what the prelude is told.
const withPrelude = (address) => {
  preludeAddress ??= addressOf([pyxisOptions.prelude]);
  return addressOf([`import ${stringify(preludeAddress)};import ${stringify(address)};`]);
};

replaceClass("Blob", (target, values, by) => {
  const [parts] = values;
  const blob = construct(target, values, by);

  if (isArray(parts) && typeof parts[0] === "string" && begins(parts[0], MARKER)) mark(sources, blob);
  return blob;
});

URL.createObjectURL = (...values) => {
  const address = apply(createObjectURL, URL, values);

  if (isMarked(sources, values[0])) rememberIn(addresses, address);
  return address;
};

Worker.prototype.terminate = new Proxy(Worker.prototype.terminate, {
  __proto__: null,
  apply(target, worker, values) {
    apply(target, worker, values);
    closeThread(numberIn(numbers, worker));
  },
});

replaceClass("Worker", (target, values, by) => {
  const [address, options] = values;
  const isOurs = isIn(addresses, address) && options?.type === "module";
  const start = isOurs ? withPrelude(address) : beginPlain(address, options);
  const worker = construct(target, start ? [start, options] : values, by);

  watchPassing(worker);
  if (start && !isOurs) introduce(worker, address, options);
  if (isOurs) {
    const first = { __proto__: null, "@pyxis": pyxisOptions.secret };
    postTo(worker, first, only(openThread(numberOf(worker))));
  }

  listen(worker, "message", hearWorker);
  soon(() => {
    const element = linkElement(worker);

    if (!isOurs) return;
    tellPlace(numberOf(worker), element);
    supplyWorker(worker, element);
    watchWorker(worker, element !== null);
  });
  return worker;
});
