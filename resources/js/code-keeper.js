// SPDX-License-Identifier: Apache-2.0
// Hands compiled code to the shell (core/code-cache.h), when this thread has done what it was started for: a while after
// that, or after a long while where it never is. Whoever else calls this can only say what a module of
// the project's own is, to the project itself.
const SOON_MS = 2000;
const LATE_MS = 20000;
const CODES = `${pyxisOptions.origin}/@pyxis/code/`;
let handovers = []; // those that wait for the end
let isThreadDone = false;

const handOverSoon = () => {
  const all = handovers;

  isThreadDone = true;
  handovers = [];
  for (let i = 0; i < all.length; i++) defer(all[i], SOON_MS);
};

// Calls `act` once.
const whenDone = (act) => {
  let isOver = false;
  const once = () => {
    if (!isOver) act();
    isOver = true;
  };

  defer(once, isThreadDone ? SOON_MS : LATE_MS);
  if (!isThreadDone) push(handovers, once);
};

// `bytes` is a Uint8Array of its own buffer, as compiled-code.h says. Nobody hears whether it is kept.
const sendCode = (version, bytes) => {
  try {
    sendRequest(prepare(CODES + encode(version), false, mayGoOn), bytes);
  } catch {
    // The page is left.
  }
};

listen(globalThis, "py:all-done", handOverSoon, true); // of a page
defineProperty(globalThis, Symbol.for("@pyxis/code"), {
  __proto__: null,
  value: { __proto__: null, later: defer, sendCode, whenDone },
});
