// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, makeThread, run } from "./compose.mjs";

const open = () => {
  const { thread, target } = makeThread();
  let n = 0;

  run(thread, "globalThis.window = new EventTarget(); globalThis.document = new EventTarget();");
  run(thread, "globalThis.own = EventTarget.prototype.addEventListener;");
  load(["base", "opened"], [], thread);
  target.addEventListener("pyxis:hears", () => n++);
  return { thread, heard: () => n, isOwn: () => run(thread, "EventTarget.prototype.addEventListener === own") };
};

for (const place of ["document", "window"])
  test(`the first listener at the ${place} is reported, once`, () => {
    const { thread, heard, isOwn } = open();
    const listen = `${place}.addEventListener("pyxis:opened", () => {})`;

    run(thread, `${place}.addEventListener("click", () => {})`);
    assert.equal(heard(), 0);
    run(thread, listen);
    assert.equal(heard(), 1);
    assert.ok(isOwn());
    run(thread, listen);
    assert.equal(heard(), 1);
  });

test("a listener of an element, or of another event, is not", () => {
  const { thread, heard, isOwn } = open();

  run(thread, "new EventTarget().addEventListener('pyxis:opened', () => {})");
  run(thread, "document.addEventListener('pyxis:open', () => {})");
  assert.equal(heard(), 0);
  assert.ok(!isOwn());
});

test("listeners of other events are the page's own, also where it has put another function there", () => {
  const { thread, heard } = open();

  run(thread, "EventTarget.prototype.addEventListener = function (...values) { globalThis.got = values; return 7; };");
  assert.equal(run(thread, "document.addEventListener('click', null, true)"), 7);
  assert.equal(run(thread, "got.join()"), "click,,true");
  assert.equal(heard(), 0);
});
