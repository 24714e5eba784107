// SPDX-License-Identifier: Apache-2.0
// Files that the user opens with the app are told by "pyxis:opened" at the document. The shell waits with it
// until somebody listens, which Python does late: the first listener, at the document or the window, is
// reported, and what saw it goes away with that.
const OPENED = "pyxis:opened";
const targets = EventTarget.prototype;
const listened = [document, window];

const tellHears = () => {
  for (let i = 0; i < listened.length; i++) deleteProperty(listened[i], "addEventListener");
  dispatch(window, new Custom("pyxis:hears"));
};

const { addEventListener: addWatched } = {
  addEventListener(...values) {
    const result = apply(targets.addEventListener, this, values);

    if (values[0] === OPENED) tellHears();
    return result;
  },
};

for (let i = 0; i < listened.length; i++)
  defineProperty(listened[i], "addEventListener", {
    __proto__: null, configurable: true, writable: true, value: addWatched,
  });
