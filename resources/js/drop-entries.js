// SPDX-License-Identifier: Apache-2.0
// In a page: what webkitGetAsEntry () gives of dropped files and folders (the File and Directory Entries
// API). WebKit's own entries read folders in the page's process, whose sandbox holds none of them.
const callSoon = (callback, value) => {
  if (callback) soon(() => callback(value));
};
const fail = (callback, name) => callSoon(callback, new DOMException("There is no such entry.", name));
const BATCH_MAX = 100;

const makeEntry = (prototype, parent, name, members) => {
  const entry = setPrototypeOf({}, prototype);
  const fullPath = `${parent && parent.fullPath !== "/" ? parent.fullPath : ""}/${name}`;
  const filesystem = parent?.filesystem ?? {};
  const getParent = (found) => callSoon(found, parent ?? filesystem.root);
  const own = { name, fullPath, filesystem, getParent, ...members };

  for (const key of Reflect.ownKeys(own)) defineProperty(entry, key, { value: own[key], enumerable: true });
  return entry;
};

const makeFileEntry = (parent, name, file) =>
  makeEntry(FileSystemFileEntry.prototype, parent, name, {
    isFile: true,
    isDirectory: false,
    file: (found) => callSoon(found, file),
  });

// `children` grows until the drop is told.
const makeFolderEntry = (parent, name) => {
  const children = new Map();
  const find = (path, isWanted, found, failed) => {
    let at = entry;

    for (const part of split(path, "/")) if (part && part !== ".") at = childrenOf(at)?.get(part);
    if (at && isWanted(at)) callSoon(found, at);
    else fail(failed, at ? "TypeMismatchError" : "NotFoundError");
  };
  const createReader = () => {
    let left = [...children.values()];

    return {
      readEntries(found) {
        callSoon(found, left.slice(0, BATCH_MAX));
        left = left.slice(BATCH_MAX);
      },
    };
  };
  const entry = makeEntry(FileSystemDirectoryEntry.prototype, parent, name, {
    isFile: false,
    isDirectory: true,
    createReader,
    getFile: (path, options, found, failed) => find(path, (each) => each.isFile, found, failed),
    getDirectory: (path, options, found, failed) => find(path, (each) => each.isDirectory, found, failed),
  });

  setWeak(folders, entry, children);
  return entry;
};

const folders = new WeakMap();
const childrenOf = (entry) => getWeak(folders, entry);

// The file of a name like "folder/sub/file.txt" below the folder it begins with.
const putBelow = (top, parts, file) => {
  let folder = top;

  for (let i = 1; i < parts.length - 1; i++) {
    const children = childrenOf(folder);

    if (!children.has(parts[i])) children.set(parts[i], makeFolderEntry(folder, parts[i]));
    folder = children.get(parts[i]);
  }
  const name = parts[parts.length - 1];

  childrenOf(folder).set(name, makeFileEntry(folder, name, file));
};
