// SPDX-License-Identifier: Apache-2.0
// Calls of the shell (interpreters.js) that look at an interpreter's own file system, which is Emscripten's.
const FOLDER_MAX = 5000;
const ENTRIES_MAX = 20000;
const NAME_MAX = 1000;
const PART_MAX = 768 * 1024;
const TURN = 8192;
const { floor } = Math;
const { fromCharCode } = String;
const encodeBase64 = globalThis.btoa.bind(globalThis);
const partOf = uncurry(Bytes.prototype.subarray);
const isFile = (mode) => (mode & 0o170000) === FILE;
const timeOf = (stat) => floor(toNumber(stat.mtime)) || 0;

// A link is what it leads to. What leads nowhere is there all the same.
const statOf = (FS, path) => {
  try {
    return FS.stat(path);
  } catch {
    return { __proto__: null, mode: 0, size: 0, mtime: 0 };
  }
};

// [name, 1 for a folder, 0 for a file and 2 for neither, size, time]. /vfs itself would be a system call.
const describeEntry = (FS, folder, name) => {
  const path = folder === "/" ? `/${name}` : `${folder}/${name}`;
  const stat = path === MOUNT_POINT ? { mode: FOLDER, size: 0, mtime: 0 } : statOf(FS, path);
  const entry = makeList();

  entry[0] = clean(name, NAME_MAX);
  entry[1] = isFolder(stat.mode) ? 1 : isFile(stat.mode) ? 0 : 2;
  entry[2] = entry[1] ? 0 : toNumber(stat.size);
  entry[3] = timeOf(stat);
  return entry;
};

const listFolder = (FS, path) => {
  const names = FS.readdir(path);
  const entries = makeList();
  let n = 0;
  let more = 0;

  for (let i = 0; i < names.length; i++) {
    const name = Text(names[i]);

    if (name === "." || name === "..") continue;
    if (n < FOLDER_MAX) entries[n++] = describeEntry(FS, path, name);
    else more++;
  }
  return { __proto__: null, path, entries, more };
};

// As many of several folders as have room in an answer, the first in any case. One that is gone has no entries.
calls.list = ({ FS }, { paths }) => {
  const folders = makeList();
  let n = 0;

  for (let i = 0; i < paths.length && n <= ENTRIES_MAX - FOLDER_MAX; i++) {
    try {
      folders[i] = listFolder(FS, paths[i]);
      n += folders[i].entries.length;
    } catch {
      folders[i] = { __proto__: null, path: paths[i], entries: makeList(), more: 0 };
    }
  }
  return { __proto__: null, folders };
};

const toBase64 = (bytes) => {
  let text = "";

  for (let at = 0; at < bytes.length; at += TURN)
    text += apply(fromCharCode, null, partOf(bytes, at, at + TURN));
  return encodeBase64(text);
};

// A part of a file, with what is true of the whole.
calls.read = ({ FS }, { path, at, n }) => {
  const stat = FS.stat(path);

  if (!isFile(stat.mode)) throw new Failure(`“${path}” is no file.`);
  const stream = FS.open(path, 0);

  try {
    const buffer = new Bytes(min(n, PART_MAX));
    const bytes = partOf(buffer, 0, FS.read(stream, buffer, 0, buffer.length, at));

    return { __proto__: null, size: toNumber(stat.size), mtime: timeOf(stat), bytes: toBase64(bytes) };
  } finally {
    FS.close(stream);
  }
};
