// SPDX-License-Identifier: Apache-2.0
// One program says the same in both, another does not.
window.proof ??= (async () => {
  const until = async (test) => { while (!test()) await new Promise((go) => setTimeout(go, 50)); };
  const answers = async (index) => {
    sample.selectedIndex = index;
    sample.dispatchEvent(new Event("change"));
    verdict.textContent = "";
    document.getElementById("run").click();
    await until(() => verdict.textContent);
    return [verdict.textContent, ...["mpy", "py"].map((id) => document.querySelector(`#${id} pre`).textContent)];
  };
  const [first, said] = await answers(0);
  const [second, micropython, pyodide] = await answers(3);
  return first === "Both say the same." && said.startsWith("1161 takes longest\n") && second === "They differ."
    && micropython.startsWith("failure -> NameError name 'failure' isn't defined\n")
    && pyodide.startsWith("failure -> NameError name 'failure' is not defined\n");
})()
