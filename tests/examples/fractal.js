// SPDX-License-Identifier: Apache-2.0
// Stopped in the middle, then another picture to its end.
window.proof ??= (async () => {
  const until = async (test) => { while (!test()) await new Promise((go) => setTimeout(go, 50)); };
  const says = (text) => () => document.getElementById("status").textContent.startsWith(text);
  await until(says("rendering"));
  document.getElementById("stop").click();
  await until(says("Stopped."));
  const stopped = progress.value;
  document.getElementById("closer").click();
  await until(says("Rendered in"));
  const pixels = new Set(new Uint32Array(canvas.getContext("2d").getImageData(0, 0, 480, 300).data.buffer));
  return stopped < 1 && progress.value > 0.99 && pixels.size > 20 && !pixels.has(0);
})()
