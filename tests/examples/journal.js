// SPDX-License-Identifier: Apache-2.0
// What was kept is there after a reload, as text whatever it looks like.
(() => {
  const said = document.getElementById("status").textContent;
  if (!sessionStorage.step && said === "A new journal") {
    sessionStorage.step = "written";
    text.value = "<b>Pyxis</b> rises";
    write.requestSubmit();
  } else if (sessionStorage.step === "written" && said === "Kept.") {
    sessionStorage.step = "reloaded";
    location.reload();
  }
  return sessionStorage.step === "reloaded" && said === "1 entry from before"
    && document.querySelector("article p").textContent === "<b>Pyxis</b> rises"
    && document.querySelector(".weeks span:last-child").dataset.count === "1";
})()
