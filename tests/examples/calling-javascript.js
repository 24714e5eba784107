// SPDX-License-Identifier: Apache-2.0
// Every snippet that is to work, in every interpreter of the page in which it is to.
window.proof ??= (async () => {
  const until = async (test) => { while (!test()) await new Promise((go) => setTimeout(go, 50)); };
  const run = async (name, engine, said) => {
    document.querySelector(`[data-name=${name}]`).click();
    document.querySelector(`[data-engine=${engine}]`).click();
    await until(() => output.textContent.startsWith(said));
  };
  for (const engine of ["mpy", "py"]) {
    await run("timer", engine, "called after 100 ms\n");
    await run("sticky", engine, "click\n");
    await run("options", engine, "88 km/h\nkilometer-per-hour True\n");
    await run("detached", engine, "blue here, red there\n");
    await run("new", engine, "Rex barks\nTom purrs\nTom purrs\n");
  }
  await run("borrowed", "mpy", "called after 100 ms\n");
  await run("destroy", "mpy", "hello heard\ndispatched twice\n");
  await run("destroy", "py", "hello heard\nand the proxy destroyed\ndispatched twice\n");
  await run("wrappers", "py", "hello heard\n");
  await run("converter", "py", "Object\nObject\nMap\n");
  return true;
})()
