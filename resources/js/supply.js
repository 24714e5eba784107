// SPDX-License-Identifier: Apache-2.0
// What a start of Pyodide waits for longest, its compiled module, the image of its memory and the code of the
// project's modules, made and read by WebKit's own process (module-keeper.h, byte-reader.h) and before PyScript is
// there to ask for it. Main has the module for its workers too: it is shared, and a worker has no such reader.
const readNative = globalThis["@pyxis/bytes"];
const compileNative = globalThis["@pyxis/module"];
const modules = new Map(); // a version -> the promise of its module
const images = new Map(); // the same of an image that nobody has taken yet
const codes = new Map(); // and of compiled code
const PIECE = 256 << 10;
const Octets = Uint8Array;
const setOctets = uncurry(Uint8Array.prototype.set);
const cutOctets = uncurry(Uint8Array.prototype.subarray);
const STARTED = "script[type='py'], script[type='py-game'], py-script";

deleteProperty(globalThis, "@pyxis/bytes");
deleteProperty(globalThis, "@pyxis/module");

// What the answer is called with, all in one; nothing: there is no such file, or nobody to ask. It is called from
// outside the page's event loop, after which nobody looks for promises that wait: a page that does nothing else would
// wait for ever. After an event's listener WebKit does.
const askNative = (ask, version, file) =>
  new Promise((done) => {
    const place = new Target();
    const receive = (first, second) => {
      listen(place, "answer", () => done({ __proto__: null, first, second }));
      dispatch(place, new Custom("answer"));
    };

    if (ask) ask(`/@pyxis/runtime/pyodide/${version}/${file}`, receive);
    else done({ __proto__: null });
  });

// Its length, and a function that reads the next bytes into an array: whoever reads piece by piece needs no memory for
// all. null: there is none.
const openFile = async (version, file) => {
  const { first: length, second: next } = await askNative(readNative, version, file);

  return next ? { __proto__: null, length, next } : null;
};

const readFile = async (version, file) => {
  const opened = await openFile(version, file);
  const all = opened && new Octets(opened.length);
  const piece = opened && new Octets(min(PIECE, opened.length));

  for (let at = 0, n; opened && at < all.length; at += n) {
    n = opened.next(piece, piece.length);
    if (!n) return null; // it has become shorter
    setOctets(all, n < piece.length ? cutOctets(piece, 0, n) : piece, at);
  }
  return all;
};

const openImage = (version) => openFile(version, "pyodide.mjs?snapshot");

const readCode = (version) => readFile(version, "pyodide.mjs?code");

// A copy: the other is of no page, and for the next one.
const readModule = async (version) => {
  const { first: module } = await askNative(compileNative, version, "pyodide.asm.wasm");

  return module && cloneOf(module);
};

// null where it cannot be compiled: who needs it says why.
const takeModule = (version) => {
  if (!modules.has(version)) modules.set(version, readModule(version).catch(() => null));
  return modules.get(version);
};

// It is read once, and so kept for one who takes it; what was opened for another version was a wrong guess.
const takeImage = (version) => {
  const image = images.get(version) ?? openImage(version);

  images.clear();
  return image;
};

const takeCode = (version) => {
  const code = codes.get(version) ?? readCode(version);

  codes.delete(version);
  return code;
};

// Where the version is a guess (core/pyodide-choice.h), who names one is not asked whether it is the same.
const namesVersion = (element) =>
  pyxisOptions.isGuess && (element.getAttribute("config") ?? "").includes("interpreter");

// The page's text has been read, and none of its modules runs yet.
const prepareStart = () => {
  const { pyodide } = pyxisOptions;
  const all = pyodide ? [...document.querySelectorAll(STARTED)] : [];
  const scripts = all.filter((script) => !namesVersion(script));

  if (!scripts.length) return;
  takeModule(pyodide);
  if (scripts.every((script) => script.hasAttribute("worker"))) return;
  images.set(pyodide, openImage(pyodide));
  codes.set(pyodide, readCode(pyodide));
};

const isPyodides = (element) => {
  const type = element?.getAttribute("type") ?? "";

  return type === "py" || begins(type, "py-") || begins(element?.localName ?? "", "py-");
};

const withSecret = (parts) => ({ __proto__: null, "@pyxis": pyxisOptions.secret, ...parts });

const supply = async (worker, version) => {
  const asked = [takeModule(version), readFile(version, "pyodide.mjs?snapshot"), readCode(version)];
  const [module, image, code] = await Promise.all(asked);
  const parts = withSecret({ version, module, image, code });

  if (image) postTo(worker, parts, only(image.buffer));
  else postTo(worker, parts);
};

// A worker of Pyodide is told that something will come, or that nothing will, and then given it.
const supplyWorker = (worker, element) => {
  const { pyodide } = pyxisOptions;
  const isComing = Boolean(pyodide && readNative && isPyodides(element) && !namesVersion(element));

  postTo(worker, withSecret({ isComing }));
  if (isComing) supply(worker, pyodide).catch(() => postTo(worker, withSecret({ isComing: false })));
};

defineProperty(globalThis, Symbol.for("@pyxis/supply"), {
  __proto__: null,
  value: { __proto__: null, takeCode, takeImage, takeModule },
});
listen(document, "readystatechange", prepareStart, { once: true });
