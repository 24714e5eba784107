// SPDX-License-Identifier: Apache-2.0
// A snapshot of Pyodide's memory: made by make () in a page of the shell's own, taken by restore () in
// place of a start. All that reaches into parts of Pyodide that are not documented is here:
//   loadPyodide ({_makeSnapshot}), makeMemorySnapshot ()   a header, then the memory
//   loadPyodide ({_loadSnapshot})            wants both; given the header alone, it copies no memory
//   loadPyodide ({createPyodideModule})      in place of the default export of pyodide.asm.mjs
//   settings.INITIAL_MEMORY, .instantiateWasm; module.HEAPU8 and its stack and heap
//   the exported function table, which grows by one for each of some 6000 functions: 140 ms in WebKit,
//   and 15 when it grows by all of them at once
// pyodide-compiled.py does so with Python: SourceLoader.source_to_code, zipimport._compile_source,
// warnings._showwarnmsg.
// The format of an image is in core/interpreter-snapshot.h.
const KNOWN = /^314\.0\.\d+$/;
const MAGIC = 0x4d495850;
const PAGE = 4096;
const HEADER = 20;
const PIECE = 256 << 10; // bytes, which the processor's cache holds

// What an ordinary start leaves in the memory does not depend on these.
const HARMLESS = new Set([
  "checkAPIVersion", "indexURL", "lockFileContents", "lockFileURL", "packageBaseUrl", "packageCacheDir",
  "packages", "stderr", "stdin", "stdout",
]);

export const isKnown = (version, options) =>
  KNOWN.test(version) && Object.keys(options).every((name) => HARMLESS.has(name));

// Calls `receive` with a table that grows by `count` at once; or, without it, counts: (used) => {} is told.
// Nothing else sees the table meanwhile: what Pyodide does in `receive` is synchronous.
const withTable = (table, count, receive) => {
  const { grow } = WebAssembly.Table.prototype;
  let next = 0;
  let end = 0;
  let used = 0;

  table.grow = (delta, ...rest) => {
    used += delta;
    if (next + delta <= end) return (next += delta) - delta;
    if (delta !== 1 || rest.length || used !== 1 || !count) return grow.call(table, delta, ...rest);
    next = grow.call(table, count) + 1;
    end = next + count - 1;
    return next - 1;
  };
  try {
    receive();
  } finally {
    delete table.grow;
  }
  if (next !== end) throw new Error("the table of functions has another size");
  return used;
};

// A module's `instantiateWasm`, which gives its instance to the second argument.
const aroundTable = (instantiate, count, tell) => (imports, receive) =>
  instantiate(imports, (instance, wasm) => {
    tell(withTable(instance.exports.__indirect_function_table, count, () => receive(instance, wasm)));
  });

// What Python takes from the browser once, at its start: LANG, and the constants of `time`.
const describePlace = () => {
  const year = new Date().getFullYear();
  const zones = [0, 6].map((month) => String(new Date(year, month, 1)).replace(/^.* (?=GMT)/, ""));

  return [navigator.language, ...zones].join(", ");
};

// By an address beside ours, at which the loader has asked for it already; Pyodide's own may be a public one.
const createModule = async (settings) => (await import("./pyodide.asm.mjs?lean")).default(settings);

const findRuns = (memory) => {
  const words = new Float64Array(memory.buffer, memory.byteOffset, memory.length / 8);
  const isZero = (page) => {
    for (let i = (page * PAGE) / 8, end = i + PAGE / 8; i < end; i++)
      if (words[i] !== 0 || Object.is(words[i], -0)) return false;
    return true;
  };
  const runs = [];

  for (let page = 0; page < memory.length / PAGE; page++) {
    const last = runs.at(-1);

    if (isZero(page)) continue;
    if (last && last[0] + last[1] === page * PAGE) last[1] += PAGE;
    else runs.push([page * PAGE, PAGE]);
  }
  return runs;
};

export const packImage = (head, memory, facts) => {
  const runs = findRuns(memory);
  const text = new TextEncoder().encode(JSON.stringify(facts));
  const before = HEADER + runs.length * 8 + text.length + head.length;
  const image = new Uint8Array(runs.reduce((sum, run) => sum + run[1], before));
  const view = new DataView(image.buffer);
  let at = before;

  [MAGIC, runs.length, text.length, head.length, memory.length, ...runs.flat()].forEach((number, i) =>
    view.setUint32(i * 4, number, true),
  );
  image.set(text, HEADER + runs.length * 8);
  image.set(head, before - head.length);
  for (const [offset, length] of runs) {
    image.set(memory.subarray(offset, offset + length), at);
    at += length;
  }
  return image;
};

// Gives the bytes of an image one after another, as few at once as it likes: what it gave before may be another then.
// `image` is an array, or a file that is read piece by piece.
const readerOf = (image) => {
  const piece = image.next && new Uint8Array(PIECE);
  let at = 0;

  return (most) => {
    if (!piece) return image.subarray(at, (at += most));
    const length = Math.min(most, PIECE);

    if (image.next(piece, length) < length) throw new Error("it has become shorter");
    return piece.subarray(0, length);
  };
};

// Calls `receive` with the next `length` bytes, piece by piece, and where among them each begins.
const readEach = (read, length, receive) => {
  for (let done = 0, part; done < length; done += part.length) {
    part = read(length - done);
    if (!part.length) throw new Error("it is cut short");
    receive(part, done);
  }
};

