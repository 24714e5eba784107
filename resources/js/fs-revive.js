// SPDX-License-Identifier: Apache-2.0
// Handles that went through a structured clone come back as plain marked data: out of IndexedDB, out of
// a message, out of structuredClone (). Here they are made handles again, in the value's own place.
const WALK_MAX = 2000;
const DEPTH_MAX = 8;
const walked = new WeakSet();
const revived = new WeakMap();
const findRevived = uncurry(WeakMap.prototype.get);
const keepRevived = uncurry(WeakMap.prototype.set);
const readOwn = (object, key) => getOwnPropertyDescriptor(object, key)?.value;

const isPlain = (value) =>
  typeof value === "object" && value !== null && (isArray(value) || tagOf(value) === "[object Object]");

// (nullable): of what one of our handles was cloned to.
const readEntry = (value) => {
  const entry = isPlain(value) ? readOwn(value, MARK) : null;

  if (!isPlain(entry) || value instanceof FileSystemHandle) return null;
  const [token, kind, name, path] = ["token", "kind", "name", "path"].map((key) => readOwn(entry, key));
  const isSound = [token, name, path].every((text) => typeof text === "string");
  return isSound && (kind === "file" || kind === "directory") ? { token, kind, name, path } : null;
};

const reviveOne = (value, entry) => {
  let handle = findRevived(revived, value);

  if (!handle) keepRevived(revived, value, (handle = makeHandle(entry)));
  return handle;
};

const reviveInside = (value, depth, budget) => {
  if (depth > DEPTH_MAX || isMarked(walked, value)) return;
  mark(walked, value);
  for (const key of keys(value)) {
    if (budget.left-- <= 0) return;
    const inner = readOwn(value, key);
    const entry = readEntry(inner);

    if (entry) value[key] = reviveOne(inner, entry);
    else if (isPlain(inner) && !(inner instanceof FileSystemHandle)) reviveInside(inner, depth + 1, budget);
  }
};

const revive = (value) => {
  if (!isPlain(value)) return value;
  const entry = readEntry(value);
  if (entry) return reviveOne(value, entry);
  if (!(value instanceof FileSystemHandle)) reviveInside(value, 0, { left: WALK_MAX });
  return value;
};

const reviveGetter = (prototype, key) => {
  const descriptor = prototype && getOwnPropertyDescriptor(prototype, key);

  if (!descriptor?.get) return;
  const { get } = descriptor;
  descriptor.get = function () {
    return revive(apply(get, this, []));
  };
  defineProperty(prototype, key, descriptor);
};

reviveGetter(globalThis.IDBRequest?.prototype, "result");
reviveGetter(globalThis.IDBCursorWithValue?.prototype, "value");
reviveGetter(globalThis.MessageEvent?.prototype, "data");
if (globalThis.structuredClone) {
  const { structuredClone } = globalThis;

  globalThis.structuredClone = (...values) => revive(apply(structuredClone, globalThis, values));
}

// pyscript.fs.revoke () only forgets its handle, and on main leaves the folder mounted: what Python may
// do there ends with it.
if (globalThis.IDBObjectStore) {
  const store = IDBObjectStore.prototype;
  const { delete: remove, get } = store;
  const forgetHandle = (asked) =>
    listen(asked, "success", () => {
      const handler = asked.result?.handler;
      if (!(handler instanceof FileSystemHandle)) return;
      askFs("revoke", entryOf(handler)).catch(() => {});
      unmountRevoked(entryOf(handler).token);
    });

  store.delete = function (...values) {
    if (has(this.transaction.db.name, "@pyscript.fs")) forgetHandle(apply(get, this, values));
    return apply(remove, this, values);
  };
}
