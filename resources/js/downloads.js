// SPDX-License-Identifier: Apache-2.0
// In the script world "pyxis": a link with a download attribute to a file of the project. WebKit (2.50) drops
// downloads of a custom scheme without a word, but not those of a blob.
const SECONDS_TO_SAVE = 60;

const nameOf = (link) => {
  const last = link.pathname.slice(link.pathname.lastIndexOf("/") + 1);

  try {
    return link.download || decodeURIComponent(last);
  } catch {
    return last;
  }
};

const saveLink = async (link, name) => {
  const answer = await fetch(link.href);

  if (!answer.ok) throw new Failure(`there is no such file (${answer.status})`);
  const copy = document.createElement("a");
  copy.href = URL.createObjectURL(await answer.blob());
  copy.download = name;
  copy.click();
  setTimeout(() => URL.revokeObjectURL(copy.href), SECONDS_TO_SAVE * 1000);
};

const tellLost = (link, error) => {
  const message = `“${clean(decodeURI(link.pathname), 200)}” cannot be downloaded: ${clean(error.message, 200)}`;

  post({
    kind: "error", at: now(), where: "main", text: message,
    detail: { type: "Download", message, traceback: null, frames: [], handled: false },
  });
};

// Not before the page's own listeners on what is in the document: the click may be theirs.
const hearClick = (event) => {
  const link = event
    .composedPath()
    .find((element) => element instanceof HTMLAnchorElement && element.hasAttribute("download"));

  if (!link || event.defaultPrevented || !link.href.startsWith(`${pyxisOptions.origin}/`)) return;
  event.preventDefault();
  saveLink(link, nameOf(link)).catch((error) => tellLost(link, error));
};

if (location.protocol === "pyxis:") window.addEventListener("click", hearClick);
