// SPDX-License-Identifier: Apache-2.0
// Values as text, as a console shows them: bounded in depth, width and length, and without calling
// getters, so that looking changes nothing.
const TEXT_MAX = 65536;
const KEYS_MAX = 20;
const { keys } = Object;
const encoder = new TextEncoder();
const wellFormed = String.prototype.toWellFormed
  ? uncurry(String.prototype.toWellFormed)
  : (text) => new TextDecoder().decode(encoder.encode(text));
const has = uncurry(String.prototype.includes);

// A string that survives JSON and C: no lone surrogate, no NUL.
const clean = (text, max = TEXT_MAX) => {
  const short = text.length > max ? cut(text, 0, max) : text;

  return join(split(wellFormed(short), "\0"), "\u2400");
};

const showMembers = (value, depth) => {
  const list = isArray(value);
  const names = keys(value);
  const parts = [];

  for (let i = 0; i < names.length && i < KEYS_MAX; i++) {
    const own = getOwnPropertyDescriptor(value, names[i]);
    const text = own && "value" in own ? showInside(own.value, depth + 1) : "…";

    push(parts, list ? text : `${cut(names[i], 0, 100)}: ${text}`);
  }
  if (names.length > KEYS_MAX) push(parts, "…");
  return list ? `[${join(parts, ", ")}]` : `{${join(parts, ", ")}}`;
};

const showObject = (value, depth) => {
  const tag = cut(tagOf(value), 8, -1);

  if (tag === "Error" || value instanceof Failure) return `${value.name}: ${value.message}`;
  if (tag !== "Object" && tag !== "Array") return `[${tag}]`;
  return depth > 2 ? "…" : showMembers(value, depth);
};

const showInside = (value, depth) => {
  try {
    if (typeof value === "string") return depth ? stringify(cut(value, 0, 1000)) : value;
    if (typeof value === "function") return `[Function ${value.name}]`;
    if (typeof value === "object" && value !== null) return showObject(value, depth);
    return Text(value);
  } catch {
    return "[?]";
  }
};

const show = (value) => showInside(value, 0);

// The arguments of a console call, "%s" and its kin filled in. By hand: a replacement by pattern
// would go through methods that a page can replace.
const showAll = (values) => {
  const isTemplate = typeof values[0] === "string" && values.length > 1;
  const pieces = split(isTemplate ? values[0] : "", "%");
  let next = isTemplate ? 1 : 0;
  let text = pieces[0];

  for (let i = 1; i < pieces.length; i++) {
    const letter = cut(pieces[i], 0, 1);

    if (letter === "" && i + 1 < pieces.length) {
      text += `%${pieces[++i]}`;
    } else if (letter !== "" && has("sdifoOc", letter) && next < values.length) {
      const shown = show(values[next++]);
      text += (letter === "c" ? "" : shown) + cut(pieces[i], 1);
    } else {
      text += `%${pieces[i]}`;
    }
  }

  const parts = isTemplate ? [text] : [];
  while (next < values.length && next < 100) push(parts, show(values[next++]));
  return clean(join(parts, " "));
};
