// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, makeThread, run } from "./compose.mjs";

const { thread } = makeThread();
const { clean, showAll } = load(["base", "text"], ["clean", "showAll"], thread);

// Written as the page would write them, since they must be of the page's realm.
const rows = [
  ["['a', 1, true, null, undefined, 2n]", "a 1 true null undefined 2"],
  ["['%s is %d', 'x', 3, 'more']", "x is 3 more"],
  ["['100%% of %s', 'x']", "100% of x"],
  ["['%cred', 'color: red']", "red"],
  ["['%s']", "%s"],
  ["['50% off', 1]", "50% off 1"],
  ["['%s %s', 'one']", "one %s"],
  ["['%']", "%"],
  ["['% ', '%s']", "%  %s"],
  ["['a%', 1]", "a% 1"],
  ["['%%', 1]", "% 1"],
  ["['%%%%', 1]", "%% 1"],
  ["[{ a: 1, b: 'x', c: [1, { d: {} }] }]", '{a: 1, b: "x", c: [1, {d: …}]}'],
  ["[{ get a() { throw new Error('looked') } }]", "{a: …}"],
  ["[function f() {}, () => 1]", "[Function f] [Function ]"],
  ["[new TypeError('wrong')]", "TypeError: wrong"],
  ["[new Map(), new Uint8Array(2), Symbol('s')]", "[Map] [Uint8Array] Symbol(s)"],
  ["[new Proxy({}, { ownKeys() { throw 1 } })]", "[?]"],
  ["[Object.create(null)]", "{}"],
  ["[(() => { const a = []; a.push(a); return a; })()]", "[[[…]]]"],
  ["[Array(1000).fill(0)]", `[${"0, ".repeat(20)}…]`],
  ["[]", ""],
];

for (const [values, text] of rows)
  test(`console.log(...${values})`, () => assert.equal(showAll(run(thread, values)), text));

test("what would not survive JSON and C is replaced", () => {
  assert.equal(clean("a\0b"), "a\u2400b");
  assert.equal(clean("\ud800x"), "\ufffdx");
  assert.equal(clean("é😀"), "é😀");
  assert.equal(clean("x".repeat(70000)).length, 65536);
  assert.equal(clean("abc", 2), "ab");
});

test("a page that replaced the methods of strings and arrays is still shown", () => {
  const { thread: broken } = makeThread();
  const { showAll: show } = load(["base", "text"], ["showAll"], broken);

  run(
    broken,
    `const bad = () => { throw new Error("broken") };
     const own = [String, Array, RegExp, Function].flatMap(({ prototype }) =>
       Object.entries(Object.getOwnPropertyDescriptors(prototype))
         .filter(([name, { value }]) => name !== "constructor" && typeof value === "function")
         .map(([name]) => [prototype, name]));
     for (const [prototype, name] of own) prototype[name] = bad;
     JSON.stringify = Object.keys = Object.getOwnPropertyDescriptor = null`,
  );
  assert.equal(show(run(broken, "['%s', 'a', [1, { b: 'c' }]]")), 'a [1, {b: "c"}]');
});
