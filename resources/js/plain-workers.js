// SPDX-License-Identifier: Apache-2.0
// In the page's own world: a worker of the page's own begins with a script of ours as well (plain-worker.js). Of a
// file of the project the shell puts it in front, asked to by the address (core/worker-start.h), for base and name
// of a script are those of its address; of a blob a new one is made. All others are made as before. WebKit's own
// signal for console lines ("console-message-sent" of 2.50) tells of none of a worker.
const Address = URL;
const hrefOf = uncurry(getOwnPropertyDescriptor(URL.prototype, "href").get);
const pathOf = uncurry(getOwnPropertyDescriptor(URL.prototype, "pathname").get);
const searchOf = uncurry(getOwnPropertyDescriptor(URL.prototype, "search").get);
const setSearch = uncurry(getOwnPropertyDescriptor(URL.prototype, "search").set);
const { createObjectURL, revokeObjectURL } = URL;
const Source = Blob;
const STRICT = /^(?:\s|\/\/.*|\/\*[^]*?\*\/)*(["'])use strict\1/;
const JAVASCRIPT = { __proto__: null, type: "text/javascript" };
const plain = new WeakSet();
const begun = new Map(); // of a blob's address, the one that is used instead

const addressOf = (parts) => apply(createObjectURL, URL, [new Source(parts, JAVASCRIPT)]);

const readScript = (address) => {
  const request = new Request();

  openRequest(request, "GET", address, false);
  sendRequest(request, null);
  return getText(request);
};

// On one line, which the script goes on with: its lines keep their numbers.
const beginBlob = (address, isModule) => {
  const key = (isModule ? "module " : "classic ") + address;
  const ours = stringify(`${pyxisOptions.origin}/@pyxis/js/plain-worker.js`);
  let other = getLive(begun, key);

  if (other) return other;
  const text = readScript(address);
  const strict = matches(STRICT, text) ? '"use strict";' : "";
  other = addressOf([isModule ? `import ${ours};` : `${strict}try{importScripts(${ours})}catch{}`, text]);
  setLive(begun, key, other);
  return other;
};

// A service worker knows the project's files by their addresses; a policy of the page may forbid what we need.
const mayBegin = () =>
  !navigator.serviceWorker?.controller &&
  select("meta[http-equiv='content-security-policy' i]").length === 0;

const beginAddress = (url, isModule) => {
  const search = searchOf(url);

  setSearch(url, `${search}${search ? "&" : "?"}@pyxis-worker=${isModule ? "module" : "classic"}`);
  return hrefOf(url);
};

// null: it is made as before.
const beginPlain = (address, options) => {
  try {
    if (typeof address !== "string" && !(address instanceof Address)) return null;
    const url = new Address(address, document.baseURI);
    const isModule = options?.type === "module";

    if (!mayBegin()) return null;
    if (begins(hrefOf(url), `blob:${pyxisOptions.origin}/`)) return beginBlob(hrefOf(url), isModule);
    if (!begins(hrefOf(url), `${pyxisOptions.origin}/`) || begins(pathOf(url), "/@pyxis/")) return null;
    return beginAddress(url, isModule);
  } catch {
    return null;
  }
};

// Which worker the lines with its number are of. A blob has no name.
const introduce = (worker, address, options) => {
  const path = begins(Text(address), "blob:") ? null : pathOf(new Address(address, document.baseURI));
  const name = options?.name ? clean(Text(options.name), 200) : null;
  const fields = { __proto__: null, worker: numberOf(worker), name, source: path && clean(path, 1000) };

  mark(plain, worker);
  dispatch(window, new Custom("pyxis:worker", { detail: stringify(fields) }));
};

// Whose address goes when the page says so, as the one that it gave.
URL.revokeObjectURL = (...values) => {
  apply(revokeObjectURL, URL, values);
  for (const kind of ["module ", "classic "]) {
    const key = kind + Text(values[0]);

    if (getLive(begun, key)) apply(revokeObjectURL, URL, [getLive(begun, key)]);
    dropLive(begun, key);
  }
};

// What nobody handles at a worker comes to the window next, without the error itself.
let passing = null;

const describePassing = ({ message, filename, lineno, colno }) => {
  const found = matches(/^(?:Uncaught )?([\w.]+)(?::\s*|$)/, message);
  const frames = setPrototypeOf([], null);

  if (filename && lineno > 0)
    push(frames, { __proto__: null, file: clean(filename, 1000), line: lineno, function: null });
  return errorFields({
    __proto__: null,
    type: found ? clean(found[1], 200) : "Error",
    message: clean(found ? cut(message, found[0].length) : message, MESSAGE_MAX),
    traceback: filename ? clean(`@${filename}:${lineno}:${colno}`, TRACEBACK_MAX) : null,
    frames,
    handled: false,
  });
};

const watchPassing = (worker) =>
  listen(worker, "error", (event) => {
    passing = { __proto__: null, worker, message: event.message };
  });

// PyScript's workers have told it themselves.
listen(window, "error", (event) => {
  if (event.target !== window || event.error || !passing || event.message !== passing.message) return;
  const { worker } = passing;

  passing = null;
  if (!numberIn(numbers, worker)) return;
  mark(reported, event);
  if (isMarked(plain, worker))
    report({ ...describePassing(event), where: "worker", worker: numberOf(worker) });
}, true);
