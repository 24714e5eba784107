// SPDX-License-Identifier: Apache-2.0
// The table that comes with it, by year of birth.
window.scene ??= (async () => {
  const until = async (test) => { while (!test()) await new Promise((go) => setTimeout(go, 50)); };
  const choose = (element, set) => { set(element); element.dispatchEvent(new Event("change", { bubbles: true })); };
  document.body.style.zoom = 0.85;
  const data = new DataTransfer();
  data.items.add(new File([await (await fetch("./people.csv")).text()], "people.csv"));
  choose(file, (input) => { input.files = data.files; });
  await until(() => table.rows.length > 1);
  choose(column, (select) => { select.value = "1"; });
  await until(() => table.rows[1].textContent.startsWith("Ada"));
  return true;
})()
