// SPDX-License-Identifier: Apache-2.0
// In a worker: what happens there is told to its page (workers.js) as text in marked messages. Text is JSON
// without its outer braces.
const post = globalThis.postMessage.bind(globalThis);
const allows = limiter();
const later = globalThis.setTimeout.bind(globalThis);
let dropped = 0;
let isWaiting = false;

const tellPage = (fields) => post({ "@pyxis": `,${cut(stringify(fields), 1, -1)}` });

const tellDropped = () => {
  isWaiting = false;
  if (dropped) tellPage({ __proto__: null, dropped });
  dropped = 0;
};

// False: too much is told, so that this is only counted.
const tellSome = (fields) => {
  if (!allows(fields.kind)) {
    dropped++;
    if (!isWaiting) later(tellDropped, 1000);
    isWaiting = true;
    return false;
  }
  tellDropped();
  fields.at = now();
  tellPage(fields);
  return true;
};
