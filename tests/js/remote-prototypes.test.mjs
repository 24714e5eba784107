// SPDX-License-Identifier: Apache-2.0
// With the two ends of the library by which PyScript's workers reach their page; both are in this thread, and a
// question of the one is a call of the other.
import assert from "node:assert/strict";
import { afterEach, test } from "node:test";
import { runInThisContext } from "node:vm";
import makeLocal from "../../data/runtime/node_modules/reflected-ffi/src/local.js";
import makeRemote from "../../data/runtime/node_modules/reflected-ffi/src/remote.js";
import { GET_PROTOTYPE_OF } from "../../data/runtime/node_modules/reflected-ffi/src/utils/traps.js";
import { CustomEvent, compose } from "./compose.mjs";

globalThis.CustomEvent ??= CustomEvent;

const { Proxy } = globalThis;
let time = 0;
const clock = performance.now.bind(performance);
performance.now = () => clock() + time;

// As worker.js calls them.
const load = () => {
  const names = "{ hearWait, unwatchProxies }";

  runInThisContext(compose(["base", "interpreters", "remote-prototypes"], {}, `globalThis.loaded = ${names};`));
  return globalThis.loaded;
};

afterEach(() => {
  globalThis.Proxy = Proxy;
  delete globalThis.page;
});

// `asked` has the methods of the questions.
const open = ({ waits = true, ...options } = {}) => {
  const { hearWait } = load();
  const asked = [];
  const local = makeLocal({ buffer: true });
  const { global, evaluate } = makeRemote({
    ...options,
    buffer: true,
    reflect(method, ...values) {
      asked.push(method);
      if (waits) hearWait();
      return local.reflect(method, ...values);
    },
  });
  class Base {}
  class Derived extends Base {
    name = "derived";
    change() {
      Object.setPrototypeOf(this, Base.prototype);
    }
    static then() {}
    get size() { return 7; }
  }

  globalThis.page = { Base, Derived, object: new Derived() };
  const { page } = global;
  const { object } = page;
  const chainOf = (object) => {
    const chain = [];
    for (let at = object; at; at = Object.getPrototypeOf(at)) chain.push(at);
    return chain;
  };
  const count = (work) => {
    asked.length = 0;
    work();
    return asked.filter((method) => method === GET_PROTOTYPE_OF).length;
  };
  return { page, object, global, evaluate, asked, chainOf, count };
};

test("each prototype is asked once in a turn, and again in the next", async () => {
  const { object, chainOf, count } = open();
  let first, second;

  assert.equal(count(() => (first = chainOf(object))), 4);
  assert.equal(count(() => (second = chainOf(object))), 0);
  assert.equal(first.length, 4);
  assert.ok(first.every((at, i) => at === second[i]));
  assert.equal(count(() => assert.equal(object instanceof Map, false)), 0);
  await null;
  assert.equal(count(() => chainOf(object)), 4);
  assert.equal(count(() => chainOf(object)), 0);
  await null;
  assert.equal(count(() => chainOf(object)), 4);
});

test("what Pyodide looks for keeps them, what a script asks does not", () => {
  const { page, object, chainOf, count } = open();
  const { Derived } = page;
  const again = (work) => {
    chainOf(object);
    work();
    return count(() => chainOf(object));
  };

  for (const key of [Symbol.toStringTag, Symbol.iterator, Symbol.asyncIterator, "constructor", "then", "includes"])
    assert.equal(again(() => object[key]), 0);
  assert.equal(again(() => Object.getOwnPropertyDescriptor(object, "name")), 0);
  assert.equal(again(() => assert.equal(Derived.name, "Derived")), 0);
  assert.equal(again(() => assert.equal(object.name, "derived")), 4);
  assert.equal(again(() => assert.equal(object.size, 7)), 4);
  assert.equal(again(() => "then" in object), 4);
  assert.equal(again(() => (object.some = 1)), 4);
  assert.equal(again(() => delete object.some), 4);
  assert.equal(again(() => Object.keys(object)), 4);
  assert.equal(again(() => Object.defineProperty(object, "more", { value: 1, configurable: true })), 4);
  assert.equal(again(() => new Derived()), 4);
});

