// SPDX-License-Identifier: Apache-2.0
// Standard output and error of an interpreter, tapped where PyScript itself routes them: `io` of a
// wrap, whose functions plugins, terminals and editors replace later.
const Bytes = Uint8Array;
const Decoder = TextDecoder;
const decode = uncurry(TextDecoder.prototype.decode);
const INTERPRETERS = {
  __proto__: null,
  py: "pyodide",
  mpy: "micropython",
  pyodide: "pyodide",
  micropython: "micropython",
};

// Calls `line` for each whole line of text or bytes; a line that never ends is cut.
const lineReader = (line) => {
  const decoder = new Decoder();
  let rest = "";

  return (bytes) => {
    const lines = split(rest + decode(decoder, bytes, { stream: true }), "\n");

    rest = lines[lines.length - 1];
    for (let i = 0; i < lines.length - 1; i++) line(lines[i]);
    if (rest.length > TEXT_MAX) {
      line(rest);
      rest = "";
    }
  };
};

const streamReader = (kind, report) => {
  const tracebacks = readTracebacks(report);
  const line = (text) => {
    report({ __proto__: null, kind, text: clean(text) });
    if (kind === "stderr") tracebacks(text);
  };
  const bytes = lineReader(line);

  return (value) => {
    if (value instanceof Bytes) bytes(value);
    else if (!isError(value)) line(showInside(value, 0));
    else {
      const fields = readError(value, false);
      if (fields) report(fields);
    }
  };
};

// Replaces a function by one that reads its first argument, unless a reader further out just did.
const tap = (read, inner) =>
  function (...values) {
    if (quiet) return apply(inner, this, values);
    quiet++;
    try {
      read(values[0]);
    } catch {
      // The program's output goes on.
    }
    try {
      return apply(inner, this, values);
    } finally {
      quiet--;
    }
  };

// An accessor, because who sets a function later (and may call the one before) is tapped as well.
const tapIo = (io, name, read) => {
  let outer = tap(read, io[name]);

  defineProperty(io, name, {
    __proto__: null,
    configurable: true,
    enumerable: true,
    get: () => outer,
    set: (inner) => {
      outer = tap(read, inner);
    },
  });
};

// Terminals give their own writer to the interpreter and pass by `io`.
const tapWriter = (interpreter, name, read) => {
  const set = interpreter[name];

  if (typeof set !== "function") return;
  interpreter[name] = (options, ...rest) => {
    if (typeof options?.write !== "function") return apply(set, interpreter, [options, ...rest]);
    const write = tap(read, (bytes) => apply(options.write, options, [bytes]));
    return apply(set, interpreter, [{ ...options, write }, ...rest]);
  };
};

const tapped = new WeakSet();

const watchOutput = ({ io, interpreter, type }, report) => {
  if (isMarked(tapped, io)) return;
  mark(tapped, io);

  const tell = (fields) => {
    fields.interpreter = INTERPRETERS[type] ?? null;
    report(fields);
  };
  const out = streamReader("stdout", tell);
  const err = streamReader("stderr", tell);

  try {
    tapIo(io, "stdout", out);
    tapIo(io, "stderr", err);
    tapWriter(interpreter, "setStdout", out);
    tapWriter(interpreter, "setStderr", err);
  } catch {
    // An interpreter of another shape still runs, only less of it is seen.
  }
};
