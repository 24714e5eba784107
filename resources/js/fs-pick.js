// SPDX-License-Identifier: Apache-2.0
// In a page: showDirectoryPicker () and its like. bridge.js hands the wish on, by DOM events that carry
// strings; the page may forge them, and gains what it could ask for as well.
const PLACES = ["desktop", "documents", "downloads", "music", "pictures", "videos"];
const isId = (text) => matches(/^[A-Za-z0-9_-]{0,32}$/, text) !== null;
const pending = new Map();
const takePending = uncurry(Map.prototype.get);
const addPending = uncurry(Map.prototype.set);
const dropPending = uncurry(Map.prototype.delete);
let lastWish = 0;

listen(window, "pyxis:picked", (event) => {
  const { n, answer } = parse(event.detail);
  const resolve = takePending(pending, n);

  dropPending(pending, n);
  resolve?.(answer);
});

const askUser = async (wish) => {
  const n = ++lastWish;
  const answer = await new Promise((resolve) => {
    addPending(pending, n, resolve);
    dispatch(window, new Custom("pyxis:pick", { detail: stringify({ __proto__: null, ...wish, n }) }));
  });

  if (answer.exception) throw makeException(answer.exception, answer.message);
  return answer;
};

askPermission = async (entry, mode) => {
  try {
    return (await askUser({ kind: "permission", token: entry.token, mode })).state;
  } catch {
    return askFs("permission", entry, { mode });
  }
};

const readStart = (value) => {
  if (value === undefined) return undefined;
  if (value instanceof FileSystemHandle) return entryOf(value).token;
  if (PLACES.includes(Text(value))) return Text(value);
  throw new BadType(`“startIn” is a handle, or one of ${join(PLACES, ", ")}.`);
};

const readTypes = ({ types = [], excludeAcceptAllOption = false }) => {
  const list = [...types].map(({ description, accept = {} }) => ({ description, accept }));

  if (excludeAcceptAllOption && !list.length) throw new BadType("There is no type left to pick.");
  for (const { accept } of list)
    for (const [type, suffixes] of Object.entries(accept))
      if (!has(type, "/") || ![suffixes].flat().every((suffix) => begins(Text(suffix), ".")))
        throw new BadType(`“${type}” must be a media type, with endings like “.txt”.`);
  return { types: list, excludeAcceptAllOption: Boolean(excludeAcceptAllOption) };
};

const readOptions = (options) => {
  const id = options.id === undefined ? "" : Text(options.id);

  if (!isId(id)) throw new BadType("“id” is up to 32 letters, digits, “_” and “-”.");
  return { id, startIn: readStart(options.startIn) };
};

const pick = async (wish) => {
  const { handles } = await askUser(wish);

  return handles.map(({ token, kind, name }) => makeHandle({ token, kind, name, path: "" }));
};

expose("showDirectoryPicker", async (options = {}) => {
  const wish = { kind: "directory", mode: readMode(options), ...readOptions(options) };

  return (await pick(wish))[0];
});
expose("showOpenFilePicker", async (options = {}) => {
  const multiple = Boolean(options.multiple);

  return pick({ kind: "open", mode: "read", multiple, ...readOptions(options), ...readTypes(options) });
});
expose("showSaveFilePicker", async (options = {}) => {
  const suggestedName = options.suggestedName === undefined ? "" : Text(options.suggestedName ?? "");
  const wish = { kind: "save", mode: "readwrite", suggestedName, ...readOptions(options), ...readTypes(options) };

  return (await pick(wish))[0];
});
