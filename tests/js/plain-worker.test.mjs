// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { compose, makeThread, piecesOf, run } from "./compose.mjs";

// Each thread changes its own.
const makeLocation = (address) => {
  const url = new URL(address);

  return new (class WorkerLocation {
    get href() { return url.href; }
    get search() { return url.search; }
    toString() { return url.href; }
  })();
};

const open = (address) => {
  const posted = [];
  const location = makeLocation(address);
  const { thread, target } = makeThread({ location, postMessage: (data) => posted.push(data) });

  run(thread, compose(piecesOf("plain"), {}));
  const told = () => posted.map((data) => JSON.parse(`{${data["@pyxis"].slice(1)}}`));
  return { thread, target, location, told };
};

test("the console is told and goes on", () => {
  const { thread, told } = open("pyxis://app/a.js?@pyxis-worker=classic");

  assert.equal(run(thread, "console.warn('a', { b: 1 })"), "warn");
  assert.deepEqual(
    told().map(({ kind, text, detail }) => [kind, text, detail.level]),
    [["console", "a {b: 1}", "warn"]],
  );
});

test("a promise that nobody cares for is an error, one that fails is the page's to hear", () => {
  const { thread, target, told } = open("pyxis://app/a.js?@pyxis-worker=classic");
  const reason = run(thread, "new TypeError('no')");

  target.dispatchEvent(Object.assign(new Event("unhandledrejection"), { reason }));
  target.dispatchEvent(Object.assign(new Event("error"), { error: reason, message: "no" }));
  assert.deepEqual(told().map(({ kind, text }) => [kind, text]), [["error", "TypeError: no"]]);
});

test("the stack of an error ends where the worker's script begins", () => {
  const { thread, target, told } = open("pyxis://app/a.js?@pyxis-worker=classic");
  const reason = run(thread, "new TypeError('no')");
  const own = "f@pyxis://app/a.js:2:3\nglobal code@pyxis://app/a.js:4:30";

  reason.stack = `${own}\nimportScripts@[native code]\nglobal code@pyxis://app/a.js:4:14`;
  target.dispatchEvent(Object.assign(new Event("unhandledrejection"), { reason }));
  assert.equal(told()[0].detail.traceback, own);
  assert.deepEqual(told()[0].detail.frames.map(({ line }) => line), [2, 4]);
});

for (const [asked, seen, search] of [
  ["pyxis://app/a.js?@pyxis-worker=classic", "pyxis://app/a.js", ""],
  ["pyxis://app/a.js?x=1&@pyxis-worker=module#h", "pyxis://app/a.js?x=1#h", "?x=1"],
  ["pyxis://app/a.js?x=1", "pyxis://app/a.js?x=1", "?x=1"],
])
  test(`a worker is at its own address: ${asked}`, () => {
    const { location } = open(asked);

    assert.deepEqual([location.href, String(location), location.search], [seen, seen, search]);
  });
