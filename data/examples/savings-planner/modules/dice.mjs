// SPDX-License-Identifier: Apache-2.0
// Random numbers that come again: the same seed throws the same dice.
export class Dice {
  #state;

  constructor(seed) {
    this.#state = seed >>> 0 || 1;
  }

  // From 0 to under 1: Marsaglia's xorshift with 32 bits.
  throw() {
    let x = this.#state;
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    this.#state = x >>> 0;
    return this.#state / 2 ** 32;
  }

  // Around 0, mostly within -1 and 1: the sum of twelve throws is nearly a bell curve.
  bell() {
    let sum = -6;
    for (let i = 0; i < 12; i += 1) sum += this.throw();
    return sum;
  }
}
