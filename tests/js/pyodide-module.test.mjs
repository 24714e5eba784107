// SPDX-License-Identifier: Apache-2.0
// How fetch () and WebAssembly.instantiateStreaming () are lent and given back; that Pyodide takes what it gets, is
// tested in WebKit (tests/app).
import assert from "node:assert/strict";
import { test } from "node:test";

const WASM = new Uint8Array([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
const real = { fetch: globalThis.fetch, instantiateStreaming: WebAssembly.instantiateStreaming };
let count = 0;

// A version's own, as each address of it gives one.
const newVersion = async () => {
  const folder = `https://example.org/${++count}/`;
  const { withModule } = await import(`../../resources/js/pyodide-module.mjs?${count}`);

  return { folder, load: (steps) => withModule(WebAssembly.compile(WASM), folder, steps) };
};

const asks = (folder) => globalThis.fetch(`${folder}pyodide.asm.wasm`);

// As Pyodide does.
const start = async (folder) => (await WebAssembly.instantiateStreaming(asks(folder), {})).instance;

const prepare = (context) => {
  const asked = [];

  globalThis.fetch = async (address) => {
    asked.push(String(address));
    return "real";
  };
  WebAssembly.instantiateStreaming = async (source) => ({ instance: `of ${await source}` });
  const put = { fetch: globalThis.fetch, instantiateStreaming: WebAssembly.instantiateStreaming };

  context.after(() => {
    globalThis.fetch = real.fetch;
    WebAssembly.instantiateStreaming = real.instantiateStreaming;
  });
  return { asked, put };
};

const assertGivenBack = ({ put }) => {
  assert.equal(globalThis.fetch, put.fetch);
  assert.equal(WebAssembly.instantiateStreaming, put.instantiateStreaming);
};

test("a load gets the module that is there, and the page its functions back", async (context) => {
  const page = prepare(context);
  const { folder, load } = await newVersion();

  assert.ok((await load(() => start(folder))) instanceof WebAssembly.Instance);
  assert.deepEqual(page.asked, []);
  assertGivenBack(page);
  assert.equal(await asks(folder), "real");
});

test("what is asked for elsewhere is really asked for", async (context) => {
  const page = prepare(context);
  const { load } = await newVersion();

  assert.equal(await load(() => start("https://example.org/other/")), "of real");
  assert.equal(await load(() => globalThis.fetch("http://[")), "real");
  assertGivenBack(page);
});

test("two versions that are loaded at once each get their own, in any order, and again", async (context) => {
  const page = prepare(context);
  const first = await newVersion();
  const second = await newVersion();
  const open = [];
  const held = ({ folder, load }) =>
    load(async () => {
      await new Promise((go) => open.push(go));
      return start(folder);
    });

  for (const order of [[0, 1], [1, 0], [0, 1]]) {
    const loads = [held(first), held(second)];

    for (const index of order) {
      open[index]();
      assert.ok((await loads[index]) instanceof WebAssembly.Instance);
      assert.equal(await globalThis.fetch("https://example.org/"), "real");
    }
    open.length = 0;
  }
  await first.load(() => start(first.folder));
  assert.equal(await asks(first.folder), "real");
  assert.equal(await asks(second.folder), "real");
  assert.equal(globalThis.fetch, page.put.fetch);
});

test("what a page has put over them stays, also when it loads again", async (context) => {
  prepare(context);
  const { folder, load } = await newVersion();
  let seen = 0;

  await load(async () => {
    const below = globalThis.fetch;

    globalThis.fetch = (...request) => {
      seen++;
      return below(...request);
    };
    return start(folder);
  });
  assert.equal(await asks(folder), "real");
  assert.ok((await load(() => start(folder))) instanceof WebAssembly.Instance);
  assert.equal(await asks(folder), "real");
  assert.equal(seen, 4);
});
