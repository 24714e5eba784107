// SPDX-License-Identifier: Apache-2.0
// What a worker of the page's own begins with (plain-workers.js): it tells what the worker writes to the console
// and which promises nobody cares for. Its errors the page hears by itself.
const OURS_IN_ADDRESS = /[?&]@pyxis-worker=\w+/;

const without = (text) => {
  const found = matches(OURS_IN_ADDRESS, text);

  return found ? cut(text, 0, found.index) + cut(text, found.index + found[0].length) : text;
};

// The address asks for this script as well: the worker finds the one that it was made with.
const hideIn = (prototype, name, key) => {
  const own = getOwnPropertyDescriptor(prototype, name);

  if (!own?.[key]) return;
  own[key] = new Proxy(own[key], {
    __proto__: null,
    apply: (target, self, values) => without(apply(target, self, values)),
  });
  defineProperty(prototype, name, { __proto__: null, ...own });
};

const { location } = globalThis;

if (matches(OURS_IN_ADDRESS, location.href)) {
  beginning = /\n?importScripts@\[native code\]\n[^\n]*$/;
  hideIn(getPrototypeOf(location), "href", "get");
  hideIn(getPrototypeOf(location), "search", "get");
  hideIn(getPrototypeOf(location), "toString", "value");
}
watchConsole(tellSome);
watchRejections(globalThis, tellSome);
