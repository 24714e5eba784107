// SPDX-License-Identifier: Apache-2.0
// In the script world "pyxis": what the shell asks about the page's Python scripts by their numbers
// (view-scripts.h). A script has no box of its own: it is seen by what PyScript puts beside it.
const SOURCE_MAX = 1 << 20; // characters
const BESIDE = "script-py,script-mpy,.py-editor-box,.mpy-editor-box,py-terminal,mpy-terminal";

const findScript = (number) =>
  [...document.querySelectorAll(PYTHON)].find((each) => numberOf(each) === number) ?? null;

// An inline element with a block in it has empty boxes in the lines around it.
const boxesOf = (element) =>
  [...(element?.getClientRects() ?? [])].filter(({ width, height }) => width > 0 && height > 0);

const hasBox = (element) => boxesOf(element).length > 0;

const targetOf = (script) => {
  const target = script.getAttribute("target");

  return target ? document.getElementById(target.replace(/^#/, "")) : null;
};

const seenOf = (script) =>
  [script, targetOf(script), script.nextElementSibling, script.previousElementSibling].find(
    (each, i) => hasBox(each) && (i < 2 || each.matches(BESIDE)),
  ) ?? null;

const addressOf = (script) => {
  const source = script.getAttribute("src");

  try {
    return source === null ? null : new URL(source, document.baseURI).href;
  } catch {
    return source;
  }
};

const boxOf = (element) => {
  element.scrollIntoView({ block: "nearest" });
  const boxes = boxesOf(element);
  const x = Math.min(...boxes.map((box) => box.left));
  const y = Math.min(...boxes.map((box) => box.top));
  const right = Math.max(...boxes.map((box) => box.right));
  const bottom = Math.max(...boxes.map((box) => box.bottom));
  return { x, y, width: right - x, height: bottom - y };
};

globalThis.pyxisScripts = {
  // Where the script's code is: {"address"} of a file, or {"text"} of the element; null: there is none.
  source(number) {
    const script = findScript(number);
    const address = script && addressOf(script);

    if (!script) return null;
    return address ? { address } : { text: script.textContent.slice(0, SOURCE_MAX) };
  },
  // Brings it into sight: {x, y, width, height} in the view, in CSS pixels; null: it shows nothing.
  show(number) {
    const script = findScript(number);
    const seen = script && seenOf(script);

    return seen && boxOf(seen);
  },
  // The number of the script that shows what is at a point, or 0.
  at(x, y) {
    const hit = document.elementFromPoint(x, y);
    const found = [...document.querySelectorAll(PYTHON)].filter((each) => seenOf(each)?.contains(hit));
    const inner = found.find((each) => !found.some((other) => other !== each && seenOf(each).contains(seenOf(other))));

    return inner ? numberOf(inner) : 0;
  },
};
