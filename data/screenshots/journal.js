// SPDX-License-Identifier: Apache-2.0
// Ten weeks of entries: the form is sent on days of the past.
window.scene ??= (async () => {
  const until = async (test) => { while (!test()) await new Promise((go) => setTimeout(go, 20)); };
  document.body.style.zoom = 0.85;
  const status = document.getElementById("status");
  const notes = ["Read about workers.", "Rain. Tea. A long letter.", "The stars were out tonight.", "First page of the novel."];
  const moods = ["bright", "grey", "bright", "mixed"];
  const Today = Date;
  const days = [...Array(64).keys()].map((i) => 64 - i).filter((day) => (day * 7) % 11 < 4 || day % 5 === 0);
  for (const day of [...days, 2, 1]) {
    window.Date = class extends Today { constructor(time = Today.now() - day * 86400000) { super(time); } };
    text.value = notes[day % 4];
    mood.value = moods[day % 4];
    status.textContent = "";
    write.requestSubmit();
    await until(() => status.textContent === "Kept.");
  }
  window.Date = Today;
  text.value = "Pyxis rises at ten. Too faint for the city, bright enough from the lighthouse.";
  return true;
})()
