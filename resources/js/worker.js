// SPDX-License-Identifier: Apache-2.0
// The prelude of every PyScript worker, run before PyScript's own code.
const { load, wait } = Atomics;
let interpreter = null;

const report = (fields) => {
  fields.interpreter ??= interpreter;
  if (tellSome(fields)) stopAtError(fields);
};

const stopHere = (point) => {
  stopAt(point, { __proto__: null, interpreter });
  if (point === "done") handOverSoon();
};

// Editors, and terminals without a page of their own, run code in their worker as often as they are asked
// to, by this method of what their hook is given.
const watchRuns = (wrap) => {
  const { runAsync } = wrap;
  const tell = (text) => report({ __proto__: null, kind: "script", text });

  if (typeof runAsync !== "function") return;
  wrap.runAsync = async function (...values) {
    tell("run");
    try {
      return await apply(runAsync, this, values);
    } finally {
      tell("ran");
      stopHere("done");
    }
  };
};

// A script's own code, which PyScript runs by one of these; an editor has none.
const stopWhenDone = (details) => {
  const { run, runAsync } = details;

  if (typeof run !== "function" || typeof runAsync !== "function") return;
  details.run = function (...values) {
    const result = apply(run, this, values);

    if (values[1]) stopHere("done");
    return result;
  };
  details.runAsync = async function (...values) {
    const result = await apply(runAsync, this, values);

    if (values[1]) stopHere("done");
    return result;
  };
};

// The second message to a worker says what to run and with which hook. Ours goes around it, so
// that editors and terminals, which have their own, are seen as well. The hook travels as text,
// and so calls back by a global that lives until then.
const wrapHook = (hooks) => {
  const theirs = hooks?.onReady ?? "()=>{}";

  defineProperty(globalThis, "@pyxis", {
    __proto__: null,
    configurable: true,
    value(wrap, xworker, hook) {
      deleteProperty(globalThis, "@pyxis");
      watchOutput(wrap, report);
      watchRuns(wrap);
      stopWhenDone(this);
      lookInVfs(wrap.interpreter);
      apply(hook, this, [wrap, xworker]);
      stopHere("ready");
    },
  });
  return {
    ...hooks,
    onReady: `function(w,x){return globalThis["@pyxis"].call(this,w,x,(${theirs}))}`,
  };
};

const hearStart = (event) => {
  const { data } = event;

  if (typeof data?.options?.type !== "string" || typeof data.code !== "string") return;
  globalThis.removeEventListener("message", hearStart);
  unwatchProxies();
  interpreter = INTERPRETERS[data.options.type] ?? null;
  data.hooks = wrapHook(data.hooks);
};

// PyScript waits for an answer's flag without a value, and does not look whether it is there when it is
// woken. The page sets the flag first and wakes then: a worker that saw the flag in time goes on, waits
// for its next answer, and is woken for the one before: Python is given that one again ("'int' object
// isn't callable").
const waitForFlag = (view, index) => {
  let outcome;

  do outcome = wait(view, index, 0);
  while (load(view, index) === 0);
  return outcome;
};

const hearPage = (data) => {
  if (!("points" in data)) {
    answerShell(data);
    return;
  }
  ({ points } = data);
  place = data.place ?? place;
};

// The page's first messages, which no script of the worker may see: those that capture are called first.
const portsOf = uncurry(getOwnPropertyDescriptor(MessageEvent.prototype, "ports").get);
const forget = globalThis.removeEventListener.bind(globalThis);
const hearSecret = (event) => {
  const data = dataOf(event);

  if (typeof data?.["@pyxis"] !== "string") return;
  stop(event);
  if (secret) {
    if (hearSupply(data)) forget("message", hearSecret, true);
    return;
  }
  secret = data["@pyxis"];
  desk = portsOf(event)[0] ?? null;
  if (desk) listenAt(desk, hearPage);
};

// Whoever ends a worker from within ends its interpreters.
globalThis.close = new Proxy(globalThis.close, {
  __proto__: null,
  apply(target, self, values) {
    tellShell({ __proto__: null, kind: "gone" });
    return apply(target, self, values);
  },
});

listen(globalThis, "message", hearSecret, true);
post({ "@pyxis": "" });
// A worker that waits for the page would spin on this; without it, it sleeps, and is done sooner: 370
// against 409 ms to mpy:done on 2 cores.
delete Atomics.pause;
Atomics.wait = (view, index, ...rest) => {
  hearWait();
  return rest.length ? apply(wait, Atomics, [view, index, ...rest]) : waitForFlag(view, index);
};
listen(globalThis, "message", hearStart);
for (const kind of ["py:progress", "mpy:progress"])
  listen(globalThis, kind, (event) =>
    report({ __proto__: null, kind, text: clean(Text(event.detail)) }),
  );
watchConsole(report);
watchErrors(globalThis, report);
