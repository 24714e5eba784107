// SPDX-License-Identifier: Apache-2.0
// A named worker answers; another one, started from Python, reports until it is stopped.
window.proof ??= (async () => {
  const until = async (test) => { while (!test()) await new Promise((go) => setTimeout(go, 50)); };
  document.getElementById("factor").click();
  await until(() => factors.textContent === "600851475143 = 71 × 839 × 1471 × 6857");
  document.getElementById("start").click();
  await until(() => found.children.length >= 3);
  document.getElementById("stop").click();
  const first = found.lastElementChild;
  return document.getElementById("found-status").textContent.endsWith("stopped") && !document.getElementById("start").disabled
    && first.value === 50 && first.textContent === "1487 and 1489";
})()
