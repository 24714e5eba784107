// SPDX-License-Identifier: Apache-2.0
// Somebody has said who they are.
window.scene ??= (async () => {
  const field = document.getElementById("name");
  document.body.style.zoom = 1.75;
  field.value = "Ada";
  field.dispatchEvent(new Event("input", { bubbles: true }));
  return greeting.textContent === "Hello, Ada" && letters.textContent !== "";
})()
