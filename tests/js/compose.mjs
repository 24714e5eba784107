// SPDX-License-Identifier: Apache-2.0
// The real pieces, put together as src/web/bridge.c does, in a context of their own.
import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";

const folder = new URL("../../resources/js/", import.meta.url);
const lists = readFileSync(new URL("../../src/web/bridge.c", import.meta.url), "utf8");

// The lists of pieces are read out of bridge.c, so that there is one.
export const piecesOf = (name) => {
  const list = new RegExp(`${name}_pieces\\[\\] = \\{([^}]*)\\}`).exec(lists)[1];

  return [...list.matchAll(/"([^"]+)"/g)].map(([, piece]) => piece);
};

export const compose = (pieces, options, more = "") => {
  const text = pieces.map((piece) => readFileSync(new URL(`${piece}.js`, folder), "utf8"));

  return `(() => {"use strict";const pyxisOptions = ${JSON.stringify(options)};\n${text.join("")}${more}})();`;
};

// Node 18 has none.
export class CustomEvent extends Event {
  constructor(type, { detail = null } = {}) {
    super(type);
    this.detail = detail;
  }
}

// Tells of what a test puts into it, when the test says so.
export class MutationObserver {
  #callback;

  constructor(callback) {
    this.#callback = callback;
  }

  observe(body) {
    body.tell = (...addedNodes) => this.#callback([{ addedNodes }]);
  }
}

// Requests are made by the tests in real pages; here they only have to be there.
export class XMLHttpRequest {
  #type = "";

  open() {}
  setRequestHeader() {}
  overrideMimeType() {}
  send() {}
  getResponseHeader() {}
  get status() { return 0; }
  get responseText() { return ""; }
  get response() { return null; }
  get responseType() { return this.#type; }
  set responseType(type) { this.#type = type; }
}

// Two ends, each of which hears what is posted at the other.
export class MessagePort extends EventTarget {
  postMessage(data) {
    const event = new MessageEvent("message", { data: structuredClone(data) });

    queueMicrotask(() => this.other.dispatchEvent(event));
  }

  start() {}
}

class MessageChannel {
  #ports = [new MessagePort(), new MessagePort()];

  constructor() {
    [this.#ports[0].other, this.#ports[1].other] = [this.#ports[1], this.#ports[0]];
  }

  get port1() { return this.#ports[0]; }
  get port2() { return this.#ports[1]; }
}

// Node's own wants ports of its own.
export class MessageEvent extends Event {
  #fields;

  constructor(type, { data = null, ports = [], ...rest } = {}) {
    super(type, rest);
    this.#fields = { data, ports };
  }

  get data() { return this.#fields.data; }
  get ports() { return this.#fields.ports; }
}

// A thread's own, for it may be changed there.
const makeMessageEvent = () => {
  class Own extends MessageEvent {}

  const { data, ports } = Object.getOwnPropertyDescriptors(MessageEvent.prototype);
  Object.defineProperties(Own.prototype, { data, ports });
  return Own;
};

// The address of a blob, which a test looks up in `blobs`.
export const makeURL = (blobs, base = "") => {
  const Whole = URL;
  class Own extends Whole {
    static createObjectURL(blob) {
      blobs.push(blob);
      return `blob:${base}${blobs.length - 1}`;
    }

    static revokeObjectURL() {}
  }

  const { href, pathname, search } = Object.getOwnPropertyDescriptors(Whole.prototype);
  Object.defineProperties(Own.prototype, { href, pathname, search });
  return Own;
};

// Elements and files, which have to be there; each thread changes its own.
const makeElements = () => {
  class Node {
    get isConnected() { return true; }
  }
  class Element extends Node {
    get id() { return ""; }
    get localName() { return "script"; }
    getAttribute() { return null; }
    hasAttribute() { return false; }
    attachShadow() { return null; }
  }
  class HTMLElement extends Element {
    click() {}
  }
  class HTMLInputElement extends HTMLElement {
    get files() { return null; }
    set files(files) {}
    get disabled() { return false; }
    get multiple() { return false; }
    get type() { return ""; }
    showPicker() {}
  }
  class ShadowRoot {
    get mode() { return "open"; }
  }
  class File extends Blob {
    get name() { return ""; }
    get webkitRelativePath() { return ""; }
  }
  return { Node, Element, HTMLElement, HTMLInputElement, ShadowRoot, File };
};

// What a drag has.
const makeDrags = () => ({
  DragEvent: class extends Event {
    get dataTransfer() { return null; }
  },
  DataTransfer: class {
    get items() { return []; }
    get types() { return []; }
    get dropEffect() { return "none"; }
    set dropEffect(effect) {}
  },
  DataTransferItemList: class {
    add() {}
  },
  DataTransferItem: class {
    webkitGetAsEntry() { return null; }
  },
  Document: class {
    createElement() { return null; }
  },
});

// A thread: the few parts of a browser that the pieces touch. Events are Node's, and `target` stands
// in for the global object, which is no EventTarget here.
export const makeThread = (more = {}) => {
  const target = new EventTarget();
  const on = (object) => (object instanceof EventTarget ? object : target);

  class ThreadTarget {
    addEventListener(...values) {
      EventTarget.prototype.addEventListener.apply(on(this), values);
    }

    removeEventListener(...values) {
      EventTarget.prototype.removeEventListener.apply(on(this), values);
    }

    dispatchEvent(event) {
      return EventTarget.prototype.dispatchEvent.call(on(this), event);
    }
  }

  const thread = createContext({
    EventTarget: ThreadTarget, Event, CustomEvent, MessageEvent: makeMessageEvent(), XMLHttpRequest, URL: makeURL([]), Worker: class {
      postMessage() {}
      terminate() {}
    }, Blob, MessageChannel, MessagePort, btoa, close() {}, performance, TextDecoder, TextEncoder, Uint8Array, queueMicrotask,
    MutationObserver, document: target, setTimeout, clearTimeout,
    ...makeElements(), ...makeDrags(), Atomics: { load() {}, pause() {}, wait() {} },
    addEventListener: target.addEventListener.bind(target),
    removeEventListener: target.removeEventListener.bind(target),
    dispatchEvent: target.dispatchEvent.bind(target),
    console: Object.fromEntries(
      ["log", "info", "debug", "warn", "error", "trace"].map((level) => [level, () => level]),
    ),
    ...more,
  });

  return { thread, target };
};

export const run = (thread, text) => runInContext(text, thread);

// A piece's own names, to be called by a test.
export const load = (pieces, names, thread = makeThread().thread) => {
  run(thread, compose(pieces, {}, `globalThis.loaded = { ${names.join(", ")} };`));
  return thread.loaded;
};

export const plain = (value) => JSON.parse(JSON.stringify(value));
