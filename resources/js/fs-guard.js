// SPDX-License-Identifier: Apache-2.0
// What an interpreter mounts of a granted folder. Its file system in memory is filled once, and each sync
// makes the folder equal to it: also by removing what it does not hold, be it that somebody else put it
// there meanwhile, or that it never fit into memory. So each mount keeps a ledger of what the interpreter
// has seen, and of which version; the application leaves everything else alone.
const MOUNT_MAX = 1024 * 1024 * 1024; // bytes in all files together, far below where memory ends
const MOUNT_ENTRIES_MAX = 100000;

const makeLedger = () => {
  const seen = new Map();
  const kept = new Set();
  let isFilling = true;
  let bytes = 0;
  let entries = 0;

  return {
    see: (entry, version) => seen.set(entry.path, version),
    find: (entry) => seen.get(entry.path) ?? "",
    // What is kept is told of once.
    forget(entry) {
      seen.delete(entry.path);
      kept.delete(entry.path);
    },
    keep: (entry) => kept.add(entry.path),
    isKept: (entry) => kept.has(entry.path),
    // A folder is known by what is in it, which is what filling reads.
    list(entry, size) {
      if (!isFilling) return;
      seen.set(entry.path, "folder");
      bytes += size;
      if (bytes > MOUNT_MAX || ++entries > MOUNT_ENTRIES_MAX)
        throw makeException("QuotaExceededError", "The folder is too large to be mounted: it holds more than 1 GiB, or 100000 files.");
    },
    end(isWhole) {
      isFilling = false;
      if (!isWhole) seen.clear();
    },
  };
};

// The interpreters look at the names of these classes.
const makeGuarded = (root, ledger) => {
  class FileSystemFileHandle {
    kind = "file";

    constructor(entry, stat) {
      this[MARK] = entry;
      this.name = entry.name;
      this.stat = stat;
    }

    // Its bytes are read when they are wanted: most are only asked for their time.
    async getFile() {
      const entry = this[MARK];
      const [, size, lastModified] = this.stat ?? parse(await askFs("stat", entry));
      const lastModifiedDate = new Date(lastModified);

      const arrayBuffer = async () => {
        let all;
        const begin = () => (part, at, length) => (at ? all : (all = new Bytes(length))).set(part, at);
        const [, , , version] = await readWhole(entry, begin);
        ledger.see(entry, version);
        return all.buffer;
      };
      return { name: entry.name, size, lastModified, lastModifiedDate, arrayBuffer };
    }

    async createWritable() {
      const entry = this[MARK];
      const w = toNumber(await askFs("open", entry, { keep: 0 }));
      let position = 0;

      return {
        async write(data) {
          position = await writeParts(entry, w, position, await takeBytes(data));
        },
        async close() {
          ledger.see(entry, parse(await askFs("close", entry, { w }))[3]);
        },
      };
    }
  }

  class FileSystemDirectoryHandle {
    kind = "directory";

    constructor(entry) {
      this[MARK] = entry;
      this.name = entry.name;
    }

    async *values() {
      const list = parse(await askFs("list", this[MARK]));

      for (const [name, isInner, size, ...rest] of list) {
        const entry = childOf(this[MARK], isInner ? "directory" : "file", name);
        ledger.list(isInner ? entry : { path: "" }, size);
        yield isInner ? new FileSystemDirectoryHandle(entry) : new FileSystemFileHandle(entry, [isInner, size, ...rest]);
      }
    }

    async getFileHandle(name, options) {
      const entry = childOf(this[MARK], "file", checkName(name));

      await askFs("get", entry, { kind: "file", create: options?.create ? 1 : 0 });
      return new FileSystemFileHandle(entry, null);
    }

    async getDirectoryHandle(name, options) {
      const entry = childOf(this[MARK], "directory", checkName(name));

      await askFs("get", entry, { kind: "directory", create: options?.create ? 1 : 0 });
      ledger.see(entry, "folder");
      return new FileSystemDirectoryHandle(entry);
    }

    async removeEntry(name) {
      const entry = childOf(this[MARK], "file", checkName(name));

      try {
        const values = { seen: ledger.find(entry), quiet: ledger.isKept(entry) ? 1 : 0 };
        const answer = await askFs("remove", entry, values);
        if (answer === "kept") ledger.keep(entry);
        else ledger.forget(entry);
      } catch (error) {
        if (error.name !== "NotFoundError") throw error; // somebody else was faster
      }
    }

    async resolve(other) {
      const way = this[MARK].path ? `${this[MARK].path}/` : "";

      return split(cut(entryOf(other).path, way.length), "/");
    }
  }

  return new FileSystemDirectoryHandle(root);
};

// What is mounted here, so that what Python revokes goes, on main too, where pyscript.fs leaves it: one
// folder that cannot be written any more would fail every later sync, as each is of all mounts.
const mounts = [];
const isMountedAt = ({ FS, path }) => {
  try {
    return Boolean(deref(FS).lookupPath(path, { follow_mount: false }).node.mounted);
  } catch {
    return false;
  }
};
// What was unmounted, or went with its interpreter, is forgotten.
const noteMount = (mount) => {
  for (const each of mounts.splice(0))
    if (isMountedAt(each) && (each.path !== mount.path || deref(each.FS) !== deref(mount.FS))) push(mounts, each);
  push(mounts, mount);
};
const afterwards = globalThis.setTimeout.bind(globalThis);
const unmountRevoked = (token) =>
  // After Python has had its turn, for whom this may be mended one day.
  afterwards(() => {
    for (const mount of mounts.splice(0))
      if (mount.token !== token) push(mounts, mount);
      else if (isMountedAt(mount)) deref(mount.FS).unmount(mount.path);
  });

// Pyodide has mountNativeFS () when it is loaded, MicroPython is given one by polyscript afterwards.
const guardMounts = (interpreter) => {
  let { mountNativeFS } = interpreter;

  const mountGuarded = async (path, handle) => {
    if (!(handle instanceof FileSystemHandle)) return apply(mountNativeFS, interpreter, [path, handle]);
    const ledger = makeLedger();
    let mounted = null;

    try {
      mounted = await apply(mountNativeFS, interpreter, [path, makeGuarded(entryOf(handle), ledger)]);
    } finally {
      ledger.end(mounted !== null);
    }
    noteMount({ token: entryOf(handle).token, path, FS: new Weak(interpreter.FS) });
    return mounted;
  };

  try {
    defineProperty(interpreter, "mountNativeFS", {
      __proto__: null,
      configurable: true,
      enumerable: true,
      get: () => mountNativeFS && mountGuarded,
      set: (value) => (mountNativeFS = value),
    });
  } catch {
    // An interpreter of another kind mounts nothing.
  }
};
