// SPDX-License-Identifier: Apache-2.0
// A call on a folder or file that the user granted (core/grant-client.h says which). An entry is
// {token, kind, name, path}: what a page's handle carries, and all that there is to know of it. The
// secret of vfs-call.js goes with each call.
const PART = 4 * 1024 * 1024;
// Bytes in one file, which memory has to hold.
const READ_MAX = 2 * 1024 * 1024 * 1024;
const Exception = globalThis.DOMException;
const BadType = TypeError;
// Never what the page puts in its place.
const sliceBytes = uncurry(Bytes.prototype.slice);
const decoder = new TextDecoder();
const decodeText = uncurry(TextDecoder.prototype.decode);

const makeException = (name, message) =>
  name === "TypeError" ? new BadType(message) : new Exception(message, name);

// On http a request that does not wait would go through a page's service worker, with the secret.
const openCall = (target, isBinary) => {
  const request = new Request();

  openRequest(request, "POST", target, mayGoOn);
  setHeader(request, "X-Pyxis-Secret", secret ?? "");
  setHeader(request, "Content-Type", "application/octet-stream");
  if (isBinary && isPage && !mayGoOn) setMediaType(request, "text/plain; charset=x-user-defined");
  else if (isBinary) setResponseType(request, "arraybuffer");
  return request;
};

const performCall = (request, body) =>
  new Promise((resolve) => {
    if (mayGoOn) listen(request, "loadend", () => resolve()); // the event would hand out the request
    try {
      sendRequest(request, body);
    } catch {
      resolve(); // its status says it
    }
    if (!mayGoOn) resolve();
  });

const readAnswer = (request, isBinary) => {
  if (!isBinary) return getText(request);
  return isPage && !mayGoOn ? bytesOf(getText(request)) : new Bytes(getResponse(request));
};

// An address would be tidied before it is sent.
const isWay = (path) => {
  const names = path === "" ? [] : split(path, "/");

  for (let i = 0; i < names.length; i++)
    if (names[i] === "" || names[i] === "." || names[i] === "..") return false;
  return true;
};

const makeTarget = (op, entry, values) => {
  if (!isWay(entry.path)) throw new BadType("A path must not lead out of its folder.");
  try {
    let target = `${pyxisOptions.origin}/@pyxis/fs/${encodePath(entry.path)}?op=${op}&t=${encode(entry.token)}`;

    for (const key in values) target += `&${key}=${encode(values[key])}`;
    return target;
  } catch {
    throw new BadType("A name must not hold half a character.");
  }
};

// A text, or {bytes, stat}; the exception that the web has for what is wrong. `body` is a Uint8Array of
// its own buffer, never a Blob.
const askFs = async (op, entry, values = null, body = null, isBinary = false) => {
  const request = openCall(makeTarget(op, entry, values), isBinary);

  await performCall(request, body);
  if (getStatus(request) !== 200) throw makeException("NotReadableError", "Pyxis did not answer.");
  const exception = getHeader(request, "X-Pyxis-Exception");
  const answer = readAnswer(request, isBinary);
  if (exception) throw makeException(exception, isBinary ? decodeText(decoder, answer) : answer);
  return isBinary ? { bytes: answer, stat: parse(getHeader(request, "X-Pyxis-Stat")) } : answer;
};

// All of a file as it is at one moment: `each` gets its bytes part by part. Its stat.
const readParts = async (entry, each) => {
  const { bytes, stat } = await askFs("read", entry, { at: 0, n: PART }, null, true);
  const [, size, , v] = stat;

  if (size > READ_MAX) throw makeException("NotReadableError", `“${entry.name}” is larger than 2 GiB.`);
  each(bytes, 0, size);
  for (let at = bytes.length; at < size; at += PART)
    each((await askFs("read", entry, { at, n: PART, v }, null, true)).bytes, at, size);
  return stat;
};

// Once more where somebody changes it in the middle; `begin` returns the `each` of a try.
const readWhole = async (entry, begin) => {
  for (let attempt = 0; ; attempt++) {
    try {
      return await readParts(entry, begin());
    } catch (error) {
      if (attempt >= 3 || error.name !== "NotReadableError") throw error;
    }
  }
};

// `w` is a writer's number; the position after what was written.
const writeParts = async (entry, w, at, bytes) => {
  for (let sent = 0; sent < bytes.length; sent += PART)
    await askFs("write", entry, { w, at: at + sent }, sliceBytes(bytes, sent, sent + PART));
  return at + bytes.length;
};
