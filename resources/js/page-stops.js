// SPDX-License-Identifier: Apache-2.0
// In the page's own world: the points at which its scripts stop. A script that becomes ready is awaited by
// PyScript, and so waits while the page lives on; what PyScript only tells stops the page itself.
const PYTHON = ["py", "mpy", "py-editor", "mpy-editor", "py-game", "pyodide", "micropython"];
const Awaited = Promise;
const attributeOf = uncurry(Element.prototype.getAttribute);
const localNameOf = getterOf(Element.prototype, "localName");
const idOf = getterOf(Element.prototype, "id");
const eventTargetOf = getterOf(Event.prototype, "target");
const forEachIn = uncurry(Map.prototype.forEach);
const scriptNumbers = new WeakMap();
let scripts = "py-script,mpy-script";
let lastScript = 0;

for (const type of PYTHON) scripts += `,script[type="${type}"],script[type="${type}-active"]`;

const numberScript = (element) => {
  if (!numberIn(scriptNumbers, element)) setNumber(scriptNumbers, element, ++lastScript);
};

// As bridge.js numbers them, which cannot be asked.
const numberScripts = () => {
  const elements = select(scripts);

  for (let i = 0; i < elements.length; i++) numberScript(elements[i]);
};

const short = (text) => (text === null ? null : clean(text, 1000));

const describeScriptOf = (element) => {
  const type = attributeOf(element, "type") ?? localNameOf(element);
  const id = idOf(element);

  if (!numberIn(scriptNumbers, element)) numberScripts();
  numberScript(element);
  return {
    __proto__: null,
    interpreter: begins(type, "m") ? "micropython" : "pyodide",
    name: short(attributeOf(element, "name")),
    element: clean(localNameOf(element) + (id && `#${id}`), 1000),
    script: numberIn(scriptNumbers, element),
    source: short(attributeOf(element, "src")),
  };
};

// The shell answers when the script may go on; without an answer the page is left. On loopback the page stops, for a request that does not wait would
// go through a page's service worker, with the secret.
const holdScript = (stop) =>
  new Awaited((resolve) => {
    const request = prepare(STOPS, false, true);

    listen(request, "loadend", () => {
      if (getStatus(request) === 0) return;
      ({ points } = readWord(request));
      resolve();
    });
    sendRequest(request, toBytes({ __proto__: null, stop: { __proto__: null, ...stop, held: true } }));
  });

const stopAtReady = (element) => {
  if (!mayStop("ready")) return null;
  const stop = { __proto__: null, ...place, ...describeScriptOf(element), point: "ready" };
  if (mayGoOn) return holdScript(stop);
  tellBefore();
  stopNow(stop);
  return null;
};

// What was told before is with the shell before the page stops; what goes by the port would come too late.
const tellBefore = () => {
  dispatch(window, new Custom("pyxis:flush"));
  forEachIn(live, (reference, number) => {
    const interpreter = deref(reference);
    const name = typeof interpreter?.toPy === "function" ? "pyodide" : "micropython";
    const detail = stringify({ __proto__: null, number, name });

    if (interpreter) dispatch(window, new Custom("pyxis:come", { detail }));
  });
};

const stopPage = (point, fields) => {
  if (!mayStop(point)) return;
  tellBefore();
  stopAt(point, fields);
};

// A worker stops by itself, before it tells.
const stopAtDone = (event) => {
  const element = eventTargetOf(event);

  if (mayStop("done") && element instanceof Element && attributeOf(element, "worker") === null)
    stopPage("done", describeScriptOf(element));
};

const stopPageAtError = (fields) => {
  if (fields.kind !== "error" || !mayStop("error")) return;
  tellBefore();
  stopAtError(fields);
};

// `element` is null for a worker that has none.
const tellPlace = (worker, element) => {
  const port = getLive(threads, worker);
  const isEditor = element && matches(/-editor/, attributeOf(element, "type") ?? "");
  const where = isEditor ? "editor" : "worker";
  const at = { __proto__: null, ...(element && describeScriptOf(element)), where, worker };

  if (port) postBy(port, { __proto__: null, points, place: at });
};

const takePoints = (data) => {
  ({ points } = data);
  forEachIn(threads, (port) => postBy(port, data));
};

listen(window, "py:done", stopAtDone, true);
listen(window, "mpy:done", stopAtDone, true);
listen(window, "py:all-done", () => stopPage("all-done", null), true);
