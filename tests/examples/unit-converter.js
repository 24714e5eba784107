// SPDX-License-Identifier: Apache-2.0
// Both interpreters convert with the same modules, and both tell where they have them.
window.proof ??= (async () => {
  const until = async (test) => { while (!test()) await new Promise((go) => setTimeout(go, 50)); };
  const row = (name) => document.querySelector(`[data-unit="${name}"]`)?.textContent;
  await until(() => row("tablespoon") === "tablespoon12.512 1/2");
  amount.value = "1 1/2";
  unit.value = "fathom";
  unit.dispatchEvent(new Event("change"));
  await until(() => row("foot") === "foot99" && row("furlong") === "furlong0.013643/220");
  return [...document.querySelectorAll("[data-module]")].every(({ cells }) =>
    cells[2].textContent.endsWith("built in")
      ? cells[3].textContent === "built in"
      : cells[3].textContent === `/home/pyodide/${cells[2].textContent}`);
})()
