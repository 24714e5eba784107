// SPDX-License-Identifier: Apache-2.0
// In a page: <input type=file webkitdirectory>. WebKitGTK asks the application for files and does not say
// that a folder is meant, and of a file it knows only where it is. So the application is told of each file
// input before WebKit asks, and tells the names below the folder, "folder/sub/file.txt", before WebKit has
// the files. Frames are not seen here: what is in one stays a plain input.
const inputs = HTMLInputElement.prototype;
const getFiles = getterOf(inputs, "files");
const getType = getterOf(inputs, "type");
const getIsConnected = getterOf(Node.prototype, "isConnected");
const getFileName = getterOf(FileOf.prototype, "name");
const getRelative = getterOf(FileOf.prototype, "webkitRelativePath");
const hasAttribute = uncurry(Element.prototype.hasAttribute);
const composedPath = uncurry(Event.prototype.composedPath);
const getWeak = uncurry(WeakMap.prototype.get);
const setWeak = uncurry(WeakMap.prototype.set);
// By input: {names, list, files}; by file: its name. An input keeps its files, for WebKit would make new
// objects for those that the page has let go.
const chosen = new WeakMap();
const relative = new WeakMap();
let announced = { n: 0, input: null };

const announce = (input) => {
  if (!(input instanceof HTMLInputElement) || getType(input) !== "file") return;
  const isFolder = hasAttribute(input, "webkitdirectory");
  const n = announced.n + 1;

  announced = { n, input };
  dispatch(window, new Custom("pyxis:input", { detail: stringify({ __proto__: null, n, isFolder }) }));
};

listen(window, "pyxis:folder", (event) => {
  const { n, names } = parse(event.detail);

  if (n === announced.n && isArray(names)) setWeak(chosen, announced.input, { names, list: null, files: [] });
});

// Other files may have been set since, by a script or a drop.
const areThese = (list, names) => {
  if (list.length !== names.length) return false;
  for (let i = 0; i < names.length; i++) {
    const parts = split(names[i], "/");

    if (getFileName(list[i]) !== parts[parts.length - 1]) return false;
  }
  return true;
};

// The only way to an input's files leads through its property.
const adopt = (input, list) => {
  const found = getWeak(chosen, input);

  if (!found || !list || found.list === list || !areThese(list, found.names)) return;
  found.list = list;
  found.files = [];
  for (let i = 0; i < list.length; i++) {
    setWeak(relative, list[i], found.names[i]);
    push(found.files, list[i]);
  }
};

const replace = (prototype, name, changes) =>
  defineProperty(prototype, name, { ...getOwnPropertyDescriptor(prototype, name), ...changes });

replace(inputs, "files", {
  get() {
    const list = getFiles(this);

    adopt(this, list);
    return list;
  },
});
replace(FileOf.prototype, "webkitRelativePath", {
  get() {
    return getWeak(relative, this) ?? getRelative(this);
  },
});

// The last event of a click, however it was made, that no script prevented.
const hearActivation = (event) => announce(composedPath(event)[0]);

listen(window, "DOMActivate", hearActivation, true);

const click = uncurry(HTMLElement.prototype.click);
const showPicker = uncurry(inputs.showPicker);
const attachShadow = uncurry(Element.prototype.attachShadow);
const getShadowMode = getterOf(ShadowRoot.prototype, "mode");
const own = {
  // What is in no document sends its events nowhere else.
  click() {
    if (this instanceof HTMLInputElement && !getIsConnected(this)) announce(this);
    click(this);
  },
  showPicker() {
    announce(this);
    showPicker(this);
  },
  // From outside a closed root nobody sees its elements.
  attachShadow(init) {
    const root = attachShadow(this, init);

    if (getShadowMode(root) === "closed") listen(root, "DOMActivate", hearActivation, true);
    return root;
  },
};

replace(HTMLElement.prototype, "click", { value: own.click });
replace(inputs, "showPicker", { value: own.showPicker });
replace(Element.prototype, "attachShadow", { value: own.attachShadow });
