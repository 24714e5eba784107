// SPDX-License-Identifier: Apache-2.0
// Calls of the shell (interpreters.js) that run code in an interpreter, in the names of its scripts, and
// complete it. The Python for it is run in the interpreter when it is first asked.
const OWN = "_pyxis_console";
const ERROR_MAX = 65000;
const consoles = new WeakMap();
const consoleOf = uncurry(WeakMap.prototype.get);
const keepConsole = uncurry(WeakMap.prototype.set);
const endsWith = uncurry(String.prototype.endsWith);
const NO_AWAIT = "Nothing can be awaited while this thread is stopped. Continue first.";
const INCOMPLETE = `{"text":null,"error":null,"incomplete":true}`;

const openPyodide = (interpreter) => {
  const names = interpreter.toPy({});

  names.set("__name__", OWN);
  interpreter.runPython(pyxisOptions.consolePyodide, { globals: names });
  return {
    __proto__: null, run: names.get("run"), runNow: names.get("run_now"), complete: names.get("complete"),
  };
};

// How a text of Python ends: whether a bracket, a string or a line goes on. MicroPython does not tell an
// error from an end that comes too early.
const isOpen = (code) => {
  let depth = 0;
  let quote = "";

  for (let i = 0; i < code.length; i++) {
    const letter = code[i];
    const three = cut(code, i, i + 3);

    if (letter === "\\") {
      if (i + 2 >= code.length && code[i + 1] !== quote) return true;
      i++;
    } else if (quote) {
      // A string that ends with its line is an error, which is said when it runs.
      if (letter === "\n" && quote.length === 1) return false;
      if (begins(code, quote, i)) {
        i += quote.length - 1;
        quote = "";
      }
    } else if (letter === "#") {
      while (i + 1 < code.length && code[i + 1] !== "\n") i++;
    } else if (three === `"""` || three === "'''") {
      quote = three;
      i += 2;
    } else if (letter === '"' || letter === "'") quote = letter;
    else if (has("([{", letter)) depth++;
    else if (has(")]}", letter)) depth--;
  }
  return depth > 0 || quote.length === 3;
};

// A block goes on until there is a line that is empty.
const isIncomplete = (code) => {
  if (isOpen(code)) return true;
  const lines = split(code, "\n");
  const last = lines[lines.length - 1];
  const text = trim(matches(/^[^#]*/, last)[0]);

  if (text === "") return false;
  return endsWith(text, ":") || text[0] === "@" || (lines.length > 1 && has(" \t", last[0]));
};

const sayError = (error) => {
  const text = typeof error?.message === "string" ? error.message : show(error);
  const clear = join(split(trim(text), '"<stdin>"'), '"<console>"');

  return stringify({ __proto__: null, text: null, error: clean(clear, ERROR_MAX), incomplete: false });
};

// What awaits, only the interpreter itself can run.
const runAwaiting = async (interpreter, own, way, code) => {
  try {
    if (way === "statements") {
      await interpreter.runPythonAsync(code);
      return own.answer();
    }
    await interpreter.runPythonAsync(`${OWN} = (${code}\n)`);
    return own.show_awaited(OWN);
  } catch (error) {
    return sayError(error);
  }
};

// It gives nothing back: what it made is fetched by a name that is there no longer than that.
const openMicroPython = (interpreter) => {
  const { globals } = interpreter;
  const source = stringify(pyxisOptions.consoleMicropython);

  interpreter.runPython(
    `${OWN} = {"__name__": "${OWN}", "names": globals()}\n` +
      `exec(compile(${source}, "<pyxis>", "exec"), ${OWN})`,
  );
  const own = globals.get(OWN);
  globals.delete(OWN);
  const findWay = (code) => (matches(/\bawait\b/, code) ? own.find_way(code) : "run");
  const run = (code) => {
    const way = findWay(code);

    if (isIncomplete(code)) return INCOMPLETE;
    return way === "run" ? own.run(code) : runAwaiting(interpreter, own, way, code);
  };
  const runNow = (code) => {
    if (isIncomplete(code)) return INCOMPLETE;
    return findWay(code) === "run" ? own.run(code) : sayError(new Failure(NO_AWAIT));
  };
  return { __proto__: null, run, runNow, complete: (code) => own.complete(code) };
};

const openConsole = (interpreter) => {
  let opened = consoleOf(consoles, interpreter);

  if (!opened) {
    opened = typeof interpreter.toPy === "function" ? openPyodide(interpreter) : openMicroPython(interpreter);
    keepConsole(consoles, interpreter, opened);
  }
  return opened;
};

// What is pasted out of the middle of something begins with spaces.
const dedent = (code) => {
  const indent = matches(/^[ \t]*/, code)[0];
  const lines = split(code, "\n");

  for (let i = 0; i < lines.length; i++) if (begins(lines[i], indent)) lines[i] = cut(lines[i], indent.length);
  return join(lines, "\n");
};

// {code} => {text, error, incomplete}: what the last expression is, or what went wrong, each or null.
calls.run = async (interpreter, { code }) => parse(await openConsole(interpreter).run(dedent(code)));

// {code}: up to the cursor => {start, items}: from which character on each of them fits.
calls.complete = async (interpreter, { code }) => parse(await openConsole(interpreter).complete(code));

callsNow.run = (interpreter, { code }) => parse(openConsole(interpreter).runNow(dedent(code)));
callsNow.complete = (interpreter, { code }) => parse(openConsole(interpreter).complete(code));
