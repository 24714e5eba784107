// SPDX-License-Identifier: Apache-2.0
// Walks along paths below /vfs, for vfs-mount.js: Emscripten looks up one name after the other, each of which would be
// a request. The folders on the way are taken for granted, so that only the last name is asked for, with the whole
// path; where the folder around it is wanted, what is done there is refused if it is none. There are no links that
// would lead elsewhere.
const MOUNT_POINT = "/vfs";
const GRANTED = [1, 0, 0, 0, 0o755];
// Where a walk goes; "" is the root. NULL: there is none, or every step is to be asked for.
let destination = null;

const findDestination = (FS, path) => {
  const names = split(begins(path, "/") ? path : `${FS.cwd()}/${path}`, "/").filter((name) => name);

  if (`/${names[0]}` !== MOUNT_POINT || names.includes(".") || names.includes("..")) return null;
  return names.slice(1).join("/");
};

const isOnTheWay = (path) => destination !== null && begins(destination, `${path}/`);

const watchWalks = (FS) => {
  const { lookupPath } = FS;

  FS.lookupPath = (path, options) => {
    destination = path ? findDestination(FS, path) : null;
    try {
      return apply(lookupPath, FS, [path, options]);
    } finally {
      destination = null;
    }
  };
};
