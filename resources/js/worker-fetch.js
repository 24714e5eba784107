// SPDX-License-Identifier: Apache-2.0
// A request of a worker that came to nothing is told before the error that it makes: nothing else tells
// that the network filter stopped it (blocked.js).
const then = uncurry(Promise.prototype.then);

// (nullable) Of what leaves the project's own origin.
const describeFetch = (target, options) => {
  const url = Text(target?.url ?? target);

  if (!matches(/^https?:/, url) || begins(url, pyxisOptions.origin)) return null;
  return { __proto__: null, kind: "blocked", url, method: Text(options?.method ?? target?.method ?? "GET") };
};

const tellFailure = (target, options, error) => {
  try {
    const fields = describeFetch(target, options);
    if (fields && error instanceof TypeError) report(fields);
  } catch {
    // What the page gave cannot be read, and so was not fetched either.
  }
  throw error;
};

if (globalThis.fetch)
  globalThis.fetch = new Proxy(globalThis.fetch, {
    __proto__: null,
    apply: (target, self, values) =>
      then(apply(target, self, values), undefined, (error) =>
        tellFailure(values[0], values[1], error)),
  });
