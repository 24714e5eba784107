// SPDX-License-Identifier: Apache-2.0
// What a start of Pyodide waits for longest, as supply.js of the page gives it.
const PATIENCE_MS = 2000; // with a page that is busy; what is then fetched takes less

const supply = { __proto__: null };
const supplied = new Promise((resolve) => (supply.give = resolve));

// Whether it was the last message.
const hearSupply = (data) => {
  if (data.isComing) later(() => supply.give(null), PATIENCE_MS);
  else supply.give(data.version ? data : null);
  return !data.isComing;
};

const takePart = async (version, name) => {
  const parts = await supplied;
  const part = parts?.version === version ? parts[name] : null;

  if (name !== "module" && parts) parts[name] = null; // they are large
  return part;
};

defineProperty(globalThis, Symbol.for("@pyxis/supply"), {
  __proto__: null,
  value: {
    __proto__: null,
    takeCode: (version) => takePart(version, "code"),
    takeImage: (version) => takePart(version, "image"),
    takeModule: (version) => takePart(version, "module"),
  },
});
