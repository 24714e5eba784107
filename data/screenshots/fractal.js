// SPDX-License-Identifier: Apache-2.0
// The whole set, with the buttons below it.
(document.body.style.zoom = 0.85, document.getElementById("status").textContent.startsWith("Rendered in"))
