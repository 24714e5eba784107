// SPDX-License-Identifier: Apache-2.0
document.querySelectorAll("li[data-state=good]").length === 5
