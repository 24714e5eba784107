// SPDX-License-Identifier: Apache-2.0
// Two charts as SVG, for reading aloud too. Every export is a function or a constant that Python
// imports by name: from pyscript.js_modules.chart import lines
export const version = "1.0";

const WIDTH = 480;
const HEIGHT = 210;
const EDGE = { left: 52, right: 24, top: 12, bottom: 28 };

function node(name, attributes = {}, text = "") {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.textContent = text;
  return element;
}

// About four round numbers from 0 to at least `most`.
function ticks(most) {
  const rough = (most || 1) / 4;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = [1, 2, 5, 10].find((factor) => factor * power >= rough) * power;
  return Array.from({ length: Math.ceil(most / step) + 1 }, (_, i) => Math.round(i * step * 100) / 100);
}

const short = new Intl.NumberFormat("en", { notation: "compact" });

// An empty chart with its grid; `y` maps a value to a height.
function frame(target, most, { title, description }) {
  const marks = ticks(most);
  const top = marks.at(-1) || 1;
  const y = (value) => HEIGHT - EDGE.bottom - (value / top) * (HEIGHT - EDGE.top - EDGE.bottom);
  const svg = node("svg", { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, role: "img", class: "chart" });
  svg.append(node("title", {}, title), node("desc", {}, description));
  for (const mark of marks) {
    svg.append(
      node("line", { x1: EDGE.left, x2: WIDTH - EDGE.right, y1: y(mark), y2: y(mark), class: "grid" }),
      node("text", { x: EDGE.left - 8, y: y(mark) + 4, "text-anchor": "end" }, short.format(mark)),
    );
  }
  target.replaceChildren(svg);
  return { svg, y };
}

const label = (x, text) => node("text", { x, y: HEIGHT - 8, "text-anchor": "middle" }, text);

// series: [{ name, values }], all of one length; values are not negative.
export function lines(target, series, { title, unit }) {
  const count = series[0].values.length;
  const most = Math.max(...series.flatMap(({ values }) => values));
  const description = series.map(({ name, values }) => `${name}: ${values.at(-1)} at the end`).join("; ");
  const { svg, y } = frame(target, most, { title, description });
  const x = (i) => EDGE.left + (i / Math.max(1, count - 1)) * (WIDTH - EDGE.left - EDGE.right);
  series.forEach(({ values }, index) => {
    const points = values.map((value, i) => `${x(i)},${y(value)}`).join(" ");
    svg.append(node("polyline", { points, class: `series series-${index}` }));
  });
  const step = Math.max(1, Math.ceil((count - 1) / 5));
  for (let i = step; i < count; i += step) svg.append(label(x(i), `${unit} ${i}`));
  const legend = document.createElement("ul");
  legend.className = "chart-legend";
  legend.append(...series.map(({ name }, index) => {
    const item = document.createElement("li");
    item.className = `series-${index}`;
    item.textContent = name;
    return item;
  }));
  target.append(legend);
}

// columns: [{ name, value }]; values are not negative.
export function bars(target, columns, { title, unit }) {
  const most = Math.max(...columns.map(({ value }) => value));
  const description = columns.map(({ name, value }) => `${name}: ${value} ${unit}`).join("; ");
  const { svg, y } = frame(target, most, { title, description });
  const width = (WIDTH - EDGE.left - EDGE.right) / columns.length;
  const every = Math.ceil(columns.length / 4);
  columns.forEach(({ name, value }, i) => {
    const left = EDGE.left + i * width;
    svg.append(node("rect", { x: left + 2, width: width - 4, y: y(value), height: y(0) - y(value), rx: 3 }));
    if (i % every === 0) svg.append(label(left + width / 2, name));
  });
}
