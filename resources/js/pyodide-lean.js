// Put into Pyodide's module by core/lean-module.c, where the names of its scope are known: exports that no line of it
// names are looked up when somebody needs them, not at each start. `pyxisNames ()` gives those that are needed at once,
// `pyxisFunctions ()` and `pyxisData ()` the others. The names of the scope are Emscripten's.
var pyxisExports = null; // the instance's, until all of them are assigned
var pyxisOthers = null; // names by their variables, once somebody asks for one

// What a variable `_foo`, and Module._foo, is: of data its address. Those that Emscripten wraps are among the chosen.
var pyxisValue = (name) => {
  var value = wasmExports[name] ?? pyxisExports[name];

  return value instanceof WebAssembly.Global ? value.value >>> 0 : value;
};

// Module._foo of one that is not assigned yet.
var pyxisFind = (variable) => {
  if (!pyxisExports || typeof variable !== "string" || variable[0] !== "_") return undefined;
  pyxisOthers ??= new Map([...pyxisFunctions(), ...pyxisData()].map((name) => ["_" + name, name]));
  return pyxisOthers.has(variable) ? pyxisValue(pyxisOthers.get(variable)) : undefined;
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

// Before a name of the interpreter's is looked up while it runs.
var pyxisReach = (name) => {
  if (pyxisExports && name in pyxisExports) mergeLibSymbols({ [name]: pyxisExports[name] }, "main");
};

// What an ordinary start does with all exports, before the first library that is linked at run time. The table of
// functions grows once; by one for each function it takes 140 ms in WebKit.
function pyxisComplete() {
  var exports = pyxisExports;

  if (!exports) return;
  var names = [...pyxisFunctions(), ...pyxisData()];
  mergeLibSymbols(exports, "main");
  var functions = new Set(Object.values(exports).filter((value) => typeof value === "function"));
  var count = [...functions].filter((value) => !getFunctionAddress(value)).length;
  var first = wasmTable.grow(count);
  for (var i = count; i > 0; ) freeTableIndexes.push(first + --i);
  updateGOT(exports);
  wasmExports = applySignatureConversions(exports);
  for (var name of names) Module["_" + name] = pyxisValue(name);
  pyxisExports = null;
  // The variables are for what a library evaluates in this scope.
  eval(names.map((name) => `_${name}=Module._${name};`).join(""));
}
