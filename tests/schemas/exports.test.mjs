// SPDX-License-Identifier: Apache-2.0
// What `pyxis check` writes of a real run, against HAR's published schema and one of the trace event format.
import { execFile } from "node:child_process";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test, { after, before } from "node:test";
import assert from "node:assert/strict";
import { promisify } from "node:util";

import Ajv from "ajv";
import addFormats from "ajv-formats";

const require = createRequire(import.meta.url);
const { PYXIS_PROGRAM, PYXIS_FIXTURES } = process.env;
const PAGES = ["index.html", "pyodide.html"];
const runs = new Map();
let folder;

// Its authors' words "optional", "min" and "unique" are none of JSON Schema's: hence not strict.
const makeValidators = () => {
  const ajv = new Ajv({ strict: false, allErrors: true });

  addFormats(ajv);
  ajv.addMetaSchema(require("ajv/dist/refs/json-schema-draft-06.json"));
  for (const schema of Object.values(require("har-schema")))
    ajv.addSchema(schema);
  return { har: ajv.getSchema("har.json"), trace: ajv.compile(require("./trace.schema.json")) };
};

const validators = makeValidators();

const assertValid = (name, file) => {
  const validate = validators[name];

  assert.ok(validate(file), JSON.stringify(validate.errors, null, 2));
};

// Whether what `spoil` does to a copy of a valid file is seen.
const assertSeen = (name, file, spoil) => {
  const copy = structuredClone(file);

  spoil(copy);
  assert.equal(validators[name](copy), false, `${name}: ${spoil}`);
};

const readJSON = async (path) => JSON.parse(await readFile(path, "utf8"));

const run = async (page) => {
  const har = join(folder, `${page}.har`);
  const trace = join(folder, `${page}.json`);

  await promisify(execFile)(PYXIS_PROGRAM, [
    "check", join(PYXIS_FIXTURES, "exports"), "--page", page, "--timeout", "120", "--har", har, "--trace", trace,
  ]);
  runs.set(page, { har: await readJSON(har), trace: await readJSON(trace) });
};

before(async () => {
  folder = await mkdtemp(join(tmpdir(), "pyxis-schemas-"));
  for (const page of PAGES)
    await run(page);
});

after(() => rm(folder, { recursive: true }));

for (const page of PAGES) {
  test(`requests of ${page} are HAR 1.2`, () => {
    const { har } = runs.get(page);

    assertValid("har", har);
    assert.ok(har.log.entries.length > 5);
    assert.equal(har.log.pages.length, 1);
  });

  test(`the time line of ${page} is a trace`, () => {
    const { trace } = runs.get(page);

    assertValid("trace", trace);
    for (const phase of ["M", "X", "b", "e", "i"])
      assert.ok(trace.traceEvents.some(({ ph }) => ph === phase), phase);
  });
}

test("the schemas see what is wrong", () => {
  const { har, trace } = runs.get(PAGES[0]);
  const find = ({ traceEvents }, phase) => traceEvents.find(({ ph }) => ph === phase);

  assertSeen("har", har, ({ log }) => delete log.creator);
  assertSeen("har", har, ({ log }) => delete log.entries[0].timings.wait);
  assertSeen("har", har, ({ log }) => (log.entries[0].startedDateTime = "yesterday"));
  assertSeen("har", har, ({ log }) => (log.entries[0].request.url = "not an address"));
  assertSeen("har", har, ({ log }) => (log.entries[0].response.content.size = "12"));
  assertSeen("trace", trace, (copy) => delete copy.traceEvents);
  assertSeen("trace", trace, (copy) => delete find(copy, "X").dur);
  assertSeen("trace", trace, (copy) => delete find(copy, "b").id);
  assertSeen("trace", trace, (copy) => (find(copy, "i").s = "x"));
  assertSeen("trace", trace, (copy) => (find(copy, "X").ph = "Z"));
  assertSeen("trace", trace, (copy) => delete find(copy, "M").args.name);
});
