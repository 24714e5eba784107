// SPDX-License-Identifier: Apache-2.0
// In a page: files that the user drags to it from elsewhere. WebKitGTK dispatches the events of the drag,
// but gives their DataTransfer no files (web/view-drop.c). So the application says which types of files
// are over the page; the "drop" event is held back until it has given them to an input of ours, as if
// they were chosen there; then the page gets an event like it, with them. Frames are not seen here.
const Transfer = globalThis.DataTransfer;
const getTransfer = getterOf(DragEvent.prototype, "dataTransfer");
const getItems = getterOf(Transfer.prototype, "items");
const getTypes = getterOf(Transfer.prototype, "types");
const addItem = uncurry(DataTransferItemList.prototype.add);
const getAsEntry = uncurry(DataTransferItem.prototype.webkitGetAsEntry);
const setDropEffect = uncurry(getOwnPropertyDescriptor(Transfer.prototype, "dropEffect").set);
const setFiles = uncurry(getOwnPropertyDescriptor(inputs, "files").set);
const getMultiple = getterOf(inputs, "multiple");
const getDisabled = getterOf(inputs, "disabled");
const wasPrevented = getterOf(Event.prototype, "defaultPrevented");
const prevent = uncurry(Event.prototype.preventDefault);
const unlisten = uncurry(EventTarget.prototype.removeEventListener);
const createElement = uncurry(Document.prototype.createElement);
const KEPT = ["screenX", "screenY", "clientX", "clientY", "ctrlKey", "shiftKey", "altKey", "metaKey", "button",
  "buttons", "relatedTarget", "view"];
// By the DataTransfer of an event: one that looks as if there were files.
const shown = new WeakMap();
const entryOfItem = new WeakMap();
let dragged = null;
let waiting = null;
// The input that files are given to: what nothing refers to may be collected before its event.
let taking = null;

// The shell tells by events, within a gesture as WebKit sees it, which is not the page's to use.
listen(window, "pyxis:drag", (event) => {
  stop(event);
  const types = parse(event.detail);

  dragged = null;
  if (!isArray(types) || !types.length) return;
  dragged = new Transfer();
  for (let i = 0; i < types.length; i++) addItem(getItems(dragged), new FileOf([], "", { type: Text(types[i]) }));
});

const asShown = (data) => getWeak(shown, data) ?? data;

replace(Transfer.prototype, "types", { get() { return getTypes(asShown(this)); } });
replace(Transfer.prototype, "items", { get() { return getItems(asShown(this)); } });
replace(DataTransferItem.prototype, "webkitGetAsEntry", {
  value: { webkitGetAsEntry() { return getWeak(entryOfItem, this) ?? getAsEntry(this); } }.webkitGetAsEntry,
});

// (nullable): the file input that a drag is over.
const inputBelow = (event) => {
  const target = composedPath(event)[0];

  return target instanceof HTMLInputElement && getType(target) === "file" && !getDisabled(target) ? target : null;
};

// After all listeners of the page: where nobody wants the files they cannot be dropped. WebKit would
// leave the page for them, or put their addresses into a text.
const decide = (event) => {
  if (!dragged || wasPrevented(event) || !event.isTrusted) return;
  setDropEffect(getTransfer(event), inputBelow(event) ? "copy" : "none");
  prevent(event);
};

const hold = (event) => {
  const init = { bubbles: true, cancelable: true, composed: true };

  for (const key of KEPT) init[key] = event[key];
  stop(event);
  prevent(event);
  waiting = { target: composedPath(event)[0], input: inputBelow(event), init };
  dragged = null;
  dispatch(window, new Custom("pyxis:drop"));
};

const hearDrag = (event) => {
  const data = event.isTrusted && dragged ? getTransfer(event) : null;

  if (!data) return;
  setWeak(shown, data, dragged);
  if (event.type === "drop") {
    hold(event);
    return;
  }
  // What files begin with. Without it WebKit would choose to move them, where their source allows that.
  if (event.type !== "dragleave") setDropEffect(data, "copy");
  // The last of the window's, whenever those of the page came.
  unlisten(window, event.type, decide);
  listen(window, event.type, decide);
};

for (const type of ["dragenter", "dragover", "dragleave", "drop"]) listen(window, type, hearDrag, true);

// What the page is given: the transfer, and the names and files of an input for a folder.
const compose = (names, files) => {
  const data = new Transfer();
  const below = { names: [], data: new Transfer() };
  let folder = null;
  let next = 0;

  for (let i = 0; i < names.length; i++) {
    const parts = split(names[i], "/");
    const isFolder = parts.length === 2 && parts[1] === "";
    const file = isFolder ? new FileOf([], parts[0]) : files[next++];

    if (!file) continue;
    if (isFolder) folder = makeFolderEntry(null, parts[0]);
    if (parts.length > 1 && !isFolder) {
      putBelow(folder, parts, file);
      push(below.names, names[i]);
      addItem(getItems(below.data), file);
      continue;
    }
    setWeak(entryOfItem, addItem(getItems(data), file), isFolder ? folder : makeFileEntry(null, parts[0], file));
  }
  return { data, below };
};

// As WebKit does where a page leaves files to a file input.
const fillInput = (input, { data, below }) => {
  let given = data;

  if (hasAttribute(input, "webkitdirectory")) {
    given = below.data;
    setWeak(chosen, input, { names: below.names, list: null, files: [] });
  } else if (!getMultiple(input)) {
    given = new Transfer();
    addItem(getItems(given), data.files[0]);
  }
  if (!given.files.length) return;
  setFiles(input, given.files);
  dispatch(input, new Event("input", { bubbles: true, composed: true }));
  dispatch(input, new Event("change", { bubbles: true }));
};

const give = ({ target, input, init }, names, files) => {
  const composed = compose(names, files);

  setDropEffect(composed.data, "copy");
  if (dispatch(target, new DragEvent("drop", { ...init, dataTransfer: composed.data })) && input)
    fillInput(input, composed);
};

listen(window, "pyxis:dropped", (event) => {
  stop(event);
  const names = parse(event.detail);
  const drop = waiting;

  waiting = null;
  if (!drop || !isArray(names)) return;
  if (!names.some((name) => !name.endsWith("/"))) {
    give(drop, names, []);
    return;
  }
  const input = createElement(document, "input");

  taking = input;
  input.type = "file";
  input.multiple = true;
  listen(input, "change", () => {
    taking = null;
    give(drop, names, getFiles(input));
  });
  click(input);
});
