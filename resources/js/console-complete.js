// SPDX-License-Identifier: Apache-2.0
// The body of a function that the shell calls in the page's own world with `code`, JavaScript up to the
// cursor: {start, items}, the names that it may go on with. No function of the page is called but a getter
// on the way.
const ITEMS_MAX = 500;
const [path] = /[\w$.]*$/.exec(code);
const parts = path.split(".");
const begin = parts.pop();
const found = new Set();
let value = parts.length ? undefined : globalThis;

try {
  value = parts.reduce((object, name) => object?.[name], globalThis);
} catch {
  value = undefined;
}
for (let object = value; object !== null && object !== undefined; object = Object.getPrototypeOf(object))
  for (const name of Object.getOwnPropertyNames(Object(object)))
    if (name.startsWith(begin) && /^[A-Za-z_$][\w$]*$/.test(name)) found.add([...parts, name].join("."));
return JSON.stringify({ start: [...code].length - path.length, items: [...found].sort().slice(0, ITEMS_MAX) });
