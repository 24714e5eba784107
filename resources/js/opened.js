// SPDX-License-Identifier: Apache-2.0
// Files that the user opens with the app are told by "pyxis:opened" at the document. The shell waits with it
// until somebody listens, which Python does late: the first listener, at the document or the window, is
// reported, and what saw it goes away with that.
const OPENED = "pyxis:opened";
const targets = EventTarget.prototype;
const watched = getOwnPropertyDescriptor(targets, "addEventListener");
const isTold = (target) => target === undefined || target === window || target === document;

const { addEventListener: addWatched } = {
  addEventListener(type, listener) {
    const result = apply(watched.value, this, arguments);

    if (type === OPENED && isTold(this)) tellHears();
    return result;
  },
};

const tellHears = () => {
  if (targets.addEventListener === addWatched) defineProperty(targets, "addEventListener", watched);
  dispatch(window, new Custom("pyxis:hears"));
};

defineProperty(targets, "addEventListener", { ...watched, __proto__: null, value: addWatched });
