// SPDX-License-Identifier: Apache-2.0
// Two ways in which JavaScript writes a class; the snippets make instances of both.
"use strict";

// The old way, by a function. Written like this, it needs no `new`.
function LegacyPet(name) {
  if (!(this instanceof LegacyPet)) return new LegacyPet(name);
  this.name = name;
}

LegacyPet.prototype.speak = function () {
  return `${this.name} purrs`;
};

// The way of today; without `new` it is an error. Global for Python to find it in `window`.
window.ModernPet = class ModernPet {
  #name;

  constructor(name) {
    this.#name = name;
  }

  speak() {
    return `${this.#name} barks`;
  }
};
