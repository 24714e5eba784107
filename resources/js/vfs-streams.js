// SPDX-License-Identifier: Apache-2.0
// Open files of the project's file system, for vfs-mount.js: read ahead by a window, written through.
const FOLDER = 0o040000;
const FILE = 0o100000;
const APPEND = 0o2000;
const DIRECTORY = 0o200000;
const CLOEXEC = 0o2000000;
const WRITE_MASK = 3;
const MAP_PRIVATE = 2;
const WINDOW = 256 * 1024;
const EBADF = 8;
const SMALL = 16 * 1024;
const BODY_MAX = 8 * 1024 * 1024;
// The end of a file that was there this many milliseconds ago still is: Python reads twice to find it.
const FRESH = 10;

const isFolder = (mode) => (mode & 0o170000) === FOLDER;
const inoOf = (node) => ({ __proto__: null, i: node.ino });

// An answer of `open` or `read`: what is there from a place on, at least to the end of the window.
const keepWindow = (stream, at, wanted, bytes) => {
  stream.shared.window = { at, bytes, time: clock(), isEnd: bytes.length < wanted };
};

const isInside = (window, position) =>
  position >= window.at && position < window.at + window.bytes.length;

const isAtEnd = (window, position) =>
  window.isEnd && position === window.at + window.bytes.length && clock() - window.time < FRESH;

// A small file that was seen whole a moment ago is only promised to be open: most are read and closed, with no
// further request. So is one that is only written. NULL: it was removed since, and is what was seen of it.
const openLate = (node, call, n) => {
  let answer;

  try {
    answer = call("open", "", { ...inoOf(node), n }, null, true);
  } catch {
    return null;
  }
  node.nOpen++;
  node.stat = parse(answer.stat);
  node.promised = null;
  return answer.bytes;
};

// What is there at `position`, and after it.
const fill = (stream, call, position, length) => {
  const { node } = stream;

  if (node.promised) keepWindow(stream, 0, WINDOW, openLate(node, call, WINDOW) ?? node.promised.bytes);
  if (node.promised || (stream.shared.window && isInside(stream.shared.window, position))) return;
  const n = Math.max(length, WINDOW);
  const values = { ...inoOf(node), at: position, n };

  keepWindow(stream, position, n, call("read", "", values, null, true).bytes);
};

const send = (call, node, op, position, bytes) => {
  let sent = 0;
  let answer;

  do {
    const body = bytes.slice(sent, sent + BODY_MAX); // never a view of the heap

    answer = call(op, "", { ...inoOf(node), at: position + sent }, body);
    sent += body.length;
  } while (sent < bytes.length);
  return answer.text;
};

// The size then, if it is appended. A file that was removed while it was only promised to be open was open for
// writing alone: nobody can read what is written there now.
const write = (call, node, op, position, bytes) => {
  try {
    return send(call, node, op, position, bytes);
  } catch (error) {
    if (node.promised && error.errno === EBADF) return position + bytes.length;
    throw error;
  }
};

const makeStreamOps = (FS, call) => {
  const { ErrnoError } = FS;
  const sizeOf = (node) => {
    if (node.promised && !openLate(node, call, 0)) return node.promised.bytes.length;
    return parse(call("stat", "", inoOf(node)).text)[1];
  };
  const stream_ops = {
    open(stream) {
      const { node, flags, shared } = stream;
      const { seen } = node;
      const isReader = !isFolder(node.mode) && (flags & WRITE_MASK) === 0;
      const isWriter = (flags & WRITE_MASK) === 1;
      const values = { ...inoOf(node), n: isReader ? WINDOW : 0 };

      node.stat = null;
      node.seen = null;
      shared.nStreams = 1;
      // MicroPython's open () would open a folder; what may do that sets one of these.
      if (isFolder(node.mode) && !(flags & (DIRECTORY | CLOEXEC))) throw new ErrnoError(EISDIR);
      if (isFolder(node.mode)) return;
      if (isReader && seen && clock() - seen.time < FRESH) {
        node.stat = seen.stat;
        node.promised = seen;
        keepWindow(stream, 0, WINDOW, seen.bytes);
        return;
      }
      if (isWriter) {
        node.promised = { __proto__: null, bytes: new Bytes(0), stat: node.found };
        return;
      }
      const { bytes, stat } = call("open", "", values, null, true);
      node.nOpen++;
      node.stat = parse(stat);
      if (isReader) keepWindow(stream, 0, WINDOW, bytes);
    },
    dup(stream) {
      stream.shared.nStreams++;
    },
    close(stream) {
      const { node, shared } = stream;

      shared.window = null;
      if (--shared.nStreams > 0 || isFolder(node.mode)) return;
      if (node.promised) return;
      node.nOpen--;
      tellVfs("close", inoOf(node));
    },
    fsync: () => 0,
    llseek(stream, offset, whence) {
      const { node } = stream;
      let position = offset;

      if (whence === 1) position += stream.position;
      else if (whence === 2 && !isFolder(node.mode)) position += sizeOf(node);
      if (position < 0) throw new ErrnoError(EINVAL);
      if (position !== stream.position) stream.shared.window = null;
      return position;
    },
    read(stream, buffer, offset, length, position) {
      let { window } = stream.shared;

      stream.node.stat = null;
      if (window && isAtEnd(window, position)) return 0;
      if (!window || !isInside(window, position)) {
        fill(stream, call, position, length);
        ({ window } = stream.shared);
      }
      const start = position - window.at;
      const part = window.bytes.subarray(start, start + length);
      new Bytes(buffer.buffer, buffer.byteOffset, buffer.byteLength).set(part, offset);
      return part.length;
    },
    write(stream, buffer, offset, length, position) {
      if (!length) return 0;
      const { node, flags, shared } = stream;
      const bytes = new Bytes(buffer.buffer, buffer.byteOffset + offset, length);
      const isAppended = (flags & APPEND) !== 0;
      const end = write(call, node, isAppended ? "append" : "write", position, bytes);

      node.stat = null;
      shared.window = null;
      if (isAppended) stream.position = toNumber(end) - length; // FS.write () adds the length
      return length;
    },
    mmap(stream, length, position, prot, flags) {
      const contents = new Bytes(length);
      const n = stream_ops.read(stream, contents, 0, length, position);
      const node = { mode: FILE, contents: contents.subarray(0, n), usedBytes: n };

      return FS.filesystems.MEMFS.stream_ops.mmap({ node }, length, 0, prot, flags | MAP_PRIVATE);
    },
    msync(stream, buffer, offset, length) {
      stream_ops.write(stream, buffer, 0, length, offset);
      return 0;
    },
  };

  return stream_ops;
};
