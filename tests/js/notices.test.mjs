// SPDX-License-Identifier: Apache-2.0
import assert from "node:assert/strict";
import { test } from "node:test";
import { load, makeThread, plain, run } from "./compose.mjs";

const open = () => {
  const { thread, target } = makeThread();
  const names = ["readError", "watchNotices"];
  const pieces = load(["base", "text", "errors", "notices"], names, thread);
  const reports = [];

  thread.document.body = {};
  pieces.watchNotices((fields) => reports.push(plain(fields)));
  target.dispatchEvent(new Event("DOMContentLoaded"));
  const show = (textContent, className = "py-error") =>
    thread.document.body.tell({ className, textContent });
  return { thread, reports, show, readError: pieces.readError };
};

const rows = [
  ["(PY1000): Invalid TOML\nat line 3", "PY1000", "Invalid TOML\nat line 3"],
  ["(PY0409) Invalid worker attribute for <script>", "PY0409", "Invalid worker attribute for <script>"],
  ["(PY0409): Too many mpy-config", "PY0409", "Too many mpy-config"],
];

for (const [text, type, message] of rows)
  test(`a box on the page is an error: ${text.slice(0, 12)}`, () => {
    const { reports, show } = open();

    show(text);
    assert.equal(reports.length, 1);
    assert.equal(reports[0].kind, "error");
    assert.equal(reports[0].text, `${type}: ${message}`);
    assert.deepEqual([reports[0].detail.type, reports[0].detail.handled], [type, false]);
  });

test("other boxes are the page's own", () => {
  const { reports, show } = open();

  show("Traceback (most recent call last):\n  File ...");
  show("(PY1000): Invalid TOML", "note");
  show("PY1000: Invalid TOML");
  assert.deepEqual(reports, []);
});

test("an error that was told as one is not told again", () => {
  const { thread, reports, show, readError } = open();
  const message = "(PY0404): Fetching from URL ./a.py failed";

  assert.match(readError(run(thread, `new Error("${message}")`), false).text, /PY0404/);
  show(message);
  assert.deepEqual(reports, []);
  show("(PY0404): Fetching from URL ./b.py failed");
  assert.equal(reports.length, 1);
});
