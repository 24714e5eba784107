// SPDX-License-Identifier: Apache-2.0
["words", "different"].map(id => document.getElementById(id).textContent).join() === "63,39"
