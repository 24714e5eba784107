// SPDX-License-Identifier: Apache-2.0
// Two cells share what the hidden one has imported.
window.proof ??= (async () => {
  const until = async (test) => { while (!test()) await new Promise((go) => setTimeout(go, 50)); };
  const cells = () => [...document.querySelectorAll(".mpy-editor-box")];
  await until(() => cells().length === 2 && document.querySelector(".py-editor-box"));
  // A cell that runs while the hidden one still reads its configuration gets an interpreter without it.
  await until(() => document.querySelector("script[setup]").xworker);
  const run = async (cell, end) => {
    cell.querySelector("button").click();
    await until(() => end.test(cell.querySelector(".mpy-editor-output").innerText));
  };
  await run(cells()[0], /^\(\d, \d\) makes \d+\s*$/);
  await run(cells()[1], /\n 12 █+ \d+\s*$/);
  return !document.querySelector(".py-error");
})()
