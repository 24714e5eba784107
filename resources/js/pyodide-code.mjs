// SPDX-License-Identifier: Apache-2.0
// Gives an interpreter that was restored from a snapshot the code of the project's modules that was compiled before, and
// hands over what it compiles anew, as core/compiled-code.h says. For that nothing is called in Python but what is
// written in C: whoever watches its frames sees none.
const MARK = "PXCO";
const BATCH = 4 << 20; // bytes that are handed over at once, and one module more
const MODULE_MAX = 8 << 20;

const keeper = globalThis[Symbol.for("@pyxis/code")];

const takeBytes = (proxy) => {
  const buffer = proxy.getBuffer("u8");

  try {
    return buffer.data.slice();
  } finally {
    buffer.release();
    proxy.destroy();
  }
};

const encodeEntry = (path, digest, code) => {
  const name = new TextEncoder().encode(path);
  const entry = new Uint8Array(16 + name.length + code.length);
  const view = new DataView(entry.buffer);

  view.setUint32(0, name.length, true);
  view.setUint32(4, code.length, true);
  entry.set(digest, 8);
  entry.set(name, 16);
  entry.set(code, 16 + name.length);
  return entry;
};

const joinEntries = (entries) => {
  const all = new Uint8Array(entries.reduce((sum, entry) => sum + entry.length, 0));
  let at = 0;

  for (const entry of entries) {
    all.set(entry, at);
    at += entry.length;
  }
  return all;
};

// The last of the list, which loses it.
const takeEntry = ({ pop, dumps }) => {
  const item = pop();
  const code = item.get(2);

  try {
    return encodeEntry(item.get(0), takeBytes(item.get(1)), takeBytes(dumps(code)));
  } finally {
    code.destroy();
    item.destroy();
  }
};

// One module at a time, so that nothing waits for long. An interpreter that has failed for good hands over nothing.
const handOver = (place, send, end) => {
  let entries = [];
  let size = 0;
  const sendSome = () => {
    if (size) send(joinEntries(entries));
    entries = [];
    size = 0;
  };
  const step = () => {
    if (!place.fresh.length) {
      sendSome();
      end();
      return;
    }
    const entry = takeEntry(place);
    if (entry.length <= MODULE_MAX) {
      entries.push(entry);
      size += entry.length;
    }
    if (size > BATCH) sendSome();
    keeper.later(tryStep, 0);
  };
  const tryStep = () => {
    try {
      step();
    } catch (error) {
      console.debug(`Pyxis: compiled code is not kept: ${error.message}`);
    }
  };

  tryStep();
};

// `names` are those of pyodide-compiled.py; `code` is what the shell has, null or empty where nothing is to be kept.
export const keepCode = (names, code, version) => {
  const mark = String.fromCharCode(...(code ?? []).slice(0, MARK.length));

  if (keeper && mark === MARK) {
    const [fresh, pop, dumps, take] = ["fresh", "pop", "dumps", "take"].map((name) => names.get(name));
    const send = (bytes) => keeper.sendCode(version, bytes);
    let isAsked = false;
    const end = () => (isAsked = false);
    const hearFresh = () => {
      if (!isAsked) keeper.whenDone(() => handOver({ fresh, pop, dumps }, send, end));
      isAsked = true;
    };

    take(code.subarray(MARK.length), hearFresh);
    take.destroy();
  }
  names.destroy();
};
