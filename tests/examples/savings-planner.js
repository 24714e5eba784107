// SPDX-License-Identifier: Apache-2.0
// Another number of years: the page draws the plan, the worker its 400 futures, with the same module.
(window.typed ??= (years.value = 30, plan.dispatchEvent(new Event("input")), true))
  && total.textContent === "69 636"
  && middle.textContent === "54 025 and 77 168"
  && document.documentElement.dataset.chart === "1.0"
  && document.querySelectorAll("#growth polyline").length === 2
  && document.querySelectorAll("#futures rect").length === 12
  && getComputedStyle(document.querySelector(".chart")).display === "block"
