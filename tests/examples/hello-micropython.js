// SPDX-License-Identifier: Apache-2.0
document.getElementById("status").textContent.startsWith("MicroPython 1.")
