// SPDX-License-Identifier: Apache-2.0
// FileSystemHandle and its kinds as fs.spec.whatwg.org defines them, which WebKitGTK has for no folder of
// the user's. A handle is a plain object's worth of data under one marked key, so that a structured
// clone of it keeps all there is (fs-revive.js makes a handle of that again).
const MARK = "@pyxis/handle";
const KEY = {};
const MODES = ["read", "readwrite"];

// Found by `has` in text.js: a name, not a path.
const checkName = (value) => {
  const name = Text(value ?? "");

  if (name === "" || name === "." || name === ".." || has(name, "/") || has(name, "\0"))
    throw new BadType("A name must not be empty, “.” or “..”, nor hold “/” or NUL.");
  return name;
};

const entryOf = (handle) => {
  const entry = handle?.[MARK];

  if (!entry) throw new BadType("This is no FileSystemHandle.");
  return entry;
};

const childOf = ({ token, path }, kind, name) => ({ token, kind, name, path: path ? `${path}/${name}` : name });

const makeHandle = (entry) =>
  entry.kind === "file" ? new FileSystemFileHandle(KEY, entry) : new FileSystemDirectoryHandle(KEY, entry);

const readMode = (options) => {
  const mode = options?.mode ?? "read";

  if (mode !== "read" && mode !== "readwrite") throw new BadType("A mode is “read” or “readwrite”.");
  return mode;
};

// A page may ask its user where a worker may not (fs-pick.js).
let askPermission = async (entry, mode) => askFs("permission", entry, { mode });

// What needs to write asks for it where only that is missing.
const withPermission = async (entry, attempt) => {
  try {
    return await attempt();
  } catch (error) {
    if (error.name !== "NotAllowedError" || (await askPermission(entry, "readwrite")) !== "granted")
      throw error;
    return attempt();
  }
};

class FileSystemHandle {
  constructor(key, entry) {
    if (key !== KEY) throw new BadType("Illegal constructor");
    defineProperty(this, MARK, { __proto__: null, enumerable: true, value: entry });
  }

  get kind() {
    return entryOf(this).kind;
  }

  get name() {
    return entryOf(this).name;
  }

  async isSameEntry(other) {
    const [mine, theirs] = [entryOf(this), entryOf(other)];

    if (mine.token === theirs.token) return mine.path === theirs.path;
    return (await askFs("relate", mine, { o: theirs.token, to: theirs.path })) === "[]";
  }

  async queryPermission(options) {
    return askFs("permission", entryOf(this), { mode: readMode(options) });
  }

  async requestPermission(options) {
    const mode = readMode(options);
    const state = await askFs("permission", entryOf(this), { mode });

    return state === "prompt" ? askPermission(entryOf(this), mode) : state;
  }
}

class FileSystemFileHandle extends FileSystemHandle {
  async getFile() {
    const entry = entryOf(this);
    let parts;
    const begin = () => {
      parts = [];
      // One after the other into the browser's own store.
      return (bytes) => push(parts, new BlobOf([bytes]));
    };
    const [, , lastModified, , type] = await readWhole(entry, begin);

    return new FileOf(parts, entry.name, { type, lastModified });
  }

  async createWritable(options) {
    const entry = entryOf(this);
    const keep = options?.keepExistingData ? 1 : 0;
    const w = await withPermission(entry, () => askFs("open", entry, { keep }));

    return new FileSystemWritableFileStream(KEY, entry, toNumber(w));
  }
}

const getChild = async (handle, kind, name, options) => {
  const entry = childOf(entryOf(handle), kind, checkName(name));
  const create = options?.create ? 1 : 0;

  const attempt = () => askFs("get", entry, { kind, create });

  await (create ? withPermission(entry, attempt) : attempt());
  return makeHandle(entry);
};

class FileSystemDirectoryHandle extends FileSystemHandle {
  async *values() {
    const entry = entryOf(this);
    const list = parse(await askFs("list", entry));

    for (let i = 0; i < list.length; i++)
      yield makeHandle(childOf(entry, list[i][1] ? "directory" : "file", list[i][0]));
  }

  async *entries() {
    for await (const handle of this.values()) yield [handle.name, handle];
  }

  async *keys() {
    for await (const handle of this.values()) yield handle.name;
  }

  async getFileHandle(name, options) {
    return getChild(this, "file", name, options);
  }

  async getDirectoryHandle(name, options) {
    return getChild(this, "directory", name, options);
  }

  async removeEntry(name, options) {
    const entry = childOf(entryOf(this), "file", checkName(name));
    const recursive = options?.recursive ? 1 : 0;

    await withPermission(entry, () => askFs("remove", entry, { recursive }));
  }

  async resolve(other) {
    const [mine, theirs] = [entryOf(this), entryOf(other)];

    if (mine.token !== theirs.token)
      return parse(await askFs("relate", mine, { o: theirs.token, to: theirs.path }));
    if (mine.path === theirs.path) return [];
    const way = mine.path ? `${mine.path}/` : "";
    return begins(theirs.path, way) ? split(cut(theirs.path, way.length), "/") : null;
  }
}

defineProperty(FileSystemDirectoryHandle.prototype, Symbol.asyncIterator, {
  __proto__: null,
  configurable: true,
  writable: true,
  value: FileSystemDirectoryHandle.prototype.entries,
});
const BlobOf = globalThis.Blob;
const FileOf = globalThis.File;

const expose = (name, value) =>
  defineProperty(globalThis, name, { __proto__: null, configurable: true, writable: true, value });

for (const kind of [FileSystemHandle, FileSystemFileHandle, FileSystemDirectoryHandle]) {
  defineProperty(kind.prototype, Symbol.toStringTag, { __proto__: null, configurable: true, value: kind.name });
  expose(kind.name, kind);
}
// polyscript reads it; WebKit has only the number.
if (FileOf && !("lastModifiedDate" in FileOf.prototype))
  defineProperty(FileOf.prototype, "lastModifiedDate", {
    __proto__: null,
    configurable: true,
    get() {
      return new Date(this.lastModified);
    },
  });
