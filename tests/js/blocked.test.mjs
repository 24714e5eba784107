// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { compose, makeThread, piecesOf, run } from "./compose.mjs";

const open = (fetch) => {
  const posted = [];
  const { thread } = makeThread({ postMessage: (data) => posted.push(data), fetch, TypeError });

  run(thread, compose(piecesOf("worker"), { origin: "pyxis://app" }));
  const told = () =>
    posted.map((data) => data["@pyxis"]).filter(Boolean).map((text) => JSON.parse(`{${text.slice(1)}}`));
  return { thread, told };
};

const failing = () => Promise.reject(new TypeError("Load failed"));

test("a worker tells of what it did not get from elsewhere, and the error stays", async () => {
  const { thread, told } = open(failing);

  await assert.rejects(thread.fetch("https://a.test/b", { method: "POST" }), /Load failed/);
  await assert.rejects(thread.fetch({ url: "https://a.test/c", method: "PUT" }), /Load failed/);
  await assert.rejects(thread.fetch("pyxis://app/b"), /Load failed/);
  await assert.rejects(thread.fetch("b"), /Load failed/);
  assert.deepEqual(
    told().map(({ kind, url, method }) => [kind, url, method]),
    [["blocked", "https://a.test/b", "POST"], ["blocked", "https://a.test/c", "PUT"]],
  );
});

test("what a page gives up, or gets, is nothing to tell", async () => {
  const given = open(() => Promise.reject(new DOMException("no", "AbortError")));
  const got = open(() => Promise.resolve(1));

  await assert.rejects(given.thread.fetch("https://a.test/b"), /no/);
  assert.equal(await got.thread.fetch("https://a.test/b"), 1);
  assert.deepEqual([given.told(), got.told()], [[], []]);
});
