// SPDX-License-Identifier: Apache-2.0
// Listens before PyScript is there: m/py:ready comes before a script's first line, m/py:done after
// its last one, awaited ones included, and py:all-done when every script of the page is done.
"use strict";

const rows = new Map(); // of script element to { times, row }
let allDone = false;
let timer = 0;

const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

const kindOf = (script) =>
  (script.type === "py" ? "Pyodide" : "MicroPython") + (script.hasAttribute("worker") ? ", worker" : ", page");

function addRow(script) {
  const row = document.createElement("tr");
  row.dataset.state = "bootstrapping";
  row.innerHTML = `<th scope="row"><strong></strong><span class="note"></span><span class="line"></span></th>
    <td class="state">bootstrapping</td><td class="number ready">–</td><td class="number ran">–</td>`;
  row.querySelector("strong").textContent = script.dataset.title;
  row.querySelector(".note").textContent = kindOf(script);
  document.getElementById("board").append(row);
  rows.set(script, { times: { added: performance.now() }, row });
}

function draw() {
  clearTimeout(timer);
  const now = performance.now();
  const start = ({ times }) => (times.added < 2000 ? 0 : times.added);
  const end = ({ times }) => times.done ?? (times.stopped || now);
  const longest = Math.max(...[...rows.values()].map((entry) => end(entry) - start(entry)));
  for (const entry of rows.values()) {
    const { times, row } = entry;
    const ready = (times.ready ?? end(entry)) - start(entry);
    row.style.setProperty("--starting", ready / longest);
    row.style.setProperty("--running", (end(entry) - start(entry) - ready) / longest);
    if (times.ready) {
      row.querySelector(".ready").textContent = seconds(ready);
      row.querySelector(".ran").textContent = seconds(end(entry) - times.ready);
    }
  }
  const active = [...rows.values()].some(({ times }) => !times.done && !times.stopped);
  if (active) timer = setTimeout(draw, 250); // not every frame: the interpreters need the processor
}

function setState(script, state, time) {
  const entry = rows.get(script);
  if (!entry) return;
  entry.times[time] = performance.now();
  entry.row.dataset.state = state;
  entry.row.querySelector(".state").textContent = state;
  if (!allDone)
    document.getElementById("status").textContent = `${script.dataset.title}: ${state}`;
  draw();
}

for (const prefix of ["mpy", "py"]) {
  addEventListener(`${prefix}:ready`, ({ target }) => setState(target, "running", "ready"));
  addEventListener(`${prefix}:done`, ({ target }) => setState(target, "done", "done"));
}

addEventListener("py:all-done", () => {
  allDone = true;
  document.getElementById("status").textContent = `everything is done, ${seconds(performance.now())} after the page`;
});

function startEndless() {
  const script = document.createElement("script");
  Object.assign(script, { id: "endless", type: "mpy", src: "./endless.py" });
  script.dataset.title = "Endless";
  script.setAttribute("worker", "");
  script.setAttribute("config", "./pyscript.toml");
  document.body.append(script); // PyScript watches for scripts that come later
  addRow(script);
  document.getElementById("start").disabled = true;
  document.getElementById("stop").disabled = false;
  draw();
}

function stopEndless() {
  const script = document.getElementById("endless");
  script.xworker?.terminate();
  setState(script, "stopped", "stopped");
  script.remove();
  document.getElementById("start").disabled = false;
  document.getElementById("stop").disabled = true;
  document.getElementById("start").focus();
}

addEventListener("DOMContentLoaded", () => {
  document.querySelectorAll("script[data-title]").forEach(addRow);
  document.getElementById("start").addEventListener("click", startEndless);
  document.getElementById("stop").addEventListener("click", stopEndless);
  draw();
});
