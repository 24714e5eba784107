// SPDX-License-Identifier: Apache-2.0
// Gives loadPyodide () a WebAssembly module that was compiled before it asks, on main for its workers too. Reaches
// into what is not documented: Pyodide calls fetch () for pyodide.asm.wasm, in the folder that it was told or its
// own, and hands on what it gets, as it is, to WebAssembly.instantiateStreaming (). A Pyodide that does otherwise
// loads its own; so does one of another version that is loaded at the same time: each has this module of its own.
const answers = new WeakMap(); // what stands for a response -> the module's promise and the real request
const theirs = { fetch: null, instantiateStreaming: null };
const wanted = new Set(); // addresses that it is asked for by
let module = null;
let nLoading = 0;

// null: it is none.
const absolute = (address) => {
  try {
    return new URL(String(address), globalThis.location?.href).href;
  } catch {
    return null;
  }
};

const ownAddress = new URL("./pyodide.asm.wasm", import.meta.url).href;

const addressIn = (folder) => (folder ? absolute(`${folder}`.replace(/\/?$/, "/pyodide.asm.wasm")) : ownAddress);

const ours = {
  fetch(...request) {
    const send = () => theirs.fetch.apply(globalThis, request);

    if (!nLoading || !wanted.has(absolute(request[0]))) return send();
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

// Once: another's, over ours, may call ours, which would then call it.
const put = (place, name) => {
  if (theirs[name]) return;
  theirs[name] = place[name];
  place[name] = ours[name];
};

// Where there is another's over ours, of the page or of another version, both stay, and ours asks for the real one.
const putBack = (place, name) => {
  if (place[name] !== ours[name]) return;
  place[name] = theirs[name];
  theirs[name] = null;
};

// What `load` gives. `promise` is of a module, or of null: none is there; or it is nothing. `folder` is what Pyodide is
// told, if anything.
export const withModule = async (promise, folder, load) => {
  if (!promise) return load();
  const address = addressIn(folder);

  if (address) wanted.add(address);
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
