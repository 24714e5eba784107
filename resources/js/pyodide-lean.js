// Put into Pyodide's module by core/lean-module.c, where the names of its scope are known: exports that no line of it
// names are looked up when somebody needs them, not at each start. `pyxisNames ()` gives those that are needed at once,
// `pyxisRest ()` the statements that assign the others. The names of the scope are Emscripten's.
var pyxisExports = null;

// Module.PyFoo of one that is not assigned yet; a number is an address.
var pyxisFind = (name) => {
  var found = typeof name === "string" && name[0] === "_" ? pyxisExports?.[name.slice(1)] : undefined;

  return found instanceof WebAssembly.Global ? found.value >>> 0 : found;
};

function pyxisChoose(exports) {
  var chosen = {};

  for (var name of [...pyxisNames(), ...Object.keys(GOT)]) if (name in exports) chosen[name] = exports[name];
  pyxisExports = exports;
  Object.setPrototypeOf(
    Module,
    new Proxy(Object.getPrototypeOf(Module), {
      get: (target, name, receiver) => pyxisFind(name) ?? Reflect.get(target, name, receiver),
      has: (target, name) => Reflect.has(target, name) || pyxisFind(name) !== undefined,
    }),
  );
  return chosen;
}

// What an ordinary start does with all exports, before the first library that is linked, or looks a name up, at run time.
// The table of functions grows once; by one for each function it takes 140 ms in WebKit.
function pyxisComplete() {
  var exports = pyxisExports;

  if (!exports) return;
  pyxisExports = null;
  mergeLibSymbols(exports, "main");
  var missing = Object.values(exports).filter((value) => typeof value === "function" && !getFunctionAddress(value));
  var first = wasmTable.grow(missing.length);
  for (var i = missing.length; i > 0; ) freeTableIndexes.push(first + --i);
  updateGOT(exports);
  pyxisAssign(applySignatureConversions(exports));
}

// Where a page forbids eval (), it forbids what libraries evaluate in this scope as well.
function pyxisAssign(wasmExports) {
  try {
    eval(pyxisRest());
  } catch (error) {
    if (!(error instanceof EvalError)) throw error;
  }
}
