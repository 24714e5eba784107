// SPDX-License-Identifier: Apache-2.0
// The body of a function that the shell calls in the script world of the bridge: script-elements.js answers.
return pyxisScripts[name](a, b);
