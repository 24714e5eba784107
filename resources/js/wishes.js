// SPDX-License-Identifier: Apache-2.0
// In the script world of the bridge: what the page wishes of the shell, each by a handler of its own, for only
// this world has them.
// What the user picks, for fs-pick.js. Whether somebody did something just now is asked here, where the
// page cannot answer; what that means, and what the wish is worth, is the shell's to say.
const askPick = async (event) => {
  const { n, ...wish } = read(event);

  if (!Number.isSafeInteger(n)) return;
  wish.active = navigator.userActivation?.isActive === true;
  const answer = await webkit.messageHandlers.pyxisPick.postMessage(stringify(wish));
  dispatch(window, new Custom("pyxis:picked", { detail: `{"n":${n},"answer":${answer}}` }));
};

// Which kind of file input is clicked, for folder-input.js: WebKit asks for its files right after it.
const tellInput = async (event) => {
  const { n, isFolder } = read(event);

  if (!Number.isSafeInteger(n)) return;
  const isAsked = isFolder === true && navigator.userActivation?.isActive === true;
  const names = await webkit.messageHandlers.pyxisInput.postMessage(isAsked);
  dispatch(window, new Custom("pyxis:folder", { detail: `{"n":${n},"names":${names}}` }));
};

// For drop.js. Which files they are, and whether they were dropped at all, the shell knows.
const tellDrop = () => webkit.messageHandlers.pyxisDrop.postMessage("");

// For opened.js. What was opened, the shell tells the page itself.
const tellHears = () => webkit.messageHandlers.pyxisOpened.postMessage("");

addEventListener("pyxis:pick", askPick, true);
addEventListener("pyxis:input", tellInput, true);
addEventListener("pyxis:drop", tellDrop, true);
addEventListener("pyxis:hears", tellHears, true);
