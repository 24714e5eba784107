// SPDX-License-Identifier: Apache-2.0
// FileSystemWritableFileStream: what is written takes the file's place when the stream is closed.
const isBuffer = globalThis.ArrayBuffer.isView;
const readBlob = globalThis.Blob && uncurry(Blob.prototype.arrayBuffer);
const encodeText = uncurry(TextEncoder.prototype.encode);
const truncate = Math.trunc;
const copyOf = uncurry(ArrayBuffer.prototype.slice);

const wantNumber = (value, what) => {
  const number = truncate(toNumber(value)) || 0;

  if (value === undefined || value === null || !(number >= 0 && number < Infinity))
    throw new BadType(`${what} must be a number, and not negative.`);
  return number;
};

// Bytes of their own, as the page may change its own at once. What is neither bytes nor a Blob is a text,
// as the web has it: 5 is "5".
const takeBytes = async (data) => {
  if (data instanceof ArrayBuffer) return new Bytes(copyOf(data, 0));
  if (isBuffer(data)) return new Bytes(copyOf(data.buffer, data.byteOffset, data.byteOffset + data.byteLength));
  if (data instanceof BlobOf) return new Bytes(await readBlob(data));
  if (typeof data === "symbol") throw new BadType("A symbol cannot be written.");
  return encodeText(encoder, Text(data));
};

const isCommand = (chunk) =>
  (typeof chunk === "function" || typeof chunk === "object") && chunk !== null && !(chunk instanceof ArrayBuffer) && !isBuffer(chunk) &&
  !(chunk instanceof BlobOf);

const makeSink = (entry, w) => {
  let position = 0;

  const commands = {
    __proto__: null,
    async write({ data, position: at }) {
      if (data === undefined || data === null) throw new BadType("There is nothing to write: “data” is missing.");
      const bytes = await takeBytes(data);
      if (at !== undefined && at !== null) position = wantNumber(at, "A position");
      position = await writeParts(entry, w, position, bytes);
    },
    async seek({ position: at }) {
      position = wantNumber(at, "A position");
    },
    async truncate({ size }) {
      const n = wantNumber(size, "A size");
      await askFs("truncate", entry, { w, n });
      position = min(position, n);
    },
  };

  return {
    async write(chunk) {
      const command = isCommand(chunk) ? chunk : { type: "write", data: chunk };
      const perform = commands[command.type];

      if (!perform) throw new BadType("A command is “write”, “seek” or “truncate”.");
      try {
        await perform(command);
      } catch (error) {
        await askFs("abort", entry, { w }).catch(() => {});
        throw error;
      }
    },
    close: () => askFs("close", entry, { w }),
    abort: () => askFs("abort", entry, { w }),
  };
};

const writeChunk = async (stream, chunk) => {
  const writer = stream.getWriter();

  try {
    await writer.write(chunk);
  } finally {
    writer.releaseLock();
  }
};

const Stream = globalThis.WritableStream ?? class {};

class FileSystemWritableFileStream extends Stream {
  constructor(key, entry, w) {
    if (key !== KEY) throw new BadType("Illegal constructor");
    super(makeSink(entry, w));
  }

  async write(data) {
    return writeChunk(this, data);
  }

  async seek(position) {
    return writeChunk(this, { type: "seek", position });
  }

  async truncate(size) {
    return writeChunk(this, { type: "truncate", size });
  }
}

defineProperty(FileSystemWritableFileStream.prototype, Symbol.toStringTag, {
  __proto__: null,
  configurable: true,
  value: "FileSystemWritableFileStream",
});
expose("FileSystemWritableFileStream", FileSystemWritableFileStream);
