// SPDX-License-Identifier: Apache-2.0
// The requests that Python's calls become, in a real MicroPython: each is a millisecond or so.
import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { test } from "node:test";
import { compose, makeThread, piecesOf, run } from "./compose.mjs";

const folder = `${process.env.PYXIS_RUNTIME}/micropython`;
const [version] = readdirSync(folder);
const { loadMicroPython } = await import(`${folder}/${version}/micropython.mjs`);
const FOLDER = [1, 0, 5, 1, 0o755];
const files = { "": FOLDER, a: FOLDER, "a/b": FOLDER, "a/b/c": [0, 0, 5, 2, 0o644], "a/b/d": [0, 0, 5, 3, 0o644] };

// Answers as core/vfs-client does, of `files`, and keeps what it was asked.
const makeRequest = (asked) =>
  class XMLHttpRequest {
    #answer = { code: 44, text: "", stat: "" };

    open(method, target) {
      const { pathname, searchParams } = new URL(target);
      const path = pathname.slice("/@pyxis/vfs/".length);
      const op = searchParams.get("op");
      const stat = JSON.stringify(files[path]);
      const inside = Object.entries(files).filter(([key]) => key && key.replace(/\/?[^/]*$/, "") === path);
      const list = Object.fromEntries(inside.map(([key, value]) => [key.split("/").at(-1), value]));

      asked.push(`${op} ${path}`);
      if (op === "mkdir") this.#answer = { code: 0, text: JSON.stringify(FOLDER) };
      else if (stat) this.#answer = { code: 0, text: { list: JSON.stringify(list), look: "" }[op] ?? stat, stat };
    }

    setRequestHeader() {}
    overrideMimeType() {}
    send() {}
    getResponseHeader(name) { return name === "X-Pyxis-Errno" ? String(this.#answer.code) : this.#answer.stat; }
    get status() { return 200; }
    get responseText() { return this.#answer.text; }
    get response() { return null; }
    set responseType(type) {}
  };

const startPython = async () => {
  const asked = [];
  const { thread } = makeThread({ XMLHttpRequest: makeRequest(asked) });

  Object.assign(thread, { window: thread, top: thread, location: { origin: "pyxis://app" } });
  thread.document = { querySelectorAll: () => [] };
  run(thread, compose(piecesOf("page"), { origin: "pyxis://app", prelude: "", secret: "s3cret", osLater: "", osMore: "" }));
  const python = await loadMicroPython();
  thread[Symbol.for("@pyxis/mount")](python, "micropython");
  asked.length = 0;
  return (code) => {
    python.runPython(`import os\n${code}`);
    return asked.splice(0);
  };
};

test("a path is one request, however deep", async () => {
  const requestsOf = await startPython();

  assert.deepEqual(requestsOf("os.stat('/vfs/a/b/c')"), ["look a/b/c"]);
  assert.deepEqual(requestsOf("open('/vfs/a/b/c').close()"), ["look a/b/c"]);
  assert.deepEqual(requestsOf("os.chdir('/vfs/a'); os.stat('b//c')"), ["look a", "look a/b/c"]);
  assert.deepEqual(requestsOf("os.mkdir('/vfs/a/b/e')"), ["look a/b/e", "mkdir a/b/e"]);
});

test("where a path leads back every name is asked for", async () => {
  const requestsOf = await startPython();

  assert.deepEqual(requestsOf("os.stat('/vfs/a/../a/b')"), ["look a", "look a", "look a/b"]);
});

test("a folder on the way that is not there is missing at its end", async () => {
  const requestsOf = await startPython();
  const code = "try:\n  os.stat('/vfs/no/b')\nexcept OSError as error:\n  assert error.errno == 44, error";

  assert.deepEqual(requestsOf(code), ["look no/b"]);
});
