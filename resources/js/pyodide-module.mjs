// SPDX-License-Identifier: Apache-2.0
// Gives loadPyodide () a WebAssembly module that was compiled before it asks, on main for its workers too. Reaches
// into what is not documented: Pyodide calls fetch () for pyodide.asm.wasm and hands on what it gets, as it
// is, to WebAssembly.instantiateStreaming (). A Pyodide that does otherwise loads its own.
const answers = new WeakMap(); // what stands for a response -> the module's promise and the real request
const theirs = { fetch: null, instantiateStreaming: null };
let module = null;
let nLoading = 0;

const isWanted = (address) => String(address).endsWith("/pyodide.asm.wasm");

const ours = {
  fetch(...request) {
    const send = () => theirs.fetch.apply(globalThis, request);

    if (!isWanted(request[0])) return send();
    const answer = Promise.resolve();

    answers.set(answer, { module, send });
    return answer;
  },

  async instantiateStreaming(source, imports) {
    const answer = answers.get(source);
    const compiled = await answer?.module;

    if (compiled) return { module: compiled, instance: await WebAssembly.instantiate(compiled, imports) };
    return theirs.instantiateStreaming.call(WebAssembly, answer ? answer.send() : source, imports);
  },
};

const put = (place, name) => {
  theirs[name] = place[name];
  place[name] = ours[name];
};

// Where a page has put its own over ours meanwhile, that stays: ours asks for the real one then.
const putBack = (place, name) => {
  if (place[name] === ours[name]) place[name] = theirs[name];
};

// What `load` gives. `promise` is of a module, or of null: none is there; or it is nothing.
export const withModule = async (promise, load) => {
  if (!promise) return load();
  module = promise;
  if (nLoading++ === 0) {
    put(globalThis, "fetch");
    put(WebAssembly, "instantiateStreaming");
  }
  try {
    return await load();
  } finally {
    if (--nLoading === 0) {
      putBack(globalThis, "fetch");
      putBack(WebAssembly, "instantiateStreaming");
    }
  }
};
