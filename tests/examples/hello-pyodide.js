// SPDX-License-Identifier: Apache-2.0
document.getElementById("status").textContent.startsWith("CPython 3.")
