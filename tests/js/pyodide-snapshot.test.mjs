// SPDX-License-Identifier: Apache-2.0
// Which interpreters may start from a snapshot; that they can, is tested in WebKit (tests/app).
import assert from "node:assert/strict";
import { test } from "node:test";
import { isKnown } from "../../resources/js/pyodide-snapshot.mjs";

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
