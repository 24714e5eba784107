// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, makeThread } from "./compose.mjs";

const withClock = () => {
  let time = 0;
  const { thread } = makeThread({ performance: { now: () => time, timeOrigin: 1e12 } });

  return { ...load(["base"], ["bucket", "limiter", "now"], thread), advance: (ms) => (time += ms) };
};

const take = (allows, n, ...values) => {
  let taken = 0;
  for (let i = 0; i < n; i++) taken += allows(...values);
  return taken;
};

test("a bucket lets its room through, then shuts until a second's worth is back", () => {
  const { bucket, advance } = withClock();
  const allows = bucket(100, 10);

  assert.equal(take(allows, 150), 100);
  advance(900);
  assert.equal(take(allows, 5), 0);
  advance(100);
  assert.equal(take(allows, 50), 10);
  advance(60000);
  assert.equal(take(allows, 500), 100);
});

test("a bucket smaller than its rate opens again when it is full", () => {
  const { bucket, advance } = withClock();
  const allows = bucket(4, 40);

  assert.equal(take(allows, 9), 4);
  advance(99);
  assert.equal(take(allows, 1), 0);
  advance(2);
  assert.equal(take(allows, 9), 4);
});

test("lines cannot use up what is kept for events and errors", () => {
  const { limiter } = withClock();
  const allows = limiter();

  assert.equal(take(allows, 30000, "stdout"), 20000);
  assert.equal(take(allows, 10, "console"), 0);
  assert.equal(take(allows, 10, "error"), 10);
  assert.equal(take(allows, 10, "py:done"), 10);
});

test("time is milliseconds since 1970", () => {
  const { now, advance } = withClock();

  advance(5);
  assert.equal(now(), 1e12 + 5);
});
