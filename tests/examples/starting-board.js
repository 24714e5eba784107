// SPDX-License-Identifier: Apache-2.0
// Four scripts are done, everything is, and then the fifth is ready and stays so until it is stopped.
window.proof ??= (async () => {
  const until = async (test) => { while (!test()) await new Promise((go) => setTimeout(go, 50)); };
  const count = (state) => document.querySelectorAll(`#board [data-state=${state}]`).length;
  await until(() => document.getElementById("status").textContent.startsWith("everything is done"));
  const done = count("done");
  document.getElementById("start").click();
  await until(() => count("running") === 1);
  document.getElementById("stop").click();
  return done === 4 && count("done") === 4 && count("stopped") === 1;
})()
