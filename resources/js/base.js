// SPDX-License-Identifier: Apache-2.0
// The first piece of every composed script: what the other pieces call is taken here, before a
// script of the page can replace it. The pieces share one function scope; bridge.c puts them
// together.
const { apply, construct, deleteProperty } = Reflect;
const { defineProperties, defineProperty, getOwnPropertyDescriptor } = Object;
const { getOwnPropertyDescriptors, getPrototypeOf, setPrototypeOf } = Object;
const { isArray } = Array;
const { stringify, parse } = JSON;
const { min } = Math;
const Text = String;
const Failure = Error;
const Custom = globalThis.CustomEvent;
const Target = globalThis.EventTarget;
const cloneOf = globalThis.structuredClone;

const uncurry = Function.prototype.bind.bind(Function.prototype.call);
const cut = uncurry(String.prototype.slice);
const Weak = WeakRef;
const deref = uncurry(WeakRef.prototype.deref);
const begins = uncurry(String.prototype.startsWith);
const split = uncurry(String.prototype.split);
const trim = uncurry(String.prototype.trim);
const matches = uncurry(RegExp.prototype.exec);
const join = uncurry(Array.prototype.join);
const push = uncurry(Array.prototype.push);
const mark = uncurry(WeakSet.prototype.add);
const isMarked = uncurry(WeakSet.prototype.has);
const tagOf = uncurry(Object.prototype.toString);
const listen = uncurry(EventTarget.prototype.addEventListener);
const dispatch = uncurry(EventTarget.prototype.dispatchEvent);
const stop = uncurry(Event.prototype.stopImmediatePropagation);

const clock = performance.now.bind(performance);
const { timeOrigin } = performance;

// Milliseconds since 1970.
const now = () => timeOrigin + clock();

// True as long as no more than `room` at once and `rate` a second are asked for; then false for a
// second, so that what is left out is left out in one piece.
const bucket = (room, rate) => {
  let left = room;
  let last = clock();
  let isShut = false;

  return () => {
    const time = clock();

    left = min(room, left + ((time - last) * rate) / 1000);
    last = time;
    isShut = left < (isShut ? min(room, rate) : 1);
    if (!isShut) left -= 1;
    return !isShut;
  };
};

// Lines are many and may be left out, what happened to a script may not: two buckets.
const limiter = () => {
  const lines = bucket(20000, 2000);
  const others = bucket(2000, 200);

  return (kind) => (kind === "stdout" || kind === "stderr" || kind === "console" ? lines : others)();
};
