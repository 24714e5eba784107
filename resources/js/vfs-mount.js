// SPDX-License-Identifier: Apache-2.0
// The project's file system as a type of file system for Emscripten, mounted at /vfs in an interpreter.
// Each write is sent as it is made, and nothing is kept from one system call to the next but what was
// read ahead of an open file: what one interpreter writes, every other one reads. What Emscripten asks
// of such a type is in its src/lib/libfs.js.
const ENOENT = 44;
const NO_MODULE = "[]";

const isMounted = (FS) => {
  try {
    return Boolean(FS.lookupPath(MOUNT_POINT, { follow_mount: false }).node.mounted);
  } catch {
    return false;
  }
};

const makeType = (FS) => {
  const { ErrnoError, FSNode } = FS;
  // What readdir told of the entries: the system asks for each one next.
  let listed = null;
  // MicroPython asks for NAME, NAME.py and NAME.mpy in turn: those that are known to be missing.
  let missing = null;
  let stream_ops = null;

  const call = (...values) => {
    const answer = callVfs(...values);

    if (answer.code) throw new ErrnoError(answer.code);
    return answer;
  };
  const askStat = (path, values) => parse(call("stat", path, values).text);
  const isMissing = (path) => {
    const isKnown = missing !== null && clock() - missing.time < FRESH && missing.paths.delete(path);

    if (!isKnown) missing = null;
    return isKnown;
  };
  // What is asked of a small file next is most often to open it.
  const look = (parent, name) => {
    const path = pathIn(parent, name);

    if (isMissing(path)) throw new ErrnoError(ENOENT);
    const { code, bytes, stat } = callVfs("look", path, { __proto__: null, n: SMALL }, null, true);
    if (code && stat === NO_MODULE)
      missing = { time: clock(), paths: new Set([`${path}.py`, `${path}.mpy`]) };
    if (code) throw new ErrnoError(code);
    const node = makeNode(parent, name, parse(stat));

    if (!node.stat[0] && node.stat[1] === bytes.length)
      node.seen = { __proto__: null, bytes, stat: node.stat, time: clock() };
    return node;
  };

  // Not FS.createNode (), whose table of names would answer for good.
  const makeNode = (parent, name, stat) => {
    const node = new FSNode(parent, name, (stat[0] ? FOLDER : FILE) | stat[4], 0);

    node.path = parent && parent.path !== "" ? `${parent.path}/${name}` : name;
    node.ino = stat[3];
    node.nOpen = 0;
    node.stat = stat; // for the getattr of this very system call
    node.seen = null; // and a small file's bytes, for its open
    node.promised = null; // what is known of an open file that the other side does not know to be open
    node.found = stat;
    node.node_ops = node_ops;
    node.stream_ops = stream_ops;
    return node;
  };
  const pathIn = (folder, name) => (folder.path === "" ? name : `${folder.path}/${name}`);
  const valuesOf = (node) => (node.nOpen || node.promised ? inoOf(node) : { __proto__: null });

  const node_ops = {
    getattr(node) {
      if (node.promised && !node.stat) openLate(node, call, 0);
      const stat = node.stat ?? node.promised?.stat ?? askStat(node.path, valuesOf(node));
      const [folder, size, mtime, ino, mode] = stat;
      const time = new Date(mtime);

      node.stat = null;
      return {
        dev: 9, ino, mode: (folder ? FOLDER : FILE) | mode, nlink: 1, uid: 0, gid: 0, rdev: 0,
        size, atime: time, mtime: time, ctime: time, blksize: WINDOW, blocks: -(-size >> 9),
      };
    },
    setattr(node, attributes) {
      const values = valuesOf(node);
      const { size, mode, mtime, timestamp } = attributes;
      const time = mtime ?? ((size ?? mode) === undefined ? timestamp : null);

      node.stat = null;
      node.seen = null;
      if (size !== undefined) call("truncate", node.path, { ...values, n: size });
      // A new file is given the mode that it has.
      if (mode !== undefined && (mode ^ node.mode) & 0o7777) values.mode = mode & 0o7777;
      if (time !== undefined && time !== null) values.mtime = Math.round(toNumber(time));
      if ((values.mode ?? values.mtime) !== undefined) call("setattr", node.path, values);
      if (values.mode !== undefined) node.mode = (node.mode & ~0o7777) | values.mode;
    },
    lookup(parent, name) {
      if (isOnTheWay(pathIn(parent, name))) return makeNode(parent, name, GRANTED);
      const known = listed?.path === parent.path ? listed.entries.get(name) : null;

      if (!known) listed = null;
      else listed.entries.delete(name);
      return known ? makeNode(parent, name, known) : look(parent, name);
    },
    mknod(parent, name, mode) {
      const op = isFolder(mode) ? "mkdir" : "create";

      return makeNode(parent, name, parse(call(op, pathIn(parent, name), { mode: mode & 0o7777 }).text));
    },
    rename(node, folder, name) {
      const to = pathIn(folder, name);

      try {
        call("rename", node.path, { to: encodePath(to) });
      } finally {
        node.name = ""; // FS.rename () puts it in the table of names: an empty one is never looked up
      }
      node.path = to;
    },
    unlink(parent, name) {
      call("unlink", pathIn(parent, name));
    },
    rmdir(parent, name) {
      call("rmdir", pathIn(parent, name));
    },
    readdir(node) {
      const entries = new Map(Object.entries(parse(call("list", node.path).text)));
      const names = [...entries.keys()];

      listed = { path: node.path, entries };
      return [".", "..", ...names];
    },
    symlink() {
      throw new ErrnoError(63);
    },
  };

  stream_ops = makeStreamOps(FS, call);
  return { mount: () => makeNode(null, "", [1, 0, 0, 1, 0o755]) };
};

const mountVfs = (interpreter) => {
  const { FS } = interpreter;

  if (isMounted(FS)) return;
  try {
    FS.mkdir(MOUNT_POINT);
  } catch {
    // It is there already.
  }
  FS.mount(makeType(FS), {}, MOUNT_POINT);
  watchWalks(FS);
};

// Modules are looked for there last, and not before the interpreter is ready: MicroPython asks every
// folder for each module of its own. What Python runs is given to it as a module: MicroPython reads 4 KB of
// text in quotes for 4 ms, which is 2 percent of the start of a page.
const OURS_IN_PYTHON = "_pyxis";
const lookInVfs = (interpreter) => {
  const { osLater, osMore } = pyxisOptions;

  try {
    if (!isMounted(interpreter.FS)) return;
    interpreter.registerJsModule(OURS_IN_PYTHON, { mountPoint: MOUNT_POINT, osLater, osMore });
    interpreter.runPython(`exec(__import__("${OURS_IN_PYTHON}").osLater, {"__name__": "os_later"})`);
  } catch {
    // An interpreter of another kind runs without.
  }
};

// For the loader of the interpreters. Whoever else calls it gains what open () can do as well.
defineProperty(globalThis, Symbol.for("@pyxis/mount"), {
  __proto__: null,
  value(interpreter, name) {
    mountVfs(interpreter);
    guardMounts(interpreter);
    awaitLibrary(interpreter, name === "micropython" ? 0o644 : 0o666);
    registerInterpreter(interpreter, name);
  },
});
