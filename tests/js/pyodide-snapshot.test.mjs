// SPDX-License-Identifier: Apache-2.0
// Which interpreters may start from a snapshot, and how its image is read; that they can, is tested in WebKit (tests/app).
import assert from "node:assert/strict";
import { test } from "node:test";
import { fillMemory, isKnown, packImage, readImage } from "../../resources/js/pyodide-snapshot.mjs";

test("only versions whose inside is known have snapshots, others stand aside", () => {
  for (const version of ["314.0.0", "314.0.2", "314.0.17"]) assert.ok(isKnown(version, {}), version);
  for (const version of ["0.28.0", "0.29.1", "313.0.2", "314.1.0", "314.0.2-alpha", "315.0.0", "1314.0.2", ""])
    assert.ok(!isKnown(version, {}), version);
});

test("what a start leaves in the memory may not depend on its options", () => {
  const options = { indexURL: "a", stdout() {}, stderr() {}, packages: ["b"], lockFileContents: "{}" };

  assert.ok(isKnown("314.0.2", options));
  for (const name of ["args", "convertNullToNone", "env", "enableRunUntilComplete", "fullStdLib", "jsglobals", "pyproxyToStringRepr",
    "stdLibURL", "_loadSnapshot", "new"])
    assert.ok(!isKnown("314.0.2", { ...options, [name]: undefined }), name);
});

const PAGE = 4096;
const HEAD = Uint8Array.from({ length: 12 }, (_, i) => i);
const FACTS = { place: "here", slots: 3 };
const STACK = [5 * PAGE + 80, 9 * PAGE + 80]; // begins and ends within a page

// Of two runs, one of which is larger than what is read at once.
const newMemory = () => {
  const memory = new Uint8Array(400 * PAGE);

  memory.fill(1, 2 * PAGE, 4 * PAGE);
  for (let i = 20 * PAGE; i < 350 * PAGE; i++) memory[i] = 1 + (i % 251);
  return memory;
};

// As supply.js opens one: of `length` bytes, as is said, of which `real` are there.
const fileOf = (bytes, real = bytes.length) => {
  let at = 0;

  return {
    length: bytes.length,
    next(array, wanted) {
      const count = Math.min(wanted, array.length, real - at);

      array.set(bytes.subarray(at, (at += count)));
      return count;
    },
  };
};

const newModule = () => {
  const HEAPU8 = new Uint8Array(400 * PAGE).fill(9, 0, 12 * PAGE);
  const HEAPU32 = new Uint32Array([0, 12 * PAGE]); // the heap's end, and where that is

  return {
    HEAPU8,
    HEAPU32,
    _emscripten_get_sbrk_ptr: () => 4,
    _emscripten_stack_get_end: () => STACK[0],
    _emscripten_stack_get_base: () => STACK[1],
  };
};

for (const [name, open] of [["an array", (bytes) => bytes], ["a file", fileOf]])
  test(`an image from ${name} is what was packed, and nothing but the unused stack is left of before`, () => {
    const memory = newMemory();
    const parts = readImage(open(packImage(HEAD, memory, FACTS)));
    const module = newModule();

    assert.deepEqual(parts.facts, FACTS);
    assert.deepEqual(parts.head, HEAD);
    assert.equal(parts.head.byteOffset, 0);
    assert.equal(parts.size, memory.length);
    fillMemory(module, parts);
    memory.fill(9, ...STACK);
    assert.ok(Buffer.from(module.HEAPU8).equals(Buffer.from(memory)));
  });

test("an image that is cut is refused wherever that is", () => {
  const image = packImage(HEAD, newMemory(), FACTS);

  for (const length of [0, 3, 19, 20, 30, 60, 90, PAGE, image.length / 2, image.length - 1].map(Math.floor))
    for (const cut of [image.subarray(0, length), fileOf(image, length)])
      assert.throws(() => fillMemory(newModule(), readImage(cut)), Error, `of ${length} bytes`);
  assert.throws(() => readImage(image.slice(4)), /no snapshot/);
});