for (const [name, change] of [
  ["the object's own method", ({ object }) => object.change()],
  ["a function of the page", ({ global, object, page }) =>
    global.Object.setPrototypeOf(object, page.Base.prototype)],
  ["code that is given to the page", ({ evaluate, object }) =>
    evaluate((object) => { Object.setPrototypeOf(object, globalThis.page.Base.prototype); }, object)],
  ["itself", ({ object, page }) => Object.setPrototypeOf(object, page.Base.prototype)],
])
  test(`a prototype that is changed by ${name} is seen at once`, () => {
    const opened = open();
    const { object, page } = opened;
    const { Base, Derived } = page;
    const { prototype } = Derived;
    const ofBase = Base.prototype;

    assert.equal(object instanceof Derived, true);
    assert.equal(Object.getPrototypeOf(object), prototype);
    change(opened);
    assert.equal(Object.getPrototypeOf(object), ofBase);
    assert.equal(object instanceof Derived, false);
    assert.equal(object instanceof Base, true);
  });

test("one that the page changes by itself is seen in the same turn", () => {
  const { object, page } = open();
  const ofBase = page.Base.prototype;
  const ofDerived = page.Derived.prototype;

  assert.equal(Object.getPrototypeOf(object), ofDerived);
  Object.setPrototypeOf(globalThis.page.object, globalThis.page.Base.prototype);
  time += 1000;
  assert.equal(Object.getPrototypeOf(object), ofBase);
});

test("a question that fails leaves nothing behind", () => {
  const { page, object, chainOf, count } = open();
  let isBad = false;

  globalThis.page.bad = new Proxy({}, {
    getPrototypeOf() {
      if (isBad) throw new Error("no");
      return null;
    },
  });
  const { bad } = page;
  isBad = true;
  for (let i = 0; i < 2; i++) assert.throws(() => Object.getPrototypeOf(bad), /no/);
  chainOf(object);
  page.object;
  assert.equal(count(() => chainOf(object)), 4);
});

test("an object without a prototype has none, and is asked once", () => {
  const { page, count } = open();

  globalThis.page.bare = Object.create(null);
  const { bare } = page;
  assert.equal(count(() => assert.equal(Object.getPrototypeOf(bare), null)), 1);
  assert.equal(count(() => assert.equal(Object.getPrototypeOf(bare), null)), 0);
});

test("nothing is remembered where questions do not wait", () => {
  const { object, chainOf, count } = open({ waits: false });

  chainOf(object);
  assert.equal(count(() => chainOf(object)), 4);
});

for (const [timeout, isOurs] of [[-1, true], [1000, false]])
  test(`where PyScript remembers for ${timeout} ms we ${isOurs ? "" : "do not "}do it`, () => {
    const classes = new Set();

    globalThis.Proxy = new Proxy(Proxy, {
      construct(target, values) {
        classes.add(Object.getPrototypeOf(values[1]));
        return Reflect.construct(target, values);
      },
    });
    const before = globalThis.Proxy;
    open({ timeout });
    assert.equal(globalThis.Proxy, before);
    const traps = [...classes].filter((traps) => traps && Object.hasOwn(traps, "_gPO"));
    assert.equal(traps.length, 1);
    assert.equal(`${traps[0].getPrototypeOf}`.includes("_gPO"), !isOurs);
  });

test("the constructor of proxies is as it was once there is one for the page, or no need of it", () => {
  const traps = { get: () => 7 };
  const { unwatchProxies } = load();
  const Watched = globalThis.Proxy;

  assert.notEqual(Watched, Proxy);
  assert.equal(new Watched({}, traps).some, 7);
  assert.throws(() => new Watched({}, null), TypeError);
  assert.throws(() => new Watched(), TypeError);
  assert.throws(() => Watched({}, {}), TypeError);
  assert.equal(globalThis.Proxy, Watched);
  unwatchProxies();
  assert.equal(globalThis.Proxy, Proxy);
  open();
  assert.equal(globalThis.Proxy, Proxy);
  assert.equal(load() && globalThis.Proxy === Proxy, false);
  globalThis.Proxy = Map;
  globalThis.loaded.unwatchProxies();
  assert.equal(globalThis.Proxy, Map);
});
