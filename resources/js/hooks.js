// SPDX-License-Identifier: Apache-2.0
// In the page's own world: what only it can see is told to bridge.js by DOM events that carry
// strings. The page may forge them; all it gains is rows.
const report = (fields) => {
  fields.at = now();
  dispatch(window, new Custom("pyxis:report", { detail: stringify(fields) }));
  stopPageAtError(fields);
};

// PyScript makes itself known by one property of the global object, before its plugins or any
// script run.
const whenPyScript = (found) => {
  const key = Symbol.for("@pyscript/core");
  const original = Object.defineProperty;
  const watcher = new Proxy(original, {
    __proto__: null,
    apply(target, self, values) {
      const result = apply(target, self, values);

      if (values[0] === globalThis && values[1] === key) {
        if (Object.defineProperty === watcher) Object.defineProperty = original;
        try {
          found(values[2].value);
        } catch {
          // A PyScript of another shape still runs, only less of it is seen.
        }
      }
      return result;
    },
  });

  Object.defineProperty = watcher;
};

// PyScript's workers and their page talk through a MessageChannel, each message of which WebKit sends by way of
// its network process; but by the worker's own messages, which stay in the process, where this name is known,
// which is Firefox's. A worker of two hundred questions is done a third sooner. The value is the one that pages
// which look for Firefox by it (typeof) do not take for Firefox, and it is gone once PyScript has looked.
const MARK_OF_FIREFOX = "InstallTrigger";

const preferWorkerMessages = () => {
  const mark = { __proto__: null, configurable: true, value: undefined };

  if (!(MARK_OF_FIREFOX in globalThis)) defineProperty(globalThis, MARK_OF_FIREFOX, mark);
};

// "import ... from '@pyscript/core'" in the page's own modules. The element goes, the map stays.
const addImportMap = (address) => {
  const script = document.createElement("script");

  script.type = "importmap";
  script.textContent = stringify({ imports: { "@pyscript/core": address } });
  document.documentElement.append(script);
  script.remove();
};

const reportMain = (fields) => {
  fields.where = "main";
  report(fields);
};

watchConsole(reportMain);
watchErrors(window, reportMain);
watchNotices(reportMain);
preferWorkerMessages();
whenPyScript(({ hooks }) => {
  deleteProperty(globalThis, MARK_OF_FIREFOX);
  numberScripts();
  dispatch(window, new Custom("pyxis:core"));
  hooks.main.onReady.add((wrap, element) => {
    watchOutput(wrap, reportMain);
    lookInVfs(wrap.interpreter);
    return stopAtReady(element);
  });
});
if (pyxisOptions.core) addImportMap(pyxisOptions.core);
