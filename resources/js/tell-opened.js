// SPDX-License-Identifier: Apache-2.0
// The body of a function, in the page's own world, which a detail that is an object does not leave; `paths`
// is JSON.
document.dispatchEvent(new CustomEvent("pyxis:opened", { bubbles: true, detail: { paths: JSON.parse(paths) } }));
