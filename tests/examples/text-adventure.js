// SPDX-License-Identifier: Apache-2.0
// Played to its good end.
window.proof ??= (async () => {
  const { terminal } = document.querySelector("script[terminal]");
  const screen = () => Array.from({ length: terminal.buffer.active.length }, (_, i) => terminal.buffer.active.getLine(i).translateToString(true)).join("\n");
  const until = async (test) => { while (!test()) await new Promise((go) => setTimeout(go, 50)); };
  const lines = ["take matches", "up", "east", "take lamp", "take oil", "west", "in", "light lamp", "up", "light wick"];
  for (const line of lines) {
    await until(() => /\n> *$/.test(screen().trimEnd()));
    terminal.input(line + "\r");
    await until(() => screen().trimEnd().includes("> " + line));
  }
  await until(() => screen().includes("10 turns."));
  return screen().includes("You did it!");
})()
