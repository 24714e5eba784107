// The body of an async function that the shell calls in its own self-test page; returns what it found.
const result = {
  shared: typeof SharedArrayBuffer === "function",
  reaches: false,
  waits: false,
  isolated: globalThis.crossOriginIsolated === true,
};
if (!result.shared) return result;

const cells = new Int32Array(new SharedArrayBuffer(8));
const worker = new Worker("/@pyxis/js/self-test-worker.js");
const answer = new Promise((resolve) => {
  worker.onmessage = ({ data }) => resolve(data);
  worker.onerror = () => resolve("error");
});
try {
  worker.postMessage(cells);
} catch {
  worker.terminate();
  return result; // DataCloneError: shared memory may not leave this thread
}
// The worker may not be waiting yet: wake it until it has answered.
const waking = setInterval(() => {
  Atomics.store(cells, 0, 1);
  Atomics.notify(cells, 0);
}, 20);
const outcome = await answer;
clearInterval(waking);
worker.terminate();
result.reaches = Atomics.load(cells, 1) === 42;
result.waits = outcome === "ok" || outcome === "not-equal";
return result;
