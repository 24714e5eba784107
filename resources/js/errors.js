// SPDX-License-Identifier: Apache-2.0
// An error, Python's or JavaScript's, as the fields of an event of kind "error".
const TRACEBACK_MAX = 32768;
const MESSAGE_MAX = 4096;
const STACK_MAX = 8192;
const FRAMES_MAX = 50;
const TRACEBACK = "Traceback (most recent call last):";
const slice = uncurry(Array.prototype.slice);

// An error passes several places: its own handler, a rejection, the console. One event is enough.
const reported = new WeakSet();

// The last messages with a code of PyScript's, which come twice as well: as an error and as text.
const told = [];
const TOLD_MAX = 20;
const tellOnce = (message) => {
  if (begins(message, "(PY") && push(told, message) > TOLD_MAX) told.length = 0;
};
const wasTold = (message) => {
  for (let i = 0; i < told.length; i++) if (told[i] === message) return true;
  return false;
};

const isError = (value) => value instanceof Failure;
const wasReported = (value) => isError(value) && isMarked(reported, value);
const isPython = (value) => isError(value) && has(Text(value.message), TRACEBACK);
// Pyodide marks what it dies of, and logs it before it throws it: code that catches it has no interpreter any more.
const isFatal = (value) => isError(value) && value.pyodide_fatal_error === true;

// Our own wrappers lie between a page's functions; WebKit gives user scripts this name.
const OURS = "@user-script:";

const collectFrames = (lines, pattern, read) => {
  const frames = [];

  for (let i = 0; i < lines.length; i++) {
    const found = matches(pattern, lines[i]);
    if (found && !has(lines[i], OURS)) push(frames, read(found));
  }
  const last = slice(frames, -FRAMES_MAX);
  // No prototype: a page may have given arrays a toJSON ().
  return setPrototypeOf(last, null);
};

const pythonFrame = (found) => ({
  __proto__: null,
  file: found[1],
  line: +found[2],
  function: found[3] ?? null,
});

const scriptFrame = (found) => ({
  __proto__: null,
  file: found[2],
  line: +found[3],
  function: found[1] || null,
});

// What follows the last frame, from the first line that is not indented.
const findException = (lines) => {
  let last = lines.length - 1;

  while (last > 0 && !matches(/^\s+File "/, lines[last])) last--;
  do last++;
  while (last < lines.length && matches(/^\s|^$/, lines[last]));
  return trim(join(slice(lines, last), "\n"));
};

// Of a group of exceptions the lines of the group itself, without their margin ("  | ").
const ungroup = (lines) => {
  const own = [];

  for (let i = 0; i < lines.length; i++) {
    const found = matches(/^ {2}[|+] (.*)$/, lines[i]);
    if (found) push(own, found[1]);
  }
  return own;
};

const describePython = (traceback, type, handled, stack) => {
  const all = split(traceback, "\n");
  const lines = has(traceback, "+ Exception Group Traceback") ? ungroup(all) : all;
  const exception = findException(lines);
  const found = matches(/^([\w.]+)(?::\s*|$)/, exception);

  return {
    __proto__: null,
    type: clean(Text(type || (found && found[1]) || "PythonError"), MESSAGE_MAX),
    message: clean(found ? cut(exception, found[0].length) : exception, MESSAGE_MAX),
    traceback: clean(trim(traceback), TRACEBACK_MAX),
    frames: collectFrames(lines, /^\s*File "(.+?)", line (\d+)(?:, in (.+))?$/, pythonFrame),
    handled,
    // JavaScript's own, which led into Python.
    stack: stack ? clean(stack, STACK_MAX) : null,
  };
};

// (nullable) How this thread's script was begun by ours, at the end of a stack.
let beginning = null;

const stackOf = (value) => {
  const stack = isError(value) && typeof value.stack === "string" ? value.stack : "";

  return beginning ? cut(stack, 0, matches(beginning, stack)?.index ?? stack.length) : stack;
};

const describeScript = (value, handled) => {
  const stack = stackOf(value);

  return {
    __proto__: null,
    type: isError(value) ? clean(Text(value.name), MESSAGE_MAX) : "Error",
    message: clean(isError(value) ? Text(value.message) : show(value), MESSAGE_MAX),
    traceback: stack ? clean(stack, TRACEBACK_MAX) : null,
    frames: collectFrames(split(stack, "\n"), /^(.*?)@(.+?):(\d+):\d+$/, scriptFrame),
    handled,
  };
};

const errorFields = (detail) => ({
  __proto__: null,
  kind: "error",
  text: detail.message ? `${detail.type}: ${detail.message}` : detail.type,
  detail,
});

// null where this very error was told before.
const readError = (value, handled) => {
  if (wasReported(value)) return null;
  if (isError(value)) {
    mark(reported, value);
    tellOnce(Text(value.message));
  }
  const fatal = isFatal(value);
  const isHandled = handled && !fatal;
  const fields = errorFields(
    isPython(value)
      ? describePython(Text(value.message), value.type, isHandled, stackOf(value))
      : describeScript(value, isHandled),
  );

  if (fatal) fields.interpreter = "pyodide";
  return fields;
};

// Whether the traceback that comes next is nobody's: asyncio says so, and which task it was ("future: ...").
const isLooseEnd = (line, wasLoose) =>
  begins(line, "Unhandled exception in") ||
  begins(line, "Task exception was") ||
  (wasLoose && (begins(line, "future: ") || begins(line, "task: ")));

// Python prints some tracebacks as lines, those of tasks that nobody awaits among them.
const readTracebacks = (found) => {
  let lines = null;
  let isLoose = false;

  return (line) => {
    if (begins(line, TRACEBACK)) {
      lines = [line];
    } else if (lines === null) {
      isLoose = isLooseEnd(line, isLoose);
    } else if (line === "" || matches(/^\s/, line)) {
      if (line !== "" && push(lines, line) > 500) lines = null;
    } else {
      push(lines, line);
      found(errorFields(describePython(join(lines, "\n"), null, !isLoose, null)));
      lines = null;
      isLoose = false;
    }
  };
};

const tellError = (value, report) => {
  const fields = readError(value, false);
  if (fields) report(fields);
};

const watchRejections = (target, report) =>
  listen(target, "unhandledrejection", (event) => tellError(event.reason, report), true);

// Uncaught errors of this thread.
const watchErrors = (target, report) => {
  listen(target, "error", (event) => {
    // A missing image or script is an error event as well, at its element.
    if (event.target === target && !isMarked(reported, event))
      tellError(event.error ?? event.message, report);
  }, true);
  watchRejections(target, report);
};
