// SPDX-License-Identifier: Apache-2.0
// Console lines. Proxies, so that the methods keep name, length and native look.
const LEVELS = ["log", "info", "debug", "warn", "error", "trace"];

// Above 0 while a line is on its way that was told already, or our own code runs.
let quiet = 0;

const readConsole = (level, values) => {
  const [first] = values;

  if (level === "error" && values.length === 1) {
    if (wasReported(first) || wasReported(first?.error)) return null;
    // The interpreters log the errors of scripts, which thereby nobody handled.
    if (isError(first)) return readError(first, !isPython(first));
  }
  return {
    __proto__: null,
    kind: "console",
    text: showAll(values),
    detail: { __proto__: null, level },
  };
};

const watchConsole = (report) => {
  const hear = (level, values) => {
    if (quiet) return;
    quiet++;
    try {
      const fields = readConsole(level, values);
      if (fields) report(fields);
    } catch {
      // What cannot be shown is still the page's to log.
    } finally {
      quiet--;
    }
  };

  for (const level of LEVELS) {
    console[level] = new Proxy(console[level], {
      __proto__: null,
      apply(target, self, values) {
        hear(level, values);
        return apply(target, self, values);
      },
    });
  }
};
