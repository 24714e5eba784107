// SPDX-License-Identifier: Apache-2.0
// In the page's own world: when PyScript makes a worker and when one is ended from outside. Workers tell
// the page that they are ready and done by way of shared memory and an element; of those that lack one of
// the two, only the last message says that the code has been run.
const LAST_MESSAGE = "polyscript:done";
const Shared = globalThis.SharedArrayBuffer;
const ended = new WeakSet();
const silent = new WeakSet();

const tellWorker = (worker, text, detail = null) =>
  report({
    __proto__: null, kind: "script", where: "worker", worker: numberOf(worker), text, detail,
  });

// As PyScript finds it out.
const canShare = () => {
  try {
    return globalThis.SharedArrayBuffer === Shared && !!new Shared(4, { maxByteLength: 8 });
  } catch {
    return false;
  }
};

const watchWorker = (worker, isLinked) => {
  const isShared = canShare();

  tellWorker(worker, "worker", { __proto__: null, shared: isShared });
  if (!isLinked || !isShared) mark(silent, worker);
};

const tellRan = (worker) => {
  if (isMarked(silent, worker)) tellWorker(worker, "ran");
};

Worker.prototype.terminate = new Proxy(Worker.prototype.terminate, {
  __proto__: null,
  apply(target, worker, values) {
    const result = apply(target, worker, values);

    if (isOfPyScript(worker) && !isMarked(ended, worker)) {
      mark(ended, worker);
      tellWorker(worker, "ended");
    }
    return result;
  },
});
