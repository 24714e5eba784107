// SPDX-License-Identifier: Apache-2.0
// A chosen file comes out sorted, without its double; the same bytes from both interpreters. One that is opened with
// the app comes instead.
window.proof ??= (async () => {
  const until = async (test) => { while (!test()) await new Promise((go) => setTimeout(go, 50)); };
  const choose = (element, set) => { set(element); element.dispatchEvent(new Event("change", { bubbles: true })); };
  const says = (text) => () => document.getElementById("status").textContent === text;
  const bytes = () => fetch(download.href).then((answer) => answer.text());
  const data = new DataTransfer();
  data.items.add(new File(['city;people\nBern;134 794\n"Ürümqi";4 054 369\nBern;134 794\nOslo;717 710\n'], "cities.csv"));
  choose(file, (input) => { input.files = data.files; });
  await until(says("3 rows, 1 dropped, by MicroPython"));
  choose(column, (select) => { select.value = "1"; });
  await until(() => table.textContent.endsWith("4 054 369"));
  const first = await bytes();
  choose(document.querySelector("[value=py]"), (radio) => { radio.checked = true; });
  await until(says("3 rows, 1 dropped, by Pyodide"));
  const second = await bytes();
  document.dispatchEvent(new CustomEvent("pyxis:opened", { detail: { paths: ["/vfs/opened/guests.csv"] } }));
  await until(() => download.download === "guests-tidy.csv" && says("5 rows, 1 dropped, by Pyodide")());
  return first === second && first === "city;people\nBern;134 794\nOslo;717 710\nÜrümqi;4 054 369\n";
})()