const readAll = (read, length) => {
  const all = new Uint8Array(length);

  readEach(read, length, (part, at) => all.set(part, at));
  return all;
};

export const readImage = (image) => {
  const read = readerOf(image);
  const numbers = (count) => {
    const view = new DataView(readAll(read, count * 4).buffer);

    return Array.from({ length: count }, (_, i) => view.getUint32(i * 4, true));
  };
  const [magic, nRuns, text, head, size] = numbers(HEADER / 4);

  if (magic !== MAGIC) throw new Error("it is no snapshot");
  const places = numbers(nRuns * 2);

  return {
    runs: Array.from({ length: nRuns }, (_, i) => places.slice(i * 2, i * 2 + 2)),
    facts: JSON.parse(new TextDecoder().decode(readAll(read, text))),
    head: readAll(read, head), // Pyodide reads it as words: it begins its own buffer
    size,
    read, // what is left, the runs
  };
};

// Memory outside of the runs was zero. New memory is, but for what the start has written until here: below the end of
// the heap, and in the stack, where nobody reads what is not in use. What is written takes memory, zeros too.
export const fillMemory = (module, { runs, read }) => {
  const heap = module.HEAPU8;
  const top = module.HEAPU32[module._emscripten_get_sbrk_ptr() >>> 2];
  const stack = [module._emscripten_stack_get_end(), module._emscripten_stack_get_base()];
  const clear = (from, to) => from < to && heap.fill(0, from, to);
  let before = 0;

  for (const [offset, length] of [...runs, [heap.length, 0]]) {
    clear(before, Math.min(offset, top, stack[0]));
    clear(Math.max(before, stack[1]), Math.min(offset, top));
    readEach(read, length, (part, at) => heap.set(part, offset + at));
    before = offset + length;
  }
};

// Pyodide has Python compile three such lines at each start; what they say is known without.
const answerImports = (API) => {
  const { runPythonInternal } = API;

  API.runPythonInternal = (code) => {
    const [, name, dict] = /^import (\w+); \1(\.__dict__)?$/.exec(code) ?? [];
    const module = name && API._pyodide._base.import_module(name);

    if (!module) return runPythonInternal(code);
    if (!dict) return module;
    const names = module.__dict__.copy();
    module.destroy();
    return names;
  };
};

const restoreFrom = (parts) => async (settings) => {
  settings.INITIAL_MEMORY = parts.size;
  settings.instantiateWasm = aroundTable(settings.instantiateWasm, parts.facts.slots, () => {});
  const module = await createModule(settings);

  if (module.HEAPU8.length !== parts.size) throw new Error("the memory has another size");
  fillMemory(module, parts);
  parts.read = null; // Pyodide keeps its options, and so this function
  answerImports(module.API);
  return module;
};

// Where none of its names is seen, and what it defines reads as a part of Python's imports, for who watches frames.
const runApart = (interpreter, code, names) => {
  const globals = interpreter.toPy(names);

  try {
    return interpreter.runPython(code, { globals, filename: "<frozen importlib._bootstrap_external>" });
  } finally {
    globals.destroy();
  }
};

// The names of what pyodide-compiled.py has left. An attribute's proxy lives as long as that of its object.
const findNames = ({ sys }) => {
  const module = sys.modules.get("_frozen_importlib_external");
  const names = module.SourceLoader.source_to_code.__globals__.copy();

  module.destroy();
  return names;
};

const runRestored = (interpreter, names) => {
  const { exec } = interpreter._api._pyodide._base.builtins;
  const [code, globals] = [names.get("restored"), interpreter.toPy({})];

  try {
    exec(code, globals);
  } finally {
    code.destroy();
    globals.destroy();
  }
};

// An interpreter as loadPyodide (options) gives it, and the names of what pyodide-compiled.py has left in it. Rejects
// where the image, an array or a file as supply.js opens it, is not for here.
export const restore = async (real, options, image) => {
  const parts = readImage(image);

  if (parts.facts.place !== describePlace()) throw new Error("the language or the time zone is another");
  const interpreter = await real.loadPyodide({
    ...options,
    _loadSnapshot: parts.head,
    createPyodideModule: restoreFrom(parts),
  });
  const names = findNames(interpreter._api);

  runRestored(interpreter, names);
  return { interpreter, names };
};

// The image of an interpreter right after its start and what Python makes of that: `compiled` is run in it, with
// the text of `sources` and of `restored`, which runs in each that is restored from it.
export const make = async (real, options, { compiled, restored, sources }) => {
  let slots = 0;
  const interpreter = await real.loadPyodide({
    ...options,
    _makeSnapshot: true,
    createPyodideModule: (settings) => {
      settings.instantiateWasm = aroundTable(settings.instantiateWasm, 0, (used) => (slots = used));
      return createModule(settings);
    },
  });

  runApart(interpreter, compiled, { restored, sources });
  const snapshot = interpreter.makeMemorySnapshot();
  const head = new Uint32Array(snapshot.buffer, snapshot.byteOffset)[1];
  const facts = { place: describePlace(), slots };

  return packImage(snapshot.subarray(0, head), snapshot.slice(head), facts);
};
