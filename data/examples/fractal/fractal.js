// SPDX-License-Identifier: Apache-2.0
// Starts Python workers from JavaScript, hands them rows to compute, and ends them when told to.
import { MPWorker } from "@pyscript/core";

const WHOLE = { x: -0.65, y: 0, width: 3.2 };
const ROWS = 10; // that a worker computes at a time

const element = (id) => document.getElementById(id);
const canvas = element("canvas");
const context = canvas.getContext("2d");
const palette = Array.from({ length: 256 }, (_, i) => [
  Math.round(127 + 127 * Math.cos(0.09 * i + 3.4)),
  Math.round(127 + 127 * Math.cos(0.09 * i + 2.7)),
  Math.round(150 + 105 * Math.cos(0.09 * i + 2.0)),
]);

let view = { ...WHOLE };
let crew = []; // the workers of the picture being rendered

// A worker that shares no memory with the page: its functions are awaited, nothing else crosses.
async function hire() {
  const worker = await MPWorker("./rows.py", { config: { sync_main_only: true } });
  return worker;
}

function drawRows(first, levels) {
  const image = context.createImageData(canvas.width, levels.length / canvas.width);
  levels.forEach((level, i) => image.data.set(level < 0 ? [16, 18, 34, 255] : [...palette[level % 256], 255], i * 4));
  context.putImageData(image, 0, first);
}

function setBusy(busy) {
  element("render").disabled = busy;
  element("stop").disabled = !busy;
}

// Computes bands until none is left; another picture, or Stop, ends it by taking the crew away.
async function work(worker, bands, mine) {
  while (crew === mine && bands.length > 0) {
    const first = bands.shift();
    const levels = await worker.sync.compute_rows(first, ROWS, canvas.width, canvas.height, view.x, view.y, view.width);
    if (crew !== mine) return;
    drawRows(first, levels);
    element("progress").value += ROWS / canvas.height;
  }
}

function stop(message) {
  crew.forEach((worker) => worker.terminate());
  crew = [];
  setBusy(false);
  if (message) element("status").textContent = message;
}

async function render() {
  stop();
  setBusy(true);
  element("progress").value = 0;
  element("status").textContent = "starting …";
  const mine = (crew = []);
  const started = performance.now();
  const bands = Array.from({ length: canvas.height / ROWS }, (_, i) => i * ROWS);
  await Promise.all(Array.from({ length: Number(element("workers").value) }, async () => {
    const worker = await hire();
    if (crew !== mine) {
      worker.terminate();
      return;
    }
    mine.push(worker);
    element("status").textContent = "rendering …";
    await work(worker, bands, mine);
  }));
  if (crew === mine) stop(`Rendered in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}

function look(x, y, width) {
  view = { x, y, width: Math.max(width, 1e-12) };
  render();
}

const closer = () => look(view.x, view.y, view.width / 3);

canvas.addEventListener("click", ({ offsetX, offsetY }) => {
  const scale = view.width / canvas.clientWidth;
  look(view.x + (offsetX - canvas.clientWidth / 2) * scale, view.y + (offsetY - canvas.clientHeight / 2) * scale,
    view.width / 3);
});

canvas.addEventListener("keydown", (event) => {
  const step = view.width / 8;
  const moves = { ArrowLeft: [-step, 0], ArrowRight: [step, 0], ArrowUp: [0, -step], ArrowDown: [0, step] };
  if (event.key === "+") closer();
  else if (event.key === "-") look(view.x, view.y, view.width * 3);
  else if (moves[event.key]) look(view.x + moves[event.key][0], view.y + moves[event.key][1], view.width);
  else return;
  event.preventDefault();
});

element("render").addEventListener("click", render);
element("stop").addEventListener("click", () => stop("Stopped."));
element("closer").addEventListener("click", closer);
element("back").addEventListener("click", () => look(WHOLE.x, WHOLE.y, WHOLE.width));

// PyScript's own set-up has to end first: a worker that is started earlier lacks the pyscript module.
await customElements.whenDefined("mpy-script");
render();
