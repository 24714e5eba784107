// SPDX-License-Identifier: Apache-2.0
// A system call on the project's file system: one synchronous request (core/vfs-client.h says which).
// It carries a secret that is held here and nowhere else, so that the application never has to look at
// the body of a request that a page made: WebKit cannot read those of blobs. What a request is made of
// is taken before a script of the page can put itself in between.
const EINVAL = 28;
const EIO = 29;
const EISDIR = 31;

const requests = XMLHttpRequest.prototype;
const getterOf = (prototype, name) => uncurry(getOwnPropertyDescriptor(prototype, name).get);
const openRequest = uncurry(requests.open);
const setHeader = uncurry(requests.setRequestHeader);
const setMediaType = uncurry(requests.overrideMimeType);
const sendRequest = uncurry(requests.send);
const getHeader = uncurry(requests.getResponseHeader);
const getStatus = getterOf(requests, "status");
const getText = getterOf(requests, "responseText");
const getResponse = getterOf(requests, "response");
const setResponseType = uncurry(getOwnPropertyDescriptor(requests, "responseType").set);
const Request = XMLHttpRequest;
const encode = encodeURIComponent;
const replaceAll = uncurry(String.prototype.replaceAll);
const toNumber = Number;
const isPage = typeof document !== "undefined";
// A worker gets it in its first message.
let secret = pyxisOptions.secret ?? null;

const bytesOf = (text) => {
  const bytes = new Bytes(text.length);

  // The string's own method: it is compiled, and all that a page in between would learn is the file.
  for (let i = 0; i < bytes.length; i++) bytes[i] = text.charCodeAt(i);
  return bytes;
};

const encodePath = (path) => replaceAll(encode(path), "%2F", "/");

const targetOf = (op, path, values) => {
  let target = `${pyxisOptions.origin}/@pyxis/vfs/${encodePath(path)}?op=${op}`;

  for (const key in values) target += `&${key}=${encode(values[key])}`;
  return target;
};

// A document's synchronous request gives text only; bytes come as its characters' lower halves.
const prepare = (target, isBinary, isAsync) => {
  const request = new Request();

  openRequest(request, "POST", target, isAsync);
  setHeader(request, "X-Pyxis-Secret", secret ?? "");
  setHeader(request, "Content-Type", "application/octet-stream");
  if (isBinary && isPage) setMediaType(request, "text/plain; charset=x-user-defined");
  else if (isBinary) setResponseType(request, "arraybuffer");
  return request;
};

const readBytes = (request) =>
  isPage ? bytesOf(getText(request)) : new Bytes(getResponse(request));

// {code, text or bytes, stat}: `code` is an error number, or 0. `body` is a Uint8Array of its own buffer.
const callVfs = (op, path, values, body = null, isBinary = false) => {
  let request;

  try {
    request = prepare(targetOf(op, path, values), isBinary, false);
  } catch {
    return { __proto__: null, code: EINVAL }; // half a character in a name
  }
  try {
    sendRequest(request, body);
  } catch {
    return { __proto__: null, code: EIO };
  }
  if (getStatus(request) !== 200) return { __proto__: null, code: EIO };
  const code = toNumber(getHeader(request, "X-Pyxis-Errno"));
  const stat = isBinary ? getHeader(request, "X-Pyxis-Stat") : null;
  if (code) return { __proto__: null, code, stat };
  return isBinary
    ? { __proto__: null, code, bytes: readBytes(request), stat }
    : { __proto__: null, code, text: getText(request) };
};

// Nobody waits for the answer; but on http a request that does not wait goes through a page's service
// worker, which would see the secret.
const mayGoOn = begins(pyxisOptions.origin, "pyxis:");
const tellVfs = (op, values) => {
  if (mayGoOn) sendRequest(prepare(targetOf(op, "", values), false, true), null);
  else callVfs(op, "", values);
};
