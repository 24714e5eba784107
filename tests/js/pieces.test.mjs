// SPDX-License-Identifier: Apache-2.0
// The pieces of a script share a scope: a name that two of them give leaves a page without any.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Script } from "node:vm";
import { compose, piecesOf } from "./compose.mjs";

for (const name of ["worker", "page", "world", "plain"])
  test(`the pieces of a ${name} are one script`, () => {
    const pieces = piecesOf(name);

    assert.ok(pieces.length > 5);
    assert.doesNotThrow(() => new Script(compose(pieces, {})));
  });

test("so are those of a page that files are opened with", () => {
  assert.doesNotThrow(() => new Script(compose([...piecesOf("page"), "opened"], {})));
});
