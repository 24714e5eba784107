// SPDX-License-Identifier: Apache-2.0
// In the script world of the bridge: tells which Python the page has, so that what never starts is known
// as well. What comes later is told by its own events.
const AWAITED = "script[type=py], script[type=mpy], py-script, mpy-script";
const SCRIPTS_MAX = 1000;
// The load event does not wait for what PyScript's module imports.
const PATIENCE_MS = 2000;
let isTold = false;

const placeOf = (element) => {
  if (/-editor/.test(element.getAttribute("type"))) return "editor";
  return element.hasAttribute("worker") ? "worker" : "main";
};

// py:all-done waits for those that are there when PyScript begins.
const tellScripts = (core) => {
  isTold = true;
  for (const element of [...document.querySelectorAll(PYTHON)].slice(0, SCRIPTS_MAX))
    post({
      kind: "script",
      at: now(),
      ...describe(element),
      where: placeOf(element),
      worker: null,
      text: "found",
      detail: { core, awaited: element.matches(AWAITED), terminal: element.hasAttribute("terminal") },
    });
};

addEventListener("pyxis:core", () => tellScripts(true), { capture: true, once: true });
addEventListener("load", ({ target }) => {
  if (target === document) setTimeout(() => isTold || tellScripts(false), PATIENCE_MS);
}, true);
