// SPDX-License-Identifier: Apache-2.0
// What PyScript says only on the page, in a box at the end of its body: "(PY1000): Invalid TOML". It
// means that something did not start, and no event tells.
const Observer = MutationObserver;
const observe = uncurry(MutationObserver.prototype.observe);
const NOTICE = /^\((PY\d{4})\):?\s*([^]*)$/;

const readNotice = (element, report) => {
  if (element.className !== "py-error") return;
  const found = matches(NOTICE, Text(element.textContent));
  // Of some the error itself was told before.
  if (!found || wasTold(found[0])) return;
  const frames = setPrototypeOf([], null);
  const message = clean(trim(found[2]), MESSAGE_MAX);
  report(errorFields({
    __proto__: null, type: found[1], message, traceback: null, frames, handled: false,
  }));
};

const watchNotices = (report) => {
  const start = () => {
    const { body } = document;
    const observer = new Observer((records) => {
      for (let i = 0; i < records.length; i++)
        for (let j = 0; j < records[i].addedNodes.length; j++)
          readNotice(records[i].addedNodes[j], report);
    });

    if (body) observe(observer, body, { childList: true });
  };

  // PyScript is a module: it runs after the document was read, and this listener came first.
  listen(document, "DOMContentLoaded", start);
};
