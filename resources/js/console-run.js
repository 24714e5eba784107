// SPDX-License-Identifier: Apache-2.0
// The body of a function that the shell calls in the page's own world with `code`, JavaScript that the user
// typed: {text, error, incomplete}, as interpreter-console.js answers. The value is shown without calling
// getters. What begins with "let" or "const" is kept for the next input, as "var" is.
const TEXT_MAX = 65536;
const MEMBERS_MAX = 50;

const showMembers = (value, depth) => {
  const isList = Array.isArray(value);
  const names = Object.keys(value);
  const parts = names.slice(0, MEMBERS_MAX).map((name) => {
    const own = Object.getOwnPropertyDescriptor(value, name);
    const text = own && "value" in own ? showValue(own.value, depth + 1) : "…";

    return isList ? text : `${name}: ${text}`;
  });
  if (names.length > MEMBERS_MAX) parts.push(`… ${names.length - MEMBERS_MAX} more`);
  return isList ? `[${parts.join(", ")}]` : `{${parts.join(", ")}}`;
};

const showObject = (value, depth) => {
  if (value instanceof Error) return `${value.name}: ${value.message}`;
  if (value instanceof Element && !depth) return value.cloneNode(false).outerHTML;
  if (value instanceof Map || value instanceof Set)
    return `${value.constructor.name}(${value.size}) ${showMembers([...value], depth)}`;
  const name = Object.getPrototypeOf(value)?.constructor?.name ?? "Object";
  const prefix = name === "Object" || name === "Array" ? "" : `${name} `;

  return depth > 2 ? `${prefix}…` : prefix + showMembers(value, depth);
};

const showValue = (value, depth = 0) => {
  try {
    if (typeof value === "string") return JSON.stringify(value.slice(0, TEXT_MAX + 1));
    if (typeof value === "bigint") return `${value}n`;
    if (typeof value === "function") return depth ? `function ${value.name}` : String(value);
    return typeof value === "object" && value !== null ? showObject(value, depth) : String(value);
  } catch {
    return "(it cannot be shown)";
  }
};

const limit = (text) =>
  text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}\n… (${text.length - TEXT_MAX} more characters)` : text;

// Of WebKit, where code ends too early.
const isTooShort = (error) =>
  error instanceof SyntaxError && /Unexpected (EOF|end of script)|Unexpected keyword ''/.test(error.message);

const AsyncFunction = (async () => {}).constructor;
const compile = (text) => {
  try {
    return new AsyncFunction(text);
  } catch (error) {
    return error;
  }
};

// What a text of statements gives is known to eval () alone; to what awaits, only as an expression.
const evaluate = () => {
  const awaits = /\bawait\b/.test(code);
  const isExpression = compile(`return (${code}\n)`) instanceof Function;
  const isMade = /^\s*(async\s+)?(function|class)\b/.test(code); // a name, not only a value
  const statements = compile(code);

  if (isExpression && !isMade) return awaits ? new AsyncFunction(`return (${code}\n)`)() : (0, eval)(`(${code}\n)`);
  if (!(statements instanceof Function)) throw statements;
  if (awaits && !isMade) return statements();
  return (0, eval)(code.replace(/^\s*(let|const)\b/, "var").replace(/^\s*class\s+([\w$]+)/, "var $1 = class $1"));
};

const answer = (text, error, incomplete = false) => JSON.stringify({ text, error, incomplete });

try {
  const value = await evaluate();

  return answer(value === undefined ? null : limit(showValue(value)), null);
} catch (error) {
  if (isTooShort(error)) return answer(null, null, true);
  return answer(null, limit(error instanceof Error ? `${error.name}: ${error.message}` : `Uncaught ${showValue(error)}`));
}
